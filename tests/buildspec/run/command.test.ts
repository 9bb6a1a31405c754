import { strict as assert } from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { stringify } from "yaml";

import { fillWorkspace, makeWorkspace, removeWorkspace } from "../../../buildspec/run/workspace";
import { ROOT } from "../fixtures";
import { command, outcomesOf, Project, removeProjects, runCommand } from "./project";

const THREE = { steps: ["one", "two", "two"].map((name) => command(`echo ${name}`, { name })) };

describe("oci-buildspec run", function () {
  this.timeout(60_000);
  afterEach(removeProjects);

  /** Names of the steps that a run had. */
  const numbersOf = async (...options: readonly string[]): Promise<readonly number[] | undefined> =>
    (await new Project().run(THREE, ...options)).result?.steps.map(({ number }) => number);

  it("runs all steps by default, one by name or number, or those from one on", async () => {
    assert.deepEqual(await numbersOf(), [1, 2, 3]);
    assert.deepEqual(await numbersOf("--step", "one"), [1]);
    assert.deepEqual(await numbersOf("--step", "3"), [3]);
    assert.deepEqual(await numbersOf("--from", "2"), [2, 3]);
  });

  it("takes no output when a step runs alone", async () => {
    const outputArtifacts = [{ name: "app", type: "BINARY", location: "app.jar" }];

    const { code, result } = await new Project().run({ ...THREE, outputArtifacts }, "--step", "one");

    assert.equal(code, 0);
    assert.deepEqual(result?.artifacts, []);
  });

  const wrongSteps: readonly { what: string; options: readonly string[]; says: string }[] = [
    {
      what: "no step is called so",
      options: ["--step", "three"],
      says: "--step 'three': no step is called so (steps: 1 'one', 2 'two', 3 'two'); give the name or the number",
    },
    {
      what: "several are",
      options: ["--from", "two"],
      says: "--from 'two': 2 steps are called so (2, 3); give the number",
    },
    {
      what: "both options are given",
      options: ["--from", "one", "--step", "one"],
      says: "--step and --from are both given; --step runs one step, --from all from one on: leave one out",
    },
  ];
  for (const { what, options, says } of wrongSteps) {
    it(`fails when ${what}, with 2`, async () => {
      const { code, log } = await new Project().run(THREE, ...options);

      assert.deepEqual({ code, log }, { code: 2, log: `oci-buildspec: ${says}\n` });
    });
  }

  it("lists the steps", async () => {
    const { code, out } = await new Project().run(THREE, "--list");

    assert.equal(code, 0);
    assert.equal(
      out,
      ["1  one", "2  two", "3  two"]
        .map((step) => `${step}  (bash, at most 28800 s, only the last command counts)\n`)
        .join(""),
    );
  });

  it("says what would run, and runs nothing", async () => {
    const project = new Project();
    const touched = path.join(project.root, "touched");
    const spec = { env: { variables: { A: "x" } }, steps: [command(`touch ${touched}\necho $A`, { name: "one" })] };

    const { code, out } = await project.run(spec, "--dry-run", "--source-name", "orders-api");

    assert.equal(code, 0);
    assert.match(out, /^ {2}OCI_PRIMARY_SOURCE_DIR=\/workspace\/orders-api$/m);
    assert.match(out, /^ {2}A=x\nstep 1 'one' \(bash, .*\)\n {2}\| touch .*\n {2}\| echo \$A\n$/m);
    assert.equal(fs.existsSync(touched), false);
  });

  it("writes the summary for people", async () => {
    const project = new Project();
    const spec = {
      env: { exportedVariables: ["TAG", "NONE"] },
      steps: [command("TAG='a\nb'; exit 5", { name: "one" })],
    };
    await project.run(spec);

    const { out } = await runCommand(path.join(project.folder, "build_spec.yaml"), "--output", project.output);

    assert.match(
      out,
      /^ {2}1 one {8}failed {2}exit code 5\n {2}export TAG {3}set {5}"a\\nb"\n {2}export NONE {2}unset {3}no step gave it a value\nbuild failed after \d+\.\d s\n$/m,
    );
  });

  const wrongFiles: readonly { what: string; spec: object; says: RegExp }[] = [
    {
      what: "has another version",
      spec: { version: "1.0" },
      says: /:1:10: error: 'version' is '1\.0'.* \[wrong-value\]/,
    },
    { what: "has a step of no type", spec: { steps: [{ command: "true" }] }, says: /has no 'type'.* \[missing-key\]/ },
    { what: "takes over 8 hours", spec: { timeoutInSeconds: 28_801 }, says: /\[out-of-range\]/ },
    { what: "has a name for no variable", spec: { env: { variables: { "A-B": "" } } }, says: /\[variable-name\]/ },
  ];
  for (const { what, spec, says } of wrongFiles) {
    it(`fails when the file ${what}: it says where, and runs nothing`, async () => {
      const { code, out, log } = await new Project().run({ ...THREE, ...spec });

      assert.deepEqual({ code, out }, { code: 2, out: "" });
      assert.match(log, says);
    });
  }

  it("takes the file of this folder when none is named", () => {
    const project = new Project();
    project.write("build_spec.yml", stringify({ version: "0.1", component: "build", ...THREE }));
    const args = [path.join(ROOT, "buildspec", "start.js"), "run", "--step", "1"];

    const { status, stdout } = spawnSync(process.execPath, args, { cwd: project.folder, encoding: "utf8" });

    assert.equal(status, 0);
    assert.match(stdout, /^\[1 one\] one$/m);
  });

  it("fails when the file is for another stage than a build", async () => {
    const { code, log } = await new Project().run({ component: "command", ...THREE });

    assert.equal(code, 2);
    assert.match(log, /is of 'component: command', expected 'build': only build stages can be run\n$/);
  });

  it("fails when the file is not there", async () => {
    const { code, log } = await runCommand("no-such-file");

    assert.equal(code, 2);
    assert.match(log, /^oci-buildspec: 'no-such-file' can't be used \(ENOENT\)/);
  });

  it("fails when the file is too large", async () => {
    const file = new Project().write("build_spec.yaml", " ".repeat(600_000));

    const { code, log } = await runCommand(file);

    assert.equal(code, 2);
    assert.match(log, /\[file-too-large\]\n$/);
  });

  it("fails when the env file can't be read as one", async () => {
    const project = new Project();
    const file = project.write("../values.env", "A=1\nhush\n");

    const { code, log } = await project.run(THREE, "--env", file);

    assert.equal(code, 2);
    assert.match(log, /^oci-buildspec: env file '.*values\.env': line 2 is no variable/);
  });

  it("removes its temporary folder, also what a step made read-only, unless it is to be kept", async () => {
    const project = new Project();
    const script = "mkdir -p locked/in; touch locked/in/file; chmod -R a-w locked; pwd";
    const folderOf = async (...options: readonly string[]): Promise<string> =>
      (await project.run({ steps: [command(script)] }, ...options)).result?.steps[0]?.tail[0] ?? "";

    assert.equal(fs.existsSync(await folderOf()), false);
    const kept = await folderOf("--keep");
    assert.equal(fs.existsSync(kept), true);
    fs.rmSync(path.join(kept, "../.."), { recursive: true });
  });
});

describe("the sources of a run", function () {
  this.timeout(60_000);
  afterEach(removeProjects);

  const git = (folder: string, ...args: string[]): string =>
    execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      encoding: "utf8",
    });

  /** A repository with a committed, a changed, a deleted, a new and an ignored file. */
  function repository(): Project {
    const project = new Project();
    git(project.folder, "init", "-q", "-b", "trunk");
    git(project.folder, "remote", "add", "origin", "https://me:hush@example.com/orders.git");
    for (const name of ["committed", "changed", "deleted"]) project.write(name, name);
    project.write(".gitignore", "ignored\n");
    git(project.folder, "add", ".");
    git(project.folder, "commit", "-q", "-m", "first");
    project.write("changed", "changed since");
    project.write("new file", "");
    project.write("ignored", "");
    fs.rmSync(path.join(project.folder, "deleted"));
    return project;
  }

  it("are copied: what a step changes leaves the originals alone", async () => {
    const project = new Project();
    project.write("file", "original");

    await project.runSteps("echo changed > file; touch more");

    assert.equal(project.read("orders/file"), "original");
    assert.equal(fs.existsSync(path.join(project.folder, "more")), false);
  });

  it("are copied no further when the run is given up", async () => {
    const project = new Project();
    project.write("file", "");
    const workspace = await makeWorkspace("orders");
    const sources = { folder: project.folder, git: undefined, inPlace: false, except: [] };

    await assert.rejects(fillWorkspace(workspace, sources, AbortSignal.abort()), { name: "AbortError" });
    await removeWorkspace(workspace);

    assert.equal(fs.existsSync(workspace.root), false);
  });

  it("are worked on themselves with --in-place", async () => {
    const project = new Project();

    const script = 'touch more; [ "$(pwd)" = "$OCI_PRIMARY_SOURCE_DIR" ]';
    const { code } = await project.run({ steps: [command(script)] }, "--in-place");

    assert.equal(code, 0);

    assert.equal(fs.existsSync(path.join(project.folder, "more")), true);
  });

  it("are of git what it doesn't ignore, as it is now, in a repository with the same commit, branch and remote", async () => {
    const script = "ls; cat changed; echo; git rev-parse HEAD; git branch --show-current; git remote get-url origin";
    const project = repository();

    const { result } = await project.runSteps(script, "git status --short");

    const commit = git(project.folder, "rev-parse", "HEAD").trim();
    const files = ["build_spec.yaml", "changed", "committed", "new file"];
    assert.deepEqual(
      result?.steps.map(({ tail }) => tail),
      [
        [...files, "changed since", commit, "trunk", "https://example.com/orders.git"],
        [" M changed", " D deleted", "?? build_spec.yaml", '?? "new file"'],
      ],
    );
  });

  it("are told of in the predefined variables, without credentials", async () => {
    const project = repository();

    const { result } = await project.runSteps(
      "echo $OCI_PRIMARY_SOURCE_COMMIT_HASH $OCI_TRIGGER_SOURCE_BRANCH_NAME $OCI_PRIMARY_SOURCE_URL",
    );

    const commit = git(project.folder, "rev-parse", "HEAD").trim();
    assert.deepEqual(result?.steps[0]?.tail, [`${commit} trunk https://example.com/orders.git`]);
  });

  it("are the whole working tree when the file is in a folder of it", async () => {
    const project = repository();
    const file = project.write("service/build_spec.yaml", "");
    await project.run({ steps: [command("ls -d service committed")] });
    fs.renameSync(path.join(project.folder, "build_spec.yaml"), file);

    const { result } = await runCommand(file, "--format", "json", "--output", project.output);

    assert.deepEqual(result?.steps[0]?.tail, ["committed", "service"]);
  });

  it("are called as the locations say, or as the folder is called", async () => {
    const inputArtifacts = [{ name: "base", type: "STAGE_ARTIFACT", location: "/workspace/Source/base" }];
    const project = new Project();
    project.write("../stage/base", "");
    const stage = ["--stage-artifacts", path.join(project.root, "stage")];
    const steps = [command('echo "$OCI_PRIMARY_SOURCE_NAME ${PWD##*/}"')];

    const named = await project.run({ inputArtifacts, steps }, ...stage);
    const unnamed = await project.run({ steps });

    assert.deepEqual(named.result?.steps[0]?.tail, ["Source Source"]);
    assert.deepEqual(unnamed.result?.steps[0]?.tail, ["orders orders"]);
    assert.deepEqual(outcomesOf(named), ["succeeded"]);
  });
});
