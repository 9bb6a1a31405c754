import { strict as assert } from "node:assert";

import { PREDEFINED } from "../../../buildspec/model";
import { command, Project, removeProjects } from "./project";

/** A script that shows a variable, with its line breaks. */
const show = (name: string): string => `printf '<%s>' "\${${name}-unset}"`;

describe("the variables of a run", function () {
  this.timeout(60_000);
  afterEach(removeProjects);

  for (const shell of ["bash", "/bin/sh"]) {
    describe(`in ${shell}`, () => {
      const env = { variables: { A: "first" }, exportedVariables: ["TAG"] };

      /** What the second step shows after the first one. */
      async function shown(script: string, name: string): Promise<string | undefined> {
        const { result } = await new Project().run({ shell, env, steps: [command(script), command(show(name))] });
        return result?.steps[1]?.tail.join("\n");
      }

      it("of env.variables are there in every step", async () => {
        assert.equal(await shown("true", "A"), "<first>");
      });

      it("are environment variables for programs", async () => {
        const steps = [command("env | grep -c '^A=first$'")];

        const { result } = await new Project().run({ shell, env, steps });

        assert.deepEqual(result?.steps[0]?.tail, ["1"]);
      });

      it("of env.variables show their changes in the steps after", async () => {
        assert.equal(await shown("A=second", "A"), "<second>");
      });

      it("of env.variables have spaces for line breaks in the steps after", async () => {
        assert.equal(await shown("A=$(printf 'a\\nb\\r\\nc')", "A"), "<a b  c>");
      });

      it("of env.variables that a step unsets are unset in the steps after", async () => {
        assert.equal(await shown("unset A", "A"), "<unset>");
      });

      it("of env.exportedVariables can be assigned without export", async () => {
        assert.equal(await shown("TAG=one", "TAG"), "<one>");
      });

      it("of env.exportedVariables keep their line breaks and quotes", async () => {
        assert.equal(await shown(`TAG="a\n'b' \\"c\\"  \\$d=e"`, "TAG"), `<a\n'b' "c"  $d=e>`);
      });

      it("of env.exportedVariables are unset until a step assigns them", async () => {
        assert.equal(await shown("true", "TAG"), "<unset>");
      });

      it("are handed on by a step that calls exit", async () => {
        assert.equal(await shown("TAG=one; exit 0; TAG=two", "TAG"), "<one>");
      });

      it("are handed on by a step that has a trap of its own", async () => {
        assert.equal(await shown("trap 'echo bye' EXIT\nTAG=one", "TAG"), "<one>");
      });

      it("are handed on, unseen, by a step that traces, that forbids much, and that has no PATH", async () => {
        const steps = [command("set -xuC; IFS=T; TAG=one; cd /; unset PATH"), command(show("TAG"))];

        const { log } = await new Project().run({ shell, env, steps });

        assert.match(log, /^\[2 step 2\] <one>$/m);
        assert.doesNotMatch(log, /printf|step\.variables/);
      });

      it("are not handed on by a subshell", async () => {
        assert.equal(await shown("(TAG=one; exit 0)", "TAG"), "<unset>");
      });

      it("are as before after a step that ends by exec, and the log says so", async () => {
        const steps = [command("A=second; exec true"), command(show("A"))];

        const { log } = await new Project().run({ shell, env, steps });

        assert.match(log, /^\[1 step 1\] handed no variables on: /m);
        assert.match(log, /^\[2 step 2\] <first>$/m);
      });

      it("of PATH show their changes in the steps after", async () => {
        assert.match((await shown('PATH="/opt/own/bin:$PATH"', "PATH")) ?? "", /^<\/opt\/own\/bin:/);
      });
    });
  }

  it("that are predefined are there, and point to the sources", async () => {
    const script = [`for name in ${PREDEFINED.join(" ")}; do`, '[ -n "${!name+x}" ] || echo missing $name', "done"];
    const project = new Project();
    project.write("pom.xml", "");

    const { result } = await project.runSteps(
      script.join("\n"),
      'ls "$OCI_PRIMARY_SOURCE_DIR/pom.xml" "$OCI_WORKSPACE_DIR/$OCI_PRIMARY_SOURCE_NAME/pom.xml" | wc -l',
      'echo "$OCI_BUILD_RUN_ID" | grep -cE "^ocid1\\.devopsbuildrun\\..*[0-9a-z]{7}$"',
    );

    assert.deepEqual(
      result?.steps.map(({ tail }) => tail.map((line) => line.trim())),
      [[], ["2"], ["1"]],
    );
  });

  it("of an env file are there: pipeline parameters, and other values for predefined ones", async () => {
    const project = new Project();
    const file = project.write("../values.env", "PARAMETER=given\nOCI_BUILD_STAGE_NAME=unit\n");

    const { result } = await project.run({ steps: [command("echo $PARAMETER $OCI_BUILD_STAGE_NAME")] }, "--env", file);

    assert.deepEqual(result?.steps[0]?.tail, ["given unit"]);
  });

  it("are printed at the end when they are exported, with those that nobody assigned", async () => {
    const spec = { env: { exportedVariables: ["TAG", "NONE"] }, steps: [command("TAG=one"), command("TAG=two")] };

    const { result } = await new Project().run(spec);

    assert.deepEqual(result?.exported, [{ name: "TAG", value: "two" }, { name: "NONE" }]);
  });
});

describe("a secret of a run", function () {
  this.timeout(60_000);
  afterEach(removeProjects);

  const env = {
    vaultVariables: { PASSWORD: "ocid1.vaultsecret.oc1..a", KEY: "ocid1.vaultsecret.oc1..b" },
    exportedVariables: ["COPY"],
  };
  const values = `PASSWORD=s3cret-word\nKEY="-----BEGIN\nline of key\n-----END"\n`;

  it("is in the environment of every step", async () => {
    const project = new Project();
    const file = project.write("../values.env", values);
    const script = '[ "$PASSWORD" = "$(echo drow-terc3s | rev)" ]';

    const { code } = await project.run({ env, steps: [command(script), command(script)] }, "--env", file);

    assert.equal(code, 0);
  });

  it("is what the vault holds, whatever the step before made of it", async () => {
    const project = new Project();
    const file = project.write("../values.env", values);

    const { result } = await project.run(
      { env, steps: [command("PASSWORD=other"), command("echo ${#PASSWORD}")] },
      "--env",
      file,
    );

    assert.deepEqual(result?.steps[1]?.tail, ["11"]);
  });

  it("is in no log, summary or report, however it is printed", async () => {
    const project = new Project();
    const file = project.write("../values.env", values);
    const script = [
      'echo "$PASSWORD"',
      'echo "$PASSWORD" >&2',
      "printf %s s3cret",
      "printf %s -word",
      'echo; echo "$KEY"',
      'COPY="$PASSWORD"',
      "set -x; : $PASSWORD",
      "exit 4",
    ];
    const steps = [command(script.join("\n"), { name: "with s3cret-word" })];
    const junit = project.write("../report.xml", "");

    const ran = await project.run({ env, steps }, "--env", file, "--junit", junit);

    const all = ran.out + ran.log + project.read(junit);
    assert.equal(ran.code, 1);
    assert.match(ran.log, /^\[1 with \*\*\*\] \*\*\*$/m);
    assert.doesNotMatch(all, /s3cret-word|line of key|BEGIN/);
  });

  it("is in no dry run", async () => {
    const project = new Project();
    const file = project.write("../values.env", values);

    const { code, out } = await project.run({ env, steps: [command("echo s3cret-word")] }, "--env", file, "--dry-run");

    assert.equal(code, 0);
    assert.match(out, /^ {2}PASSWORD=\*\*\*$/m);
    assert.doesNotMatch(out, /s3cret-word|line of key/);
  });

  it("is not brought into the copy of the sources by its env file", async () => {
    const project = new Project();
    const file = project.write("values.env", values);

    const { result } = await project.run({ env, steps: [command("ls")] }, "--env", file);

    assert.deepEqual(result?.steps[0]?.tail, ["build_spec.yaml"]);
  });

  it("fails when it has no value: all that are missing are named, and nothing runs", async () => {
    const { code, out, log } = await new Project().run({ env, steps: [command("true")] });

    assert.deepEqual(
      { code, out, log },
      {
        code: 2,
        out: "",
        log:
          "oci-buildspec: no value for 'PASSWORD', 'KEY' of 'env.vaultVariables'; " +
          "write NAME=value lines into a file and name it with '--env'\n",
      },
    );
  });
});
