import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { lint } from "../../buildspec/lint";
import { ROOT } from "./fixtures";

const CORPUS = path.join(ROOT, "..", "shared", "corpora", "build-specs");
const present = fs.existsSync(CORPUS);
const files = present ? fs.readdirSync(CORPUS).filter((file) => file.endsWith(".yaml")) : [];

describe("lint, on published specifications (needs ../shared)", () => {
  it("finds no error in any", function () {
    if (!present) this.skip();
    assert.ok(files.length >= 18);

    const errors = files.flatMap((file) => {
      const { diagnostics } = lint(fs.readFileSync(path.join(CORPUS, file)));
      return diagnostics.filter(({ level }) => level === "error").map(({ code }) => `${file}: ${code}`);
    });

    assert.deepEqual(errors, []);
  });

  it("warns of an export that a blank keeps from being assigned, of images misspelt, and of steps longer than the run", function () {
    if (!present) this.skip();

    const warned = files.flatMap((file) => {
      const codes = lint(fs.readFileSync(path.join(CORPUS, file))).diagnostics.map(({ code }) => code);
      return codes.filter((code) => /^(export|image|timeout|variable|plain|docker|unknown|placeholder)/.test(code));
    });

    assert.deepEqual(warned.sort(), [
      "export-unassigned",
      "image-unbuilt",
      "image-unbuilt",
      "timeout-beyond-whole",
      "timeout-beyond-whole",
    ]);
  });
});
