import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";

import { changeSettings, type SandboxObject } from "../../commands/sandbox-process";
import { PROJECT } from "../../commands/workspace";
import type { PrintedIam } from "../../components/model/iam-text";
import { Lab, platformFile } from "./lab";

const CONNECTION = "oci:DevOps/connection:Connection";
const POLICY = "oci:Identity/policy:Policy";

/** What the build half of the dev stack is made of: type and how many. */
const BUILD_HALF = {
  "oci:Artifacts/repository:Repository": 1,
  "oci:DevOps/buildPipeline:BuildPipeline": 2,
  "oci:DevOps/buildPipelineStage:BuildPipelineStage": 6,
  "oci:DevOps/connection:Connection": 1,
  "oci:DevOps/deployArtifact:DeployArtifact": 4,
  "oci:DevOps/repository:Repository": 2,
  "oci:DevOps/trigger:Trigger": 2,
};

describe("the dev stack, from source to registry, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("build-half");
    await lab.prepare("dev");
    lab.configure("dev", { "oci-delivery:access": { wait: "2s" } });
  });
  after(() => lab.close());

  /** What has tags, unlike the cluster's objects. */
  const ociObjects = async (): Promise<SandboxObject[]> =>
    (await lab.objects()).filter(({ kind }) => kind.startsWith("oci:"));

  it("shows every statement as text in a first preview, as 'explain' does", async () => {
    const { code, output } = await lab.run("preview", "dev", "--diff", "--show-full-output");

    const options = ["--json", "--platform", platformFile(lab.workspace.folder)];
    const explained = spawnSync(
      "node",
      ["-r", "./toolchain/register.js", "commands/explain.ts", "access", "dev", ...options],
      {
        cwd: PROJECT,
        encoding: "utf8",
      },
    );
    const { policies } = JSON.parse(explained.stdout) as PrintedIam;
    const statements = policies.flatMap((policy) => policy.statements.map(({ statement }) => statement));
    assert.equal(code, 0, output);
    assert.ok(statements.length > 10);
    assert.deepEqual(
      statements.filter((statement) => !output.includes(statement)),
      [],
    );
  });

  it("comes up whole", async () => {
    const { code, output } = await lab.run("up", "dev");

    assert.equal(code, 0, output);
    const kinds = (await lab.objects()).map(({ kind }) => kind);
    const counts = Object.keys(BUILD_HALF).map((kind) => [kind, kinds.filter((each) => each === kind).length]);
    assert.deepEqual(Object.fromEntries(counts), BUILD_HALF);
  });

  it("tagged all that takes tags, IAM in the home region too", async () => {
    const untagged = (await ociObjects()).filter(({ body }) => {
      const { Environment, Owner } = (body["freeformTags"] ?? {}) as Record<string, unknown>;
      return Environment !== "dev" || Owner !== "shop";
    });

    assert.deepEqual(
      untagged.map(({ kind }) => kind),
      [],
    );
  });

  it("made the connection only when the policies had been given time to take effect", async () => {
    const madeAt = async (kind: string): Promise<number[]> =>
      (await lab.objects())
        .filter((object) => object.kind === kind)
        .map(({ body }) => Date.parse(String(body["timeCreated"])));

    const [connection = 0] = await madeAt(CONNECTION);
    assert.ok(connection - Math.max(...(await madeAt(POLICY))) >= 2_000);
  });

  it("changes nothing in a second up, and waits for nothing", async () => {
    const { code, output, steps } = await lab.run("up", "dev");

    assert.equal(code, 0, output);
    assert.deepEqual(steps, []);
    assert.doesNotMatch(output, /waiting/);
  });

  it("changes nothing in a refresh", async () => {
    const { code, output } = await lab.run("refresh", "dev", "--expect-no-changes");

    assert.equal(code, 0, output);
  });

  it("updates the mirror alone when its schedule changes", async () => {
    const { services } = lab.configuration("dev") as { services: { source: object }[] };
    const changed = [
      { ...services[0], source: { ...services[0]?.source, mirror: { every: "1d" } } },
      ...services.slice(1),
    ];
    lab.configure("dev", { "oci-delivery:services": changed });

    const { code, output, steps } = await lab.run("up", "dev");

    assert.equal(code, 0, output);
    assert.deepEqual(steps, [
      { op: "update", type: "oci:DevOps/repository:Repository", name: "orders-api-source-repository" },
    ]);
  });

  it("sets defined tags where a namespace is given, and changes nothing afterwards", async () => {
    await changeSettings(lab.sandbox, { tagNamespaces: ["Ops"] });
    lab.configure("dev", { "oci-delivery:tags": { namespace: "Ops" } });

    const first = await lab.run("up", "dev");
    const second = await lab.run("up", "dev");

    assert.equal(first.code, 0, first.output);
    assert.deepEqual(second.steps, []);
    const tags = (await ociObjects()).map(({ kind, body }) => [kind, JSON.stringify(body["definedTags"])]);
    assert.deepEqual(
      tags.filter(([, defined]) => defined !== '{"Ops":{"Environment":"dev","Owner":"shop"}}'),
      [["oci:Logging/log:Log", "{}"]],
    );
  });

  it("fails when a subnet is of another region, and changes nothing", async () => {
    const before = await lab.objects();
    const { platform } = lab.configuration("dev") as { platform: object };
    lab.configure("dev", {
      "oci-delivery:platform": { ...platform, subnet: "ocid1.subnet.oc1.us-ashburn-1.example" },
    });

    const { code, output } = await lab.run("up", "dev");

    lab.configure("dev", { "oci-delivery:platform": platform });
    assert.equal(code, 1);
    assert.match(
      output,
      /oci-delivery:platform\.subnet: got an OCID of region 'us-ashburn-1'; expected one of 'oci:region', which is 'eu-frankfurt-1'/,
    );
    assert.deepEqual(await lab.objects(), before);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    const { code, output } = await lab.run("destroy", "dev");

    assert.equal(code, 0, output);
    assert.deepEqual(await lab.objects(), []);
  });
});
