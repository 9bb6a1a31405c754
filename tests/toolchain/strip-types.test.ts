import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { PROJECT } from "../../commands/workspace";

const { stripTypes } = require("../../toolchain/strip-types.js") as {
  stripTypes: (code: string, fileName: string) => { outputText: string; sourceMapText: string };
};

describe("stripTypes", () => {
  const file = path.join(os.tmpdir(), "shape.ts");

  it("leaves what runs, with a map to where it stood", () => {
    const { outputText, sourceMapText } = stripTypes("const sides: number = 3;\n", file);
    assert.match(outputText, /^const sides = 3;$/m);
    assert.deepEqual((JSON.parse(sourceMapText) as { sources: string[] }).sources, ["shape.ts"]);
  });

  it("knows a content again, and another content of the same file from it", () => {
    const first = stripTypes("const sides: number = 4;\n", file);
    assert.deepEqual(stripTypes("const sides: number = 4;\n", file), first);
    assert.match(stripTypes("const sides: number = 5;\n", file).outputText, /^const sides = 5;$/m);
  });

  it("keeps the line of an error, with ts-node and without, stripped before or not", () => {
    const folder = fs.mkdtempSync(path.join(PROJECT, ".cache", "strip-types-"));
    try {
      const thrower = path.join(folder, "thrower.ts");
      fs.writeFileSync(
        thrower,
        `interface Gone {\n  readonly a: number;\n}\n// ${folder}\n\nthrow new Error("here");\n`,
      );
      const load = `try { require(${JSON.stringify(thrower)}) } catch (error) { console.log(error.stack) }`;
      for (const hook of ["toolchain/register.js", "findings/start.js"])
        for (let run = 1; run <= 2; run++) {
          const enabled = ["--enable-source-maps", "-r", path.join(PROJECT, hook), "-e", load];
          assert.match(execFileSync(process.execPath, enabled, { cwd: PROJECT, encoding: "utf8" }), /thrower\.ts:6:/);
        }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
