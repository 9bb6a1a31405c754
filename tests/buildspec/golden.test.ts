import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { CODES } from "../../buildspec/diagnostic";
import { lint } from "../../buildspec/lint";
import { textReport } from "../../findings/text";
import { FIXTURES, namesIn } from "./fixtures";

const REGENERATE = "UPDATE_GOLDENS=1 npx mocha tests/buildspec/golden.test.ts";

describe("lint, on fixtures", () => {
  for (const name of namesIn(path.join(FIXTURES, "ok"), ".spec")) {
    it(`finds no error and no warning in ok/${name}`, () => {
      const result = lint(fs.readFileSync(path.join(FIXTURES, "ok", `${name}.spec`)));

      assert.equal(textReport({ file: name, ...result }), "");
    });
  }

  for (const name of namesIn(path.join(FIXTURES, "err"), ".spec")) {
    it(`says what is wrong with err/${name}`, () => {
      const file = path.join(FIXTURES, "err", `${name}.spec`);
      const golden = `${file}.out`;

      const report = textReport({ file: `${name}.spec`, ...lint(fs.readFileSync(file)) });

      if (process.env["UPDATE_GOLDENS"]) fs.writeFileSync(golden, report);
      const expected = fs.existsSync(golden) ? fs.readFileSync(golden, "utf8") : "";
      assert.equal(report, expected, `${name}: read the difference, then accept it by: ${REGENERATE}`);
      assert.notEqual(report, "");
    });
  }

  it("has a fixture for every code that a file in a repository can have", () => {
    const outputs = namesIn(path.join(FIXTURES, "err"), ".spec.out");
    const seen = outputs
      .map((name) => fs.readFileSync(path.join(FIXTURES, "err", `${name}.spec.out`), "utf8"))
      .join("");

    const unseen = Object.keys(CODES).filter((code) => !seen.includes(`[${code}]\n`));

    assert.deepEqual(unseen, ["file-not-readable", "file-too-large"]);
  });
});
