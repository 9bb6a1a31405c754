import { strict as assert } from "node:assert";

import { signatureHeaders } from "../sandbox/api/requests";
import { Lab, type Step } from "./lab";

const PROJECT_TYPE = "oci:DevOps/project:Project";
const LOG_TYPE = "oci:Logging/log:Log";

/** What the prod stack is made of, besides the stack itself: type and how many. */
const INVENTORY = {
  "kubernetes:core/v1:LimitRange": 3,
  "kubernetes:core/v1:Namespace": 3,
  "kubernetes:core/v1:ResourceQuota": 3,
  "kubernetes:core/v1:ServiceAccount": 3,
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": 8,
  "kubernetes:rbac.authorization.k8s.io/v1:Role": 3,
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": 3,
  "oci-delivery:index:Access": 1,
  "oci-delivery:index:DeployEnvironment": 1,
  "oci-delivery:index:DeployPipeline": 2,
  "oci-delivery:index:ImageScanning": 1,
  "oci-delivery:index:Namespaces": 2,
  "oci-delivery:index:Project": 1,
  "oci-delivery:index:Registry": 1,
  "oci-delivery:index:ServiceDelivery": 2,
  "oci:Artifacts/containerRepository:ContainerRepository": 2,
  "oci:Artifacts/repository:Repository": 1,
  "oci:DevOps/deployArtifact:DeployArtifact": 2,
  "oci:DevOps/deployEnvironment:DeployEnvironment": 1,
  "oci:DevOps/deployPipeline:DeployPipeline": 2,
  "oci:DevOps/deployStage:DeployStage": 5,
  "oci:DevOps/project:Project": 1,
  "oci:Identity/dynamicGroup:DynamicGroup": 1,
  "oci:Identity/policy:Policy": 3,
  "oci:Logging/log:Log": 1,
  "oci:Logging/logGroup:LogGroup": 1,
  "oci:Ons/notificationTopic:NotificationTopic": 1,
  "oci:Ons/subscription:Subscription": 1,
  "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe": 1,
  "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget": 1,
  "pulumi:providers:kubernetes": 1,
  "pulumi:providers:oci": 2,
  "pulumi:pulumi:Stack": 1,
};
/** What a summary counts: not the default provider. */
const RESOURCES = Object.values(INVENTORY).reduce((sum, each) => sum + each, 0) - 1;

/** What is in the project, and goes with it. */
const OF_PROJECT = [
  "oci:DevOps/deployArtifact:DeployArtifact",
  "oci:DevOps/deployEnvironment:DeployEnvironment",
  "oci:DevOps/deployPipeline:DeployPipeline",
  "oci:DevOps/deployStage:DeployStage",
  PROJECT_TYPE,
  LOG_TYPE,
] as const;
const REPLACED = OF_PROJECT.reduce((sum, type) => sum + INVENTORY[type], 0);

describe("the prod stack, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("stack");
    await lab.prepare("prod");
  });
  after(() => lab.close());

  it("is created whole in a first preview, with no finding", async () => {
    const { code, output, steps } = await lab.run("preview", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(countOf(steps), INVENTORY);
    assert.ok(steps.every(({ op }) => op === "create"));
    assert.match(output, /✅ oci-delivery@v0\.1\.0/);
    assert.match(output, /orders-api *: "eu-frankfurt-1\.ocir\.io\/\w+\/shop-prod\/orders-api"/);
    assert.deepEqual(await lab.objects(), []);
  });

  it("comes up with what was previewed", async () => {
    const { code, output, changes } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(changes, { create: RESOURCES });
    const isObject = (type: string): boolean => /^(oci|kubernetes):/.test(type);
    const objects = Object.entries(INVENTORY).filter(([type]) => isObject(type));
    assert.equal(
      (await lab.objects()).length,
      objects.reduce((sum, [, count]) => sum + count, 0),
    );
  });

  it("writes IAM in the home region and all else in the workload region", async () => {
    const objects = (await lab.objects()).filter(({ kind }) => kind.startsWith("oci:"));

    const regions = new Set(
      objects.map(({ kind, region }) => `${kind.startsWith("oci:Identity/") ? "IAM" : "workload"} in ${region}`),
    );
    assert.deepEqual([...regions].sort(), ["IAM in us-ashburn-1", "workload in eu-frankfurt-1"]);
  });

  it("changes nothing in a second up", async () => {
    const { code, output, steps, changes } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(steps, []);
    assert.deepEqual(changes, { same: RESOURCES });
  });

  it("changes nothing in a refresh", async () => {
    const { code, output, changes } = await lab.run("refresh", "prod", "--expect-no-changes");

    assert.equal(code, 0, output);
    assert.deepEqual(changes, { same: RESOURCES });
  });

  it("updates the project alone when its description changes", async () => {
    lab.configure("prod", { "oci-delivery:description": "Another description" });

    const { code, output, steps } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(steps, [{ op: "update", type: PROJECT_TYPE, name: "delivery" }]);
  });

  it("fails when the project of production would be replaced, unless that is confirmed", async () => {
    lab.configure("prod", { "oci-delivery:projectName": "renamed" });
    const before = await lab.objects();

    const { code, output } = await lab.run("preview", "prod");

    assert.notEqual(code, 0);
    assert.match(output, /unable to replace resource "\S+::delivery"\s+as it is currently marked for protection/);
    assert.deepEqual(await lab.objects(), before);
  });

  it("replaces the project and all that is in it when it is renamed, and deletes before it creates", async () => {
    lab.configure("prod", { "oci-delivery:protection": { except: ["project"] } });
    const before = await lab.objects();

    const previewed = await lab.run("preview", "prod");
    const { code, output, steps } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(previewed.changes, { replace: REPLACED, same: RESOURCES - REPLACED });
    const [deletions, creations] = ["delete-replaced", "create-replacement"].map((op) =>
      steps.flatMap((step, index) => (step.op === op && step.type === PROJECT_TYPE ? [index] : [])),
    );
    assert.ok(Math.max(...(deletions ?? [])) < Math.min(...(creations ?? [])));
    const kept = new Set((await lab.objects()).map(({ id }) => id));
    const gone = before.filter(({ id }) => !kept.has(id)).map(({ kind }) => kind);
    assert.deepEqual([...new Set(gone)].sort(), [...OF_PROJECT]);
    assert.equal(gone.length, REPLACED);
  });

  it("stands beside dev and staging in one tenancy", async () => {
    for (const stack of ["dev", "staging"]) {
      await lab.prepare(stack);
      const { code, output, changes } = await lab.run("up", stack);
      assert.equal(code, 0, output);
      assert.deepEqual(Object.keys(changes), ["create"]);
    }
  });

  it("stops a destroy at the generic repository that builds have filled, and says which", async () => {
    const builds = await fetch(`${lab.sandbox.api}/sandbox/builds`, { method: "POST" });
    assert.equal(builds.status, 201);

    const { code, output } = await lab.run("destroy", "prod", "--ignore-protect");

    assert.notEqual(code, 0);
    assert.match(output, /409-Conflict, (ocid1\.artifactrepository\.\S+) still holds 1 object/);
    const artifacts = (await lab.objects()).filter(
      ({ kind }) => kind === "oci:Artifacts/genericArtifact:GenericArtifact",
    );
    for (const { id } of artifacts) {
      const headers = signatureHeaders();
      await fetch(`${lab.sandbox.api}/20160918/generic/artifacts/${id}`, { method: "DELETE", headers });
    }
  });

  it("leaves nothing behind when all is destroyed", async () => {
    for (const stack of ["dev", "staging", "prod"]) {
      const { code, output } = await lab.run("destroy", stack, "--ignore-protect");
      assert.equal(code, 0, output);
    }

    assert.deepEqual(await lab.objects(), []);
  });
});

function countOf(steps: readonly Step[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of steps) counts[type] = (counts[type] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
