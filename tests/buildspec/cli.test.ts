import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { main } from "../../buildspec/cli";
import { CODES } from "../../buildspec/diagnostic";
import { jsonSchema } from "../../buildspec/schema/json-schema";
import { FIXTURES, ROOT, specOfSteps } from "./fixtures";

const GOOD = path.join(FIXTURES, "ok", "everything.spec");
const BAD = path.join(FIXTURES, "err", "sudo-unavailable.spec");

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly unknown[];
}

/** Runs the command line in this process. */
function run(...args: readonly string[]): { code: number; out: string; err: string } {
  let out = "";
  let err = "";
  const code = main(args, { out: (text) => void (out += text), err: (text) => void (err += text) });
  return { code, out, err };
}

describe("oci-buildspec schema", () => {
  it("prints the schema as JSON", () => {
    const { code, out, err } = run("schema");

    assert.deepEqual({ code, err }, { code: 0, err: "" });
    assert.deepEqual(JSON.parse(out), jsonSchema());
  });
});

describe("oci-buildspec lint", () => {
  // without the ShellCheck that this machine may have
  const { PATH } = process.env;
  before(() => void (process.env["PATH"] = ""));
  after(() => void (process.env["PATH"] = PATH));

  it("exits with 0 when there is no error", () => {
    assert.deepEqual(run("lint", GOOD), { code: 0, out: "1 file: 0 errors, 0 warnings, 0 notes\n", err: "" });
  });

  it("exits with 1 when there is one, and shows where", () => {
    const { code, out } = run("lint", BAD);

    assert.equal(code, 1);
    assert.match(
      out,
      /sudo-unavailable\.spec:5:14: error: .* \[sudo-unavailable\]\n {6}command: sudo yum.*\n {15}\^{4}\n/,
    );
  });

  it("exits with 0 for warnings alone", () => {
    assert.equal(run("lint", path.join(FIXTURES, "err", "docker-push.spec")).code, 0);
  });

  it("gives the findings as JSON", () => {
    const { code, out } = run("lint", "--format", "json", GOOD, BAD);

    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out), [
      {
        file: BAD,
        line: 5,
        column: 14,
        endColumn: 18,
        level: "error",
        code: "sudo-unavailable",
        message: "step 1 runs 'sudo', which the build runner doesn't have; set 'runAs: root' and leave it out",
      },
    ]);
  });

  it("gives the findings as SARIF, with a rule for every code", () => {
    const { code, out } = run("lint", "--format", "sarif", BAD);

    const { version, runs } = JSON.parse(out) as { version: string; runs: SarifRun[] };
    assert.equal(code, 1);
    assert.equal(version, "2.1.0");
    assert.deepEqual(
      runs[0]?.tool.driver.rules.map(({ id }) => id),
      Object.keys(CODES),
    );
    assert.deepEqual(runs[0]?.results, [
      {
        ruleId: "sudo-unavailable",
        ruleIndex: Object.keys(CODES).indexOf("sudo-unavailable"),
        level: "error",
        message: {
          text: "step 1 runs 'sudo', which the build runner doesn't have; set 'runAs: root' and leave it out",
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: BAD },
              region: { startLine: 5, startColumn: 14, endColumn: 18 },
            },
          },
        ],
      },
    ]);
  });

  it("gives the findings as Markdown", () => {
    const { code, out } = run("lint", "--format", "markdown", GOOD, BAD);

    assert.equal(code, 1);
    assert.match(
      out,
      /^\*\*Build specifications\*\*: 2 files: 1 error, .*\n\n### .*\n\n\|.*\n\|.*\n\| 5:14 \| error \|/,
    );
  });

  it("leaves out what --ignore names", () => {
    assert.deepEqual(run("lint", "--format", "json", BAD, "--ignore", "sudo-unavailable"), {
      code: 0,
      out: "[]\n",
      err: "",
    });
  });

  it("takes several codes between commas or one by one, and what follows as a file", () => {
    const bad = ["lint", "--no-shellcheck", "--format", "json"];
    const assumed = path.join(FIXTURES, "err", "parameter-assumed.spec");

    assert.equal(run(...bad, "--ignore", "sudo-unavailable,parameter-assumed", BAD, assumed).out, "[]\n");
    assert.equal(
      run(...bad, "--ignore", "sudo-unavailable", "--ignore", "parameter-assumed", BAD, assumed).out,
      "[]\n",
    );
  });

  it("knows the parameters that --parameter names", () => {
    const assumed = path.join(FIXTURES, "err", "parameter-assumed.spec");
    const codes = (...args: readonly string[]): readonly string[] =>
      (JSON.parse(run("lint", "--format", "json", assumed, ...args).out) as { code: string }[]).map(({ code }) => code);

    assert.deepEqual(codes(), ["parameter-assumed", "parameter-assumed", "parameter-assumed"]);
    assert.deepEqual(codes("--parameter", "AUDIT,KNOWLEDGE_BASE"), ["variable-undefined"]);
    assert.deepEqual(codes("--parameter", "AUDIT", "--parameter", "KNOWLEDGE_BASE, VERSION"), []);
  });

  it("says that a file is not there, or is a folder", () => {
    assert.match(
      run("lint", "no-such-file").out,
      /^no-such-file:1:1: error: file can't be read \(ENOENT\) \[file-not-readable\]\n/,
    );
    assert.match(run("lint", FIXTURES).out, /file can't be read \(EISDIR\) \[file-not-readable\]\n/);
  });

  const wrong: readonly { what: string; args: readonly string[] }[] = [
    { what: "an unknown command", args: ["lnit"] },
    { what: "no command", args: [] },
    { what: "an unknown option", args: ["lint", "--fromat", "json"] },
    { what: "an unknown format", args: ["lint", "--format", "xml", GOOD] },
    { what: "an unknown code to ignore", args: ["lint", GOOD, "--ignore", "no-such-code"] },
  ];
  for (const { what, args } of wrong) {
    it(`fails when it gets ${what}, with 2`, () => {
      const { code, out, err } = run(...args);

      assert.equal(code, 2);
      assert.equal(out, "");
      assert.notEqual(err, "");
    });
  }

  it("gives no secret away", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "buildspec-"));
    try {
      const token = `ghp_${"a1B2".repeat(9)}`;
      const file = path.join(folder, "spec");
      fs.writeFileSync(file, specOfSteps(`sudo curl -H "Authorization: ${token}" example.com`));

      const { out } = run("lint", file);

      assert.match(out, /\[plain-secret\]/);
      assert.match(out, /\[sudo-unavailable\]/);
      assert.ok(!out.includes(token));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it("finds the specifications below a folder, under plain Node", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "buildspec-"));
    try {
      for (const name of ["build_spec.yml", "service/build_spec.yaml", "node_modules/x/build_spec.yaml"]) {
        fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        fs.copyFileSync(GOOD, path.join(folder, name));
      }

      const start = path.join(ROOT, "buildspec", "start.js");
      const { status, stdout, stderr } = spawnSync(process.execPath, [start, "lint"], {
        cwd: folder,
        encoding: "utf8",
      });

      assert.deepEqual(
        { status, stdout, stderr },
        { status: 0, stdout: "2 files: 0 errors, 0 warnings, 0 notes\n", stderr: "" },
      );
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it("fails when a folder has none, with 2", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "buildspec-"));
    try {
      const start = path.join(ROOT, "buildspec", "start.js");
      const { status, stderr } = spawnSync(process.execPath, [start, "lint"], { cwd: folder, encoding: "utf8" });

      assert.equal(status, 2);
      assert.match(stderr, /no build_spec\.yaml or build_spec\.yml below this folder/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
