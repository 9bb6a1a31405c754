import { strict as assert } from "node:assert";

import { command, outcomesOf, Project, removeProjects } from "./project";

const BOTH_SHELLS = ["bash", "/bin/sh"];

describe("a step of a run", function () {
  this.timeout(60_000);
  afterEach(removeProjects);

  it("runs all of its commands in one shell, in the primary source", async () => {
    const { code, log } = await new Project().runSteps("own=here\ncd /\necho $own in $(pwd)\n");

    assert.equal(code, 0);
    assert.match(log, /^\[1 step 1\] here in \/$/m);
  });

  it("starts in the primary source, wherever the one before went", async () => {
    const { log } = await new Project().runSteps("cd /", 'echo "$(pwd)=$OCI_PRIMARY_SOURCE_DIR"');

    assert.match(log, /^\[2 step 2\] (\/\S+\/workspace\/orders)=\1$/m);
  });

  it("runs after the one before, in the order of the file", async () => {
    const { result } = await new Project().runSteps("true", "true", "true");

    assert.deepEqual(
      result?.steps.map(({ number }) => number),
      [1, 2, 3],
    );
  });

  it("has no variable of the one before that is not declared", async () => {
    const { log } = await new Project().runSteps("export LOST=here", "echo [$LOST]");

    assert.match(log, /^\[2 step 2\] \[\]$/m);
  });

  it("keeps what it writes to both outputs in order", async () => {
    const { result } = await new Project().runSteps("echo a; echo b >&2; echo c; echo d >&2");

    assert.deepEqual(result?.steps[0]?.tail, ["a", "b", "c", "d"]);
  });

  it("has all that it writes taken before the next one starts", async () => {
    const { log } = await new Project().runSteps("seq 1 200000", "true");

    assert.match(log, /\] 200000\n\[1 step 1\] succeeded/);
  });

  it("has nothing to read", async () => {
    const { result } = await new Project().runSteps("cat; echo done");

    assert.deepEqual(result?.steps[0]?.tail, ["done"]);
  });

  it("has no variable of this machine beyond what finds tools", async () => {
    process.env["BUILDSPEC_TEST_LEAK"] = "leaked";
    try {
      const { log } = await new Project().runSteps("echo [$BUILDSPEC_TEST_LEAK] ${PATH:+path}");

      assert.match(log, /\[\] path$/m);
    } finally {
      delete process.env["BUILDSPEC_TEST_LEAK"];
    }
  });

  for (const shell of BOTH_SHELLS) {
    describe(`in ${shell}`, () => {
      it("succeeds when its last command does", async () => {
        const { code } = await new Project().run({ shell, steps: [command("false\ntrue")] });

        assert.equal(code, 0);
      });

      it("fails when its last command does, with its code", async () => {
        const { code, result } = await new Project().run({ shell, steps: [command("true\n(exit 7)")] });

        assert.equal(code, 1);
        assert.equal(result?.steps[0]?.reason, "exit code 7");
      });

      it("fails at the first command that does when failImmediatelyOnError is true", async () => {
        const spec = { shell, failImmediatelyOnError: true, steps: [command("echo a\nfalse\necho b")] };

        const { code, result } = await new Project().run(spec);

        assert.equal(code, 1);
        assert.deepEqual(result?.steps[0]?.tail, ["a"]);
      });

      it("fails when it can't be read as a script", async () => {
        const { code } = await new Project().run({ shell, steps: [command("if true; then")] });

        assert.equal(code, 1);
      });
    });
  }

  it("lets its failImmediatelyOnError take precedence", async () => {
    const steps = [
      command("false\ntrue", { failImmediatelyOnError: false }),
      command("false\ntrue", { failImmediatelyOnError: true }),
    ];

    assert.deepEqual(outcomesOf(await new Project().run({ failImmediatelyOnError: true, steps })), [
      "succeeded",
      "failed",
    ]);
    assert.deepEqual(outcomesOf(await new Project().run({ failImmediatelyOnError: false, steps })), [
      "succeeded",
      "failed",
    ]);
  });

  it("runs in bash when nobody says otherwise", async () => {
    const { log } = await new Project().runSteps("echo ${BASH_VERSION:+bash}");

    assert.match(log, /\] bash$/m);
  });

  it("lets its shell take precedence", async () => {
    const script = 'case ":$SHELLOPTS:" in ::|*:posix:*) echo sh ;; *) echo bash ;; esac';
    const steps = [command(script), command(script, { shell: "bash" })];

    const { result } = await new Project().run({ shell: "/bin/sh", steps });

    assert.deepEqual(
      result?.steps.map(({ tail }) => tail),
      [["sh"], ["bash"]],
    );
  });

  it("is skipped with a word when it is an audit", async () => {
    const audit = {
      type: "VulnerabilityAudit",
      knowledgeBaseId: "ocid1.knowledgebase.oc1..example",
      configuration: { buildType: "maven", pomFilePath: "pom.xml" },
    };

    const run = await new Project().run({ steps: [audit, command("true")] });

    assert.equal(run.code, 0);
    assert.deepEqual(outcomesOf(run), ["skipped", "succeeded"]);
    assert.match(run.log, /^note: a vulnerability audit needs a tenancy: its steps are skipped$/m);
  });

  it("runs as the one who runs it, and says so", async () => {
    const { log } = await new Project().run({ runAs: "root", steps: [command("true")] });

    assert.match(log, /^note: 'runAs: root' is not emulated: the steps run as you$/m);
  });

  it("has none after it when it fails", async () => {
    const run = await new Project().runSteps("exit 3", "true");

    assert.equal(run.code, 1);
    assert.deepEqual(outcomesOf(run), ["failed"]);
  });
});

describe("a step that fails", function () {
  this.timeout(60_000);
  afterEach(removeProjects);

  it("has its onFailure steps run, all of them, and then ends the run as failed", async () => {
    const onFailure = [command("echo one; false", { name: "tidy" }), command("echo two")];

    const run = await new Project().run({ steps: [command("false", { onFailure }), command("true")] });

    assert.equal(run.code, 1);
    assert.equal(run.result?.outcome, "failed");
    assert.deepEqual(
      run.result?.steps.map(({ name, handler, outcome }) => [name, handler, outcome]),
      [
        ["step 1", false, "failed"],
        ["tidy", true, "failed"],
        ["on failure of step 1", true, "succeeded"],
      ],
    );
  });

  it("leaves its onFailure steps alone when it succeeds", async () => {
    const run = await new Project().run({ steps: [command("true", { onFailure: [command("false")] })] });

    assert.deepEqual(outcomesOf(run), ["succeeded"]);
  });

  it("lets its onFailure steps see what it changed", async () => {
    const env = { variables: { STATE: "before" } };
    const onFailure = [command("echo [$STATE]", { shell: "/bin/sh" })];

    const { log } = await new Project().run({ env, steps: [command("STATE=after; exit 1", { onFailure })] });

    assert.match(log, /\] \[after\]$/m);
  });

  it("has no artifact taken after it", async () => {
    const outputArtifacts = [{ name: "app", type: "BINARY", location: "app.jar" }];

    const { result } = await new Project().run({ steps: [command("touch app.jar; false")], outputArtifacts });

    assert.deepEqual(result?.artifacts, []);
  });
});
