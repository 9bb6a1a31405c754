import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { CODES } from "../../../../policies/iam/cli/codes";
import { ROOT } from "../../../buildspec/fixtures";
import { codesIn, fixturesIn, run } from "./fixtures";

const START = path.join(ROOT, "policies", "iam", "cli", "start.js");
const MESSAGE =
  "expected one of 'inspect', 'read', 'use', 'manage', 'associate', '{', got 'mange'; did you mean 'manage'";

interface SarifRun {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly unknown[];
}

describe("oci-iam check", () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-iam-"))));
  after(() => fs.rmSync(folder, { recursive: true }));

  /** A file of these lines. */
  function fileOf(name: string, ...lines: readonly (string | Buffer)[]): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, Buffer.concat(lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from("\n")]))));
    return file;
  }

  it("exits with 0 when nothing is found", () => {
    const file = fileOf("good.txt", "# comment", "", "allow group A to read repos in tenancy");

    assert.deepEqual(run("check", file), { code: 0, out: "1 file: 0 errors, 0 warnings, 0 notes\n", err: "" });
  });

  it("exits with 1 for errors, and shows where", () => {
    const file = fileOf("bad.txt", "allow group A to mange repos in tenancy");

    assert.deepEqual(run("check", file), {
      code: 1,
      out:
        `${file}:1:18: error: ${MESSAGE} [iam-unknown-verb]\n` +
        "  allow group A to mange repos in tenancy\n                   ^^^^^\n" +
        "1 file: 1 error, 0 warnings, 0 notes\n",
      err: "",
    });
  });

  it("exits with 1 for warnings, and with 0 for notes alone", () => {
    assert.equal(run("check", fileOf("warning.txt", "allow group A to use repos in tenancy")).code, 1);
    assert.equal(run("check", fileOf("note.txt", "allow group A to read repso in tenancy")).code, 0);
  });

  it("gives the findings as JSON", () => {
    const good = fileOf("good.txt", "allow group A to read repos in tenancy");
    const bad = fileOf("bad.txt", "# comment", "  allow group A to mange repos in tenancy");

    const { code, out } = run("check", "--format", "json", good, bad);

    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out), [
      { file: bad, line: 2, column: 20, endColumn: 25, level: "error", code: "iam-unknown-verb", message: MESSAGE },
    ]);
  });

  it("gives the findings as SARIF, with a rule for every code", () => {
    const bad = fileOf("bad.txt", "allow group A to mange repos in tenancy");

    const { code, out } = run("check", "--format", "sarif", bad);

    const { version, runs } = JSON.parse(out) as { version: string; runs: SarifRun[] };
    assert.equal(code, 1);
    assert.equal(version, "2.1.0");
    assert.equal(runs[0]?.tool.driver.name, "oci-iam");
    assert.deepEqual(
      runs[0]?.tool.driver.rules.map(({ id }) => id),
      Object.keys(CODES),
    );
    assert.deepEqual(runs[0]?.results, [
      {
        ruleId: "iam-unknown-verb",
        ruleIndex: Object.keys(CODES).indexOf("iam-unknown-verb"),
        level: "error",
        message: { text: MESSAGE },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: bad },
              region: { startLine: 1, startColumn: 18, endColumn: 23 },
            },
          },
        ],
      },
    ]);
  });

  it("leaves out what --ignore names", () => {
    const bad = fileOf("bad.txt", "allow group A to mange repos in tenancy");

    assert.deepEqual(run("check", "--format", "json", bad, "--ignore", "iam-unknown-verb"), {
      code: 0,
      out: "[]\n",
      err: "",
    });
  });

  it("says that a file is not there, is a folder, or is no text", () => {
    const notText = fileOf("binary.txt", Buffer.from([0xff, 0xfe, 0x41]));

    assert.match(
      run("check", "no-such-file").out,
      /^no-such-file:1:1: error: file can't be read \(ENOENT\) \[iam-file/,
    );
    assert.match(run("check", folder).out, /file can't be read \(EISDIR\) \[iam-file-not-readable\]\n/);
    assert.match(run("check", notText).out, /file can't be read \(it is not UTF-8 text\) \[iam-file-not-readable\]\n/);
    assert.equal(run("check", notText).code, 1);
  });

  const wrong: readonly { what: string; args: readonly string[] }[] = [
    { what: "an unknown command", args: ["chekc"] },
    { what: "no command", args: [] },
    { what: "no file", args: ["check"] },
    { what: "an unknown option", args: ["check", "a.txt", "--fromat", "json"] },
    { what: "an unknown format", args: ["check", "a.txt", "--format", "xml"] },
    { what: "an unknown code to ignore", args: ["check", "a.txt", "--ignore", "no-such-code"] },
  ];
  for (const { what, args } of wrong) {
    it(`fails when it gets ${what}, with 2`, () => {
      const { code, out, err } = run(...args);

      assert.equal(code, 2);
      assert.equal(out, "");
      assert.notEqual(err, "");
    });
  }

  it("reads the standard input, under plain Node", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [START, "check", "-", "--format", "json"], {
      encoding: "utf8",
      input: '{"data": [{"statements": ["allow group A to mange repos in tenancy"]}]}',
    });

    assert.equal(stderr, "");
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(stdout), [
      {
        file: "<stdin>",
        line: 1,
        column: 45,
        endColumn: 50,
        level: "error",
        code: "iam-unknown-verb",
        message: MESSAGE,
      },
    ]);
  });

  it("loads the compiler for scripts alone, and the YAML parser for YAML alone", () => {
    const file = fileOf("good.txt", "allow group A to read repos in tenancy");
    const loaded = `
      process.argv.push("start.js", "check", ${JSON.stringify(file)});
      require(${JSON.stringify(START)});
      const names = Object.keys(require.cache).map((name) => name.replaceAll("\\\\", "/"));
      process.stderr.write(JSON.stringify(names.filter((name) => /node_modules/.test(name)
        && !/node_modules\\/(commander\\/|typescript\\/package.json)/.test(name))));
    `;
    spawnSync(process.execPath, ["-e", loaded]);

    const { stderr } = spawnSync(process.execPath, ["-e", loaded], { encoding: "utf8" });

    assert.deepEqual(JSON.parse(stderr), []);
  });
});

describe("the codes", () => {
  const fixtures = fixturesIn("codes");

  it("have a fixture each, but for a file that can't be read", () => {
    const names = fixtures.map(({ name }) => path.parse(name).name);

    assert.deepEqual([...names, "iam-file-not-readable"].sort(), Object.keys(CODES).sort());
  });

  for (const { name, text } of fixtures) {
    it(`fire on the fixture alone that is theirs: ${name}`, () => {
      assert.deepEqual(codesIn(name, text), [path.parse(name).name]);
    });
  }
});
