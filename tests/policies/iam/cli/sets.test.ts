import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { run } from "./fixtures";

const READ = "allow group A to read repos in compartment shop";
const MANAGE = "allow group A, B to manage repos in compartment shop";

describe("statements of several files", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "oci-iam-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function fileOf(name: string, ...lines: readonly string[]): string {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, lines.join("\n"));
    return file;
  }

  describe("oci-iam who-can", () => {
    it("names who can do something, and by which statement", () => {
      const file = fileOf("a.txt", "# comment", READ, "allow group B to manage repos in tenancy");

      assert.deepEqual(run("who-can", "manage repos", file), {
        code: 0,
        out: `group B\n  by ${file}:3: allow group B to manage repos in tenancy\n`,
        err: "",
      });
    });

    it("takes a permission, and a compartment", () => {
      const file = fileOf("a.txt", READ);

      assert.equal(
        run("who-can", "REPOSITORY_READ", file, "--in", "shop:dev").out,
        `group A\n  by ${file}:1: ${READ}\n`,
      );
      assert.equal(run("who-can", "REPOSITORY_READ", file).out, "nobody\n");
      assert.equal(run("who-can", "REPOSITORY_DELETE", file, "--in", "shop").out, "nobody\n");
    });

    it("takes a compartment by its OCID", () => {
      const file = fileOf("a.txt", "allow group A to read repos in compartment id ocid1.compartment.oc1..a");

      assert.match(run("who-can", "read repos", file, "--in", "ocid1.compartment.oc1..a").out, /^group A\n/);
    });

    it("knows a group by the OCID that its policy defines", () => {
      const file = fileOf("a.txt", "define group A as ocid1.group.oc1..a", READ);

      assert.equal(
        run("who-can", "read repos", file, "--in", "shop").out,
        `group id ocid1.group.oc1..a\n  by ${file}:2: ${READ}\n`,
      );
    });

    it("says what may be denied, as text and as JSON", () => {
      const [allow, deny] = [fileOf("a.txt", READ), fileOf("b.txt", "deny group A to manage repos in tenancy")];

      const text = run("who-can", "read repos", allow, deny, "--in", "shop").out;
      const json = run("who-can", "read repos", allow, deny, "--in", "shop", "--format", "json").out;

      assert.match(text, /^group A: it can't be told, .*\n {2}by .*a\.txt:1: .*\n {2}but for .*b\.txt:1: deny group A/);
      const [answer] = JSON.parse(json) as { reason: string }[];
      assert.deepEqual(JSON.parse(json), [
        {
          subject: "group A",
          answer: "unknown",
          reason: answer?.reason,
          allowedBy: [{ file: allow, line: 1, statement: READ }],
          deniedBy: [{ file: deny, line: 1, statement: "deny group A to manage repos in tenancy" }],
        },
      ]);
    });

    it("shows the errors of statements, without which somebody may be missing, with 1", () => {
      const { code, out, err } = run(
        "who-can",
        "read repos",
        fileOf("a.txt", "allow group A to raed repos in tenancy"),
      );

      assert.equal(code, 1);
      assert.equal(out, "nobody\n");
      assert.match(err, /\[iam-unknown-verb\]\n/);
    });

    it("fails when it can't be asked for, with 2", () => {
      const file = fileOf("a.txt", READ);

      assert.match(
        run("who-can", "mange repos", file).err,
        /'mange repos' in 'tenancy' can't be asked for: .*'manage'/,
      );
      for (const args of [["mange repos", file], ["read repos", file, "--in", "a b c"], ["read repos"]])
        assert.equal(run("who-can", ...args).code, 2);
    });
  });

  describe("oci-iam diff", () => {
    it("reports new access at the statement that gives it, for each who gets it", () => {
      const { code, out } = run("diff", fileOf("base.txt", READ), fileOf("head.txt", "", MANAGE), "--format", "json");

      const findings = JSON.parse(out) as { file: string; line: number; message: string }[];
      assert.equal(code, 1);
      assert.deepEqual(
        findings.map(({ file, line, message }) => [path.basename(file), line, message.slice(0, 24)]),
        [
          ["head.txt", 2, "'group A' gets new acces"],
          ["head.txt", 2, "'group B' gets new acces"],
        ],
      );
      assert.match(findings[0]?.message ?? "", /REPOSITORY_DELETE/);
      assert.doesNotMatch(findings[0]?.message ?? "", /REPOSITORY_READ/);
      assert.match(findings[1]?.message ?? "", /REPOSITORY_READ/);
    });

    it("exits with 0 where nothing is new", () => {
      const [base, head] = [fileOf("base.txt", MANAGE), fileOf("head.txt", READ)];

      assert.deepEqual(run("diff", base, head), { code: 0, out: "2 files: 0 errors, 0 warnings, 0 notes\n", err: "" });
    });

    it("tells a tenancy by the OCID that each policy defines, not by its name", () => {
      const policy = (name: string, ocid: string): string[] => [
        `define tenancy ${name} as ocid1.tenancy.oc1..${ocid}`,
        `endorse group A to read objects in tenancy ${name}`,
      ];
      const base = fileOf("base.txt", ...policy("B", "b"));

      assert.equal(run("diff", base, fileOf("same.txt", ...policy("C", "b"))).code, 0);
      assert.match(run("diff", base, fileOf("other.txt", ...policy("B", "c"))).out, /iam-new-access/);
    });

    it("reports what is no longer denied, at the statement that denied it", () => {
      const [base, head] = [fileOf("base.txt", READ, `deny${READ.slice(5)}`), fileOf("head.txt", READ)];

      const { code, out } = run("diff", base, head);

      assert.equal(code, 1);
      assert.ok(out.startsWith(`${base}:2:1: warning: 'group A' may get what was denied by this: `), out);
    });

    it("compares folders, whatever their files are, and leaves out files without statements", () => {
      fileOf("base/a.tf", `statements = ["${MANAGE}"]`);
      fileOf("base/README.txt", "Statements of the shop.");
      fileOf("base/broken.json", "{ // no JSON");
      fileOf("base/node_modules/a.txt", "allow group C to manage repos in tenancy");
      fileOf("head/deep/b.json", JSON.stringify({ statements: [READ, MANAGE] }));

      const { code, out } = run("diff", path.join(folder, "base"), path.join(folder, "head"));

      assert.deepEqual({ code, out }, { code: 0, out: "2 files: 0 errors, 0 warnings, 0 notes\n" });
    });

    it("gives SARIF, and leaves out what --ignore names", () => {
      const [base, head] = [fileOf("base.txt", READ), fileOf("head.txt", MANAGE)];

      const { runs } = JSON.parse(run("diff", base, head, "--format", "sarif").out) as {
        runs: { results: { ruleId: string }[] }[];
      };

      assert.deepEqual(
        runs[0]?.results.map(({ ruleId }) => ruleId),
        ["iam-new-access", "iam-new-access"],
      );
      assert.equal(run("diff", base, head, "--ignore", "iam-new-access").code, 0);
      assert.equal(run("diff", base, head, "--ignore", "no-such-code").code, 2);
    });

    it("exits with 1 where a statement can't be read, so that nothing new is missed", () => {
      const { code, out } = run(
        "diff",
        fileOf("base.txt", READ),
        fileOf("head.txt", "allow group B to mange repos in tenancy"),
      );

      assert.equal(code, 1);
      assert.match(out, /\[iam-unknown-verb\]/);
    });

    it("says that a file is not there", () => {
      const { code, out } = run("diff", path.join(folder, "no-such-file"), fileOf("head.txt", READ));

      assert.equal(code, 1);
      assert.match(out, /no-such-file:1:1: error: file can't be read \(ENOENT\)/);
    });
  });
});
