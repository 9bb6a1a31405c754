import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { checks } from "../../buildspec/checks";
import { CODES } from "../../buildspec/diagnostic";
import { lint } from "../../buildspec/lint";
import { codesOf, lintText, namesIn, ROOT, specOfSteps } from "./fixtures";

describe("the checks", () => {
  it("are one file for each code, and all in the list", () => {
    const files = namesIn(path.join(ROOT, "buildspec", "checks"), ".ts").filter(
      (name) => !["check", "index"].includes(name),
    );
    const listed = fs.readFileSync(path.join(ROOT, "buildspec", "checks", "index.ts"), "utf8");

    assert.equal(checks.length, files.length);
    for (const file of files) {
      assert.ok(Object.hasOwn(CODES, file), file);
      assert.ok(listed.includes(`"./${file}"`), file);
    }
  });
});

describe("variable-lost", () => {
  it("says where the variable is used, and which step set it", () => {
    const text = specOfSteps("TAG=1", "make\n  docker build -t ${TAG} .");
    const [found] = lintText(text);

    assert.equal(text.slice(found?.start, found?.end), "${TAG}");
    assert.match(found?.message ?? "", /^'TAG' is empty in step 2: it is set in step 1, whose shell is gone; /);
  });

  it("says it once for a step", () => {
    assert.deepEqual(codesOf(specOfSteps("T=1", "echo $T $T", "echo $T")), ["variable-lost", "variable-lost"]);
  });

  const silent: readonly { what: string; scripts: readonly string[] }[] = [
    { what: "the step sets it itself", scripts: ["T=1", "T=2\necho $T"] },
    { what: "a function uses what is set below", scripts: ["T=1", "f() { echo $T; }\nT=2\nf"] },
    { what: "a file is run first", scripts: ["T=1\necho T=$T > env", ". ./env\necho $T"] },
    { what: "a file is exported first", scripts: ["T=1\necho T=$T > .env", "export $(cat .env | xargs)\necho $T"] },
    { what: "it has a default", scripts: ["T=1", "echo ${T:-2}"] },
    { what: "it is tested first", scripts: ["T=1", '[ -n "$T" ] && echo $T'] },
    { what: "it is a parameter, used before it is set", scripts: ["echo $T", "T=1", "echo $T"] },
    { what: "it is a parameter with a default", scripts: ["T=${T:-1}", "echo $T"] },
    { what: "it is PATH", scripts: ["export PATH=/opt:$PATH", "echo $PATH"] },
    { what: "it is of the service", scripts: ["export OCI_TRIGGER_COMMIT_HASH=1", "echo $OCI_TRIGGER_COMMIT_HASH"] },
    { what: "it is set for one command", scripts: ["T=1 make", "echo $T"] },
    { what: "it is used in quotes", scripts: ["T=1", "echo '$T'"] },
  ];
  for (const { what, scripts } of silent) {
    it(`is silent when ${what}`, () => {
      assert.deepEqual(
        codesOf(specOfSteps(...scripts)).filter((code) => code !== "parameter-assumed"),
        [],
      );
    });
  }

  for (const kind of ["variables:\n    T: 0", "exportedVariables:\n    - T"]) {
    it(`is silent when it is declared under ${kind.split(":")[0]}`, () => {
      assert.deepEqual(codesOf(`env:\n  ${kind}\n${specOfSteps("T=1", "echo $T")}`), []);
    });
  }
});

describe("sudo-unavailable", () => {
  const silent = [
    "# sudo make",
    "echo sudo",
    "echo 'sudo make'",
    'echo "use sudo"',
    "command -v sudo",
    "ssh host 'sudo make'",
  ];
  for (const script of silent)
    it(`is silent about ${script}`, () => assert.deepEqual(codesOf(specOfSteps(script)), []));

  for (const script of ["a && sudo b", "x=$(sudo b)", "if sudo a; then b; fi", "a | sudo tee b", "(sudo a)"]) {
    it(`finds ${script}`, () => assert.deepEqual(codesOf(specOfSteps(script)), ["sudo-unavailable"]));
  }
});

describe("vault-not-secret", () => {
  const cases: readonly { value: string; found: readonly string[] }[] = [
    { value: "ocid1.vaultsecret.oc1..aaaa", found: [] },
    { value: "${SECRET}", found: [] },
    { value: "YOUR-SECRET-OCID", found: ["placeholder"] },
    { value: "secret-id", found: ["placeholder"] },
    { value: "<ocid>", found: ["placeholder"] },
    { value: "ocid1.key.oc1.iad.aaaa", found: ["vault-not-secret"] },
    { value: "hunter2", found: ["vault-not-secret"] },
  ];
  for (const { value, found } of cases) {
    it(`gives ${found.join() || "nothing"} for ${value}`, () => {
      const text = `env:\n  vaultVariables:\n    TOKEN: ${value}\n${specOfSteps("make")}`;

      assert.deepEqual(codesOf(text), found);
    });
  }

  it("never shows the value", () => {
    const text = `env:\n  vaultVariables:\n    TOKEN: hunter2\n${specOfSteps("make")}`;

    assert.ok(lintText(text).every(({ message, secret }) => !message.includes("hunter2") && secret));
  });
});

describe("binary-directory", () => {
  const cases: readonly { location: string; directory: boolean }[] = [
    { location: "k8s/", directory: true },
    { location: ".", directory: true },
    { location: "${OCI_PRIMARY_SOURCE_DIR}", directory: true },
    { location: "${OCI_PRIMARY_SOURCE_DIR}/app", directory: false },
    { location: "target/app.jar", directory: false },
    { location: "/workspace/orders/pom.xml", directory: false },
  ];
  for (const { location, directory } of cases) {
    it(`takes ${location} for a ${directory ? "directory" : "file"}`, () => {
      const output = `outputArtifacts:\n  - name: app\n    type: BINARY\n    location: ${location}\n`;

      assert.deepEqual(codesOf(specOfSteps("make") + output), directory ? ["binary-directory"] : []);
    });
  }
});

describe("image-unbuilt", () => {
  const output = "outputArtifacts:\n  - name: shop\n    type: DOCKER_IMAGE\n    location: shop:1\n";

  for (const script of [
    "docker pull shop:2",
    "podman build -t $OCI_TAG .",
    "docker build \\\n  -t ${OCI_TAG} .",
    "./build.sh",
    "mvn package",
  ]) {
    it(`is silent about ${JSON.stringify(script)}`, () => assert.deepEqual(codesOf(specOfSteps(script) + output), []));
  }

  it("finds an image of another name", () => {
    assert.deepEqual(codesOf(specOfSteps("docker build -t shpo:1 .") + output), ["image-unbuilt"]);
  });
});

describe("exit-code-ignored", () => {
  const loose = (script: string): string => specOfSteps(script).replace("failImmediatelyOnError: true\n", "");

  for (const script of [
    "make",
    "cd a\nmake",
    "set -e\nmake\ntest",
    "make\nif [ $? -ne 0 ]; then exit 1; fi",
    "X=`a | b`\necho $X",
  ]) {
    it(`is silent about ${JSON.stringify(script)}`, () => assert.deepEqual(codesOf(loose(script)), []));
  }

  it("speaks once for a file, at the first such step", () => {
    const text = specOfSteps("make", "make\necho done", "make\necho done").replace(
      "failImmediatelyOnError: true\n",
      "",
    );

    assert.deepEqual(codesOf(text), ["exit-code-ignored"]);
    assert.match(lintText(text)[0]?.message ?? "", /^step 2 /);
  });
});

describe("the variables that nothing sets", () => {
  const cases: readonly { what: string; scripts: readonly string[]; found: readonly string[] }[] = [
    { what: "a parameter", scripts: ["echo $REGION_KEY"], found: ["parameter-assumed"] },
    { what: "a parameter, used again", scripts: ["echo $A ${A}", "echo $A"], found: ["parameter-assumed"] },
    { what: "two spellings", scripts: ["imageTag=1\necho $IMAGE_TAG"], found: ["variable-undefined"] },
    { what: "a predefined one, misspelt", scripts: ["echo $oci_build_run_id"], found: ["variable-undefined"] },
    { what: "a default", scripts: ["echo ${A:-1}", "echo $A"], found: [] },
    { what: "a test", scripts: ['[ -z "$A" ] && exit 1\necho $A'], found: [] },
    { what: "a loop", scripts: ["for f in a b; do echo $f; done"], found: [] },
    { what: "read", scripts: ["while IFS=, read -r a b; do echo $a $b $IFS; done < list"], found: [] },
    { what: "mapfile", scripts: ["mapfile -t lines < list\necho ${lines[0]} $MAPFILE"], found: [] },
    { what: "a file that is run", scripts: [". ./env\necho $A"], found: [] },
    {
      what: "what the shell has",
      scripts: ["echo $1 $@ $# $? $$ $! $HOME $BASH_VERSION $PIPESTATUS $RANDOM"],
      found: [],
    },
    { what: "what tools have", scripts: ["$JAVA_HOME/bin/java $GRAALVM_HOME"], found: [] },
    { what: "a here-document that is not expanded", scripts: ["cat <<'E'\n$A\nE"], found: [] },
    { what: "a program of awk", scripts: ["awk '{print $NF, $x}' list"], found: [] },
  ];
  for (const { what, scripts, found } of cases) {
    it(`are ${found.join() || "none"} for ${what}`, () => assert.deepEqual(codesOf(specOfSteps(...scripts)), found));
  }

  it("are none where they are under env", () => {
    const env =
      "env:\n  variables: {A: 1}\n  vaultVariables: {B: ocid1.vaultsecret.oc1..a}\n  exportedVariables: [C]\n";

    assert.deepEqual(codesOf(env + specOfSteps("C=1\necho $A $B $C")), []);
  });

  it("are all but the parameters, where those are known", () => {
    const { diagnostics } = lint(Buffer.from(specOfSteps("echo $A $B")), { parameters: ["A"] });

    assert.deepEqual(
      diagnostics.map(({ code, message }) => [code, message]),
      [
        [
          "variable-undefined",
          "'B' is set by no step and not in env, nor is it a parameter; set it, or correct the name",
        ],
      ],
    );
  });
});

describe("scan-after-build", () => {
  const audit =
    "  - {type: VulnerabilityAudit, knowledgeBaseId: a, configuration: {buildType: maven, pomFilePath: pom.xml}}\n";
  const cases: readonly { what: string; text: string; found: boolean }[] = [
    { what: "an audit after the build", text: specOfSteps("docker build -t a .") + audit, found: true },
    { what: "a scan after the build, in one step", text: specOfSteps("podman build .\ntrivy image a"), found: true },
    { what: "a scan before the build", text: specOfSteps("npm audit", "docker build ."), found: false },
    { what: "a scan on both sides", text: specOfSteps("trivy fs .", "docker build .", "trivy image a"), found: false },
    { what: "no scan", text: specOfSteps("docker build ."), found: false },
    { what: "no image", text: specOfSteps("make", "npm audit"), found: false },
    { what: "talk of it", text: specOfSteps("echo docker build", "trivy fs ."), found: false },
  ];
  for (const { what, text, found } of cases) {
    it(`${found ? "finds" : "is silent about"} ${what}`, () => {
      assert.deepEqual(codesOf(text), found ? ["scan-after-build"] : []);
    });
  }
});
