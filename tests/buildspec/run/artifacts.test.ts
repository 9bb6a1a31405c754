import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";

import { lookUpImage } from "../../../buildspec/run/image";
import { command, Project, removeProjects } from "./project";

const LOCATIONS = [
  "${OCI_PRIMARY_SOURCE_DIR}/pom.xml",
  "${OCI_WORKSPACE_DIR}/Source/pom.xml",
  "/workspace/Source/pom.xml",
  "pom.xml",
];

describe("an input artifact of a run", function () {
  this.timeout(60_000);
  afterEach(removeProjects);

  for (const location of LOCATIONS) {
    it(`of a stage is put at ${location}`, async () => {
      const project = new Project();
      project.write("../stage/base", "from the stage");
      const inputArtifacts = [{ name: "base", type: "STAGE_ARTIFACT", location }];

      const { result } = await project.run(
        { inputArtifacts, steps: [command("cat pom.xml")] },
        "--stage-artifacts",
        path.join(project.root, "stage"),
        "--source-name",
        "Source",
      );

      assert.deepEqual(result?.steps[0]?.tail, ["from the stage"]);
    });
  }

  it("can be what an earlier run put out", async () => {
    const project = new Project();
    const outputArtifacts = [{ name: "base", type: "BINARY", location: "made.txt" }];
    await project.run({ steps: [command("echo made > made.txt")], outputArtifacts });
    const inputArtifacts = [{ name: "base", type: "STAGE_ARTIFACT", location: "base.txt" }];

    const { result } = await project.run(
      { inputArtifacts, steps: [command("cat base.txt")] },
      "--stage-artifacts",
      project.output,
    );

    assert.deepEqual(result?.steps[0]?.tail, ["made"]);
  });

  it("of the registry is found by path and version", async () => {
    const project = new Project();
    project.write("../registry/lib/library.jar:2.0", "the library");
    const artifact = { type: "GENERIC_ARTIFACT", registryId: "ocid1.x", path: "lib/library.jar", version: "2.0" };
    const inputArtifacts = [{ name: "library", ...artifact, location: "library.jar" }];

    const { result } = await project.run(
      { inputArtifacts, steps: [command("cat library.jar")] },
      "--registry",
      path.join(project.root, "registry"),
    );

    assert.deepEqual(result?.steps[0]?.tail, ["the library"]);
  });

  it("of the registry is found by its OCID alone when it has one", async () => {
    const project = new Project();
    project.write("../registry/ocid1.genericartifact.oc1..a", "by id");
    project.write("../registry/library.jar:2.0", "by path");
    const artifact = { artifactId: "ocid1.genericartifact.oc1..a", path: "library.jar", version: "2.0" };
    const inputArtifacts = [{ name: "library", type: "GENERIC_ARTIFACT", ...artifact, location: "library.jar" }];

    const { result } = await project.run(
      { inputArtifacts, steps: [command("cat library.jar")] },
      "--registry",
      path.join(project.root, "registry"),
    );

    assert.deepEqual(result?.steps[0]?.tail, ["by id"]);
  });

  it("fails when there is no folder or no file for it: all are named, and nothing runs", async () => {
    const project = new Project();
    const inputArtifacts = [
      { name: "base", type: "STAGE_ARTIFACT", location: "a" },
      { name: "library", type: "GENERIC_ARTIFACT", artifactId: "ocid1.genericartifact.oc1..a", location: "b" },
    ];

    const { code, log } = await project.run({ inputArtifacts, steps: [command("true")] }, "--registry", project.root);

    assert.equal(code, 2);
    assert.equal(
      log,
      "oci-buildspec: input artifact 'base' (STAGE_ARTIFACT) has no folder to come from; " +
        "name one with '--stage-artifacts'\n" +
        "oci-buildspec: input artifact 'library' (GENERIC_ARTIFACT) is not in the folder of '--registry', " +
        "expected the file 'ocid1.genericartifact.oc1..a'; put it there\n",
    );
  });

  const wrong: readonly { what: string; location: string; says: RegExp }[] = [
    { what: "leaves the workspace", location: "../../elsewhere", says: /is outside the workspace; write a path in it/ },
    {
      what: "uses an exported variable",
      location: "${TAG}.txt",
      says: /location uses '\$\{TAG\}', expected predefined/,
    },
  ];
  for (const { what, location, says } of wrong) {
    it(`fails when its location ${what}`, async () => {
      const project = new Project();
      project.write("../stage/base", "");
      const inputArtifacts = [{ name: "base", type: "STAGE_ARTIFACT", location }];

      const { code, result } = await project.run(
        { env: { exportedVariables: ["TAG"] }, inputArtifacts, steps: [command("true")] },
        "--stage-artifacts",
        path.join(project.root, "stage"),
      );

      assert.equal(code, 1);
      assert.match(result?.artifacts[0]?.detail ?? "", says);
      assert.deepEqual(result?.steps, []);
    });
  }

  describe("of an address", () => {
    let server: http.Server;
    let address: string;
    before(async () => {
      server = http.createServer((request, response) => {
        response.statusCode = request.url === "/readme" ? 200 : 404;
        response.end("from the web");
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => server.close());

    const input = (url: string): object => ({ name: "readme", type: "URL", url, location: "readme.md" });

    it("is downloaded", async () => {
      const spec = { inputArtifacts: [input(`${address}/readme`)], steps: [command("cat readme.md")] };

      const { result } = await new Project().run(spec);

      assert.deepEqual(result?.steps[0]?.tail, ["from the web"]);
    });

    const refused: readonly { what: string; url: (address: string) => string; says: RegExp }[] = [
      {
        what: "is not there",
        url: (at) => `${at}/none?token=hush`,
        says: /^127\.0\.0\.1:\d+ answers 404, expected 200/,
      },
      { what: "has credentials", url: (at) => at.replace("//", "//me:hush@"), says: /has credentials/ },
      { what: "doesn't answer", url: () => "http://127.0.0.1:1/hush", says: /^no answer from 127\.0\.0\.1:1 \(/ },
      { what: "is no address", url: () => "hush", says: /^'url' is no address of the web/ },
      { what: "is no address of the web", url: () => "file:///hush", says: /^'url' is no address of the web/ },
    ];
    for (const { what, url, says } of refused) {
      it(`fails when it ${what}, and shows no more of it than the host`, async () => {
        const spec = { inputArtifacts: [input(url(address))], steps: [command("true")] };

        const { code, out, log, result } = await new Project().run(spec);

        assert.equal(code, 1);
        assert.match(result?.artifacts[0]?.detail ?? "", says);
        assert.doesNotMatch(out + log, /hush/);
      });
    }
  });
});

describe("an output artifact of a run", function () {
  this.timeout(60_000);
  afterEach(removeProjects);

  for (const location of LOCATIONS) {
    it(`is copied from ${location} under its name`, async () => {
      const project = new Project();
      const outputArtifacts = [{ name: "pom", type: "BINARY", location }];

      const { code } = await project.run(
        { steps: [command("echo made > pom.xml")], outputArtifacts },
        "--source-name",
        "Source",
      );

      assert.equal(code, 0);
      assert.equal(project.read("output/pom"), "made\n");
    });
  }

  it("has a location that may use env.variables, as they are after the last step", async () => {
    const project = new Project();
    const outputArtifacts = [{ name: "app", type: "BINARY", location: "${DIR}/app" }];

    const { code } = await project.run({
      env: { variables: { DIR: "one" } },
      steps: [command("DIR=two; mkdir two; touch two/app")],
      outputArtifacts,
    });

    assert.equal(code, 0);
  });

  it("fails when its file is not there: each of them, and the build", async () => {
    const outputArtifacts = ["app", "lib"].map((name) => ({ name, type: "BINARY", location: `${name}.jar` }));

    const { code, result } = await new Project().run({ steps: [command("true")], outputArtifacts });

    assert.equal(code, 1);
    assert.equal(result?.outcome, "failed");
    assert.deepEqual(
      result?.artifacts.map(({ outcome, detail }) => [outcome, detail]),
      ["app", "lib"].map((name) => ["failed", `'${name}.jar' is not there after the last step`]),
    );
  });

  it("fails when it is a folder", async () => {
    const outputArtifacts = [{ name: "k8s", type: "BINARY", location: "k8s" }];

    const { code, result } = await new Project().run({ steps: [command("mkdir k8s")], outputArtifacts });

    assert.equal(code, 1);
    assert.equal(result?.artifacts[0]?.detail, "'k8s' is a folder, expected a file; pack it into one");
  });

  it("fails when its location uses an exported variable", async () => {
    const outputArtifacts = [{ name: "app", type: "BINARY", location: "app-${TAG}.jar" }];
    const env = { exportedVariables: ["TAG"] };

    const { code, result } = await new Project().run({
      env,
      steps: [command("TAG=1; touch app-1.jar")],
      outputArtifacts,
    });

    assert.equal(code, 1);
    assert.match(result?.artifacts[0]?.detail ?? "", /^location uses '\$\{TAG\}', expected predefined variables/);
  });

  describe("that is an image", () => {
    /** A PATH on which a tool knows one image; it answers to the words of `answers` alone. */
    function pathWith(tool: string, answers: string): Map<string, string> {
      const bin = path.join(new Project().root, "bin");
      fs.mkdirSync(bin);
      const script = [
        "#!/bin/sh",
        `[ "$1" != image ] || [ "$*" = "image inspect -- orders:1" ] || exit 1`,
        `case " ${answers} " in *" $1 "*) exit 0 ;; esac`,
        "exit 1",
      ];
      fs.writeFileSync(path.join(bin, tool), `${script.join("\n")}\n`, { mode: 0o755 });
      return new Map([["PATH", bin]]);
    }
    const { signal } = new AbortController();

    for (const tool of ["podman", "docker"]) {
      it(`is looked up with ${tool}`, async () => {
        const variables = pathWith(tool, "image info --version");

        assert.deepEqual(await lookUpImage("orders:1", variables, signal), { kind: "there", tool });
        assert.deepEqual(await lookUpImage("other:1", variables, signal), { kind: "missing", tool });
      });
    }

    it("is unchecked when the tool doesn't answer", async () => {
      assert.deepEqual(await lookUpImage("orders:1", pathWith("docker", "--version"), signal), {
        kind: "unchecked",
        reason: "docker doesn't answer",
      });
    });

    it("is unchecked when there is no tool", async () => {
      const variables = new Map([["PATH", path.join(new Project().root, "none")]]);

      assert.deepEqual(await lookUpImage("orders:1", variables, signal), {
        kind: "unchecked",
        reason: "neither podman nor docker is on this machine",
      });
    });

    it("fails the build when it is missing, and doesn't when it is unchecked", async () => {
      const outputArtifacts = [{ name: "image", type: "DOCKER_IMAGE", location: "other:1" }];
      const runOn = async (answers: string): Promise<[number, string | undefined]> => {
        const bin = pathWith("podman", answers).get("PATH");
        const steps = [command(`PATH=${bin}`, { shell: "/bin/sh" })];
        const { code, result } = await new Project().run({ steps, outputArtifacts });
        return [code, result?.artifacts[0]?.detail];
      };

      assert.deepEqual(await runOn("info"), [1, "podman has no 'other:1'; build or pull it in a step"]);
      assert.deepEqual(await runOn("--version"), [0, "'other:1': podman doesn't answer"]);
    });
  });
});
