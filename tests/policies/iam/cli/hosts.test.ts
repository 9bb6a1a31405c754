import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { textReport } from "../../../../findings/text";
import { examine } from "../../../../policies/iam/cli/examine";
import { ENDINGS } from "../../../../policies/iam/cli/hosts";
import { FOLDER, fixturesIn } from "./fixtures";

const REGENERATE = "UPDATE_GOLDENS=1 npx mocha tests/policies/iam/cli/hosts.test.ts";

/** What is found in a text of a file with such a name. */
function found(name: string, text: string): string[] {
  const { diagnostics } = examine(name, text);
  return diagnostics.map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`);
}

describe("statements in files", () => {
  for (const { name, text } of fixturesIn("hosts")) {
    it(`are found where ${name} has them`, () => {
      const golden = path.join(FOLDER, "hosts", `${name}.out`);

      const report = textReport(examine(name, text));

      if (process.env["UPDATE_GOLDENS"]) fs.writeFileSync(golden, report);
      const expected = fs.existsSync(golden) ? fs.readFileSync(golden, "utf8") : "";
      assert.equal(report, expected, `${name}: read the difference, then accept it by: ${REGENERATE}`);
      assert.notEqual(report, "");
    });
  }

  it("are as many as there are", () => {
    const counts = fixturesIn("hosts").map(({ name, text }) => [name, examine(name, text).statements.length]);

    assert.deepEqual(Object.fromEntries(counts), {
      "lines.txt": 1,
      "list.json": 1,
      "plan.json": 0,
      "policy-list.json": 0,
      "program.ts": 0,
      "stack.yaml": 0,
      "terraform.tf": 1,
    });
  });

  it("are JSON if a file whose name says nothing begins so", () => {
    assert.deepEqual(found("<stdin>", '\n["alow"]'), ["iam-unknown-statement: alow"]);
  });

  it("are found behind a byte order mark", () => {
    const wrong = "iam-unknown-statement: alow";

    assert.deepEqual(found("a.txt", "\uFEFFalow"), [wrong]);
    assert.deepEqual(found("a.json", '\uFEFF["alow"]'), [wrong]);
  });

  it("keep their places between carriage returns", () => {
    assert.deepEqual(found("a.txt", "# a\r\nalow\r\n"), ["iam-unknown-statement: alow"]);
    assert.deepEqual(found("a.yaml", "statements:\r\n  - alow\r\n"), ["iam-unknown-statement: alow"]);
    assert.deepEqual(found("a.tf", "statements = [\r\n<<E\r\nalow\r\nE\r\n]"), ["iam-unknown-statement: alow"]);
    assert.deepEqual(found("a.ts", "x = { statements: [`\r\nalow`] }"), ["iam-unknown-statement: alow"]);
  });

  const brokenFiles: readonly { name: string; text: string; finding: string }[] = [
    { name: "a.json", text: '{ "a": 1 "b": 2 }', finding: 'iam-file-syntax: "' },
    { name: "a.json", text: '{ "a": [1, 2 }', finding: "iam-file-syntax: }" },
    { name: "a.json", text: '{ "a": ', finding: "iam-file-syntax: " },
    { name: "a.json", text: "[] x", finding: "iam-file-syntax: x" },
    { name: "a.json", text: '{ "a": "b\n" }', finding: 'iam-file-syntax: "' },
    { name: "a.yaml", text: "a: [1", finding: "iam-file-syntax: " },
    { name: "a.tf", text: 'a = "b\nc = 1', finding: 'iam-file-syntax: "' },
    { name: "a.tf", text: "a = <<E\nb", finding: "iam-file-syntax: <<" },
    { name: "a.ts", text: `x = ${"[".repeat(20_000)}`, finding: "iam-file-syntax: x" },
  ];
  for (const { name, text, finding } of brokenFiles) {
    it(`are not all read, which is said, in ${name}: ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.deepEqual(found(name, text), [finding]);
    });
  }

  for (const ending of ENDINGS) {
    it(`are looked for in hostile files without a throw: ${ending}`, () => {
      for (const piece of [
        '"',
        '"${',
        "${",
        "[",
        "<<E\n",
        "'",
        "`",
        "\\",
        "statements = [",
        "statements: [",
        "a: ",
        "\n",
      ])
        assert.ok(examine(`a${ending}`, piece.repeat(500)).diagnostics.length < 501, piece);
    });
  }
});
