import { strict as assert } from "node:assert";

import { Lab, type Step } from "./lab";

const PROJECT_TYPE = "oci:DevOps/project:Project";
const LOG_TYPE = "oci:Logging/log:Log";

/** What the prod stack is made of, besides the stack itself: type and how many. */
const INVENTORY = {
  "oci-delivery:index:Access": 1,
  "oci-delivery:index:ImageScanning": 1,
  "oci-delivery:index:Project": 1,
  "oci-delivery:index:Registry": 1,
  "oci:Artifacts/containerRepository:ContainerRepository": 2,
  "oci:DevOps/project:Project": 1,
  "oci:Identity/dynamicGroup:DynamicGroup": 1,
  "oci:Identity/policy:Policy": 2,
  "oci:Logging/log:Log": 1,
  "oci:Logging/logGroup:LogGroup": 1,
  "oci:Ons/notificationTopic:NotificationTopic": 1,
  "oci:Ons/subscription:Subscription": 1,
  "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe": 1,
  "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget": 1,
  "pulumi:providers:oci": 2,
  "pulumi:pulumi:Stack": 1,
};

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
    assert.deepEqual(await lab.objects(), []);
  });

  it("comes up with what was previewed", async () => {
    const { code, output, changes } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(changes, { create: 18 });
    assert.equal((await lab.objects()).length, 12);
  });

  it("writes IAM in the home region and all else in the workload region", async () => {
    const objects = await lab.objects();

    const regions = new Set(
      objects.map(({ kind, region }) => `${kind.startsWith("oci:Identity/") ? "IAM" : "workload"} in ${region}`),
    );
    assert.deepEqual([...regions].sort(), ["IAM in us-ashburn-1", "workload in eu-frankfurt-1"]);
  });

  it("changes nothing in a second up", async () => {
    const { code, output, steps, changes } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(steps, []);
    assert.deepEqual(changes, { same: 18 });
  });

  it("changes nothing in a refresh", async () => {
    const { code, output, changes } = await lab.run("refresh", "prod", "--expect-no-changes");

    assert.equal(code, 0, output);
    assert.deepEqual(changes, { same: 18 });
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

  it("replaces the project and its log when the project is renamed, and deletes before it creates", async () => {
    lab.configure("prod", { "oci-delivery:protection": { except: ["project"] } });
    const before = await lab.objects();

    const previewed = await lab.run("preview", "prod");
    const { code, output, steps } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(previewed.changes, { replace: 2, same: 16 });
    assert.deepEqual(
      steps.map(({ op, type }) => `${op} ${type}`),
      [
        `delete-replaced ${LOG_TYPE}`,
        `delete-replaced ${PROJECT_TYPE}`,
        `replace ${PROJECT_TYPE}`,
        `create-replacement ${PROJECT_TYPE}`,
        `replace ${LOG_TYPE}`,
        `create-replacement ${LOG_TYPE}`,
      ],
    );
    const kept = new Set((await lab.objects()).map(({ id }) => id));
    const gone = before.filter(({ id }) => !kept.has(id)).map(({ kind }) => kind);
    assert.deepEqual(gone.sort(), [PROJECT_TYPE, LOG_TYPE]);
  });

  it("stands beside dev and staging in one tenancy", async () => {
    for (const stack of ["dev", "staging"]) {
      await lab.prepare(stack);
      const { code, output, changes } = await lab.run("up", stack);
      assert.equal(code, 0, output);
      assert.deepEqual(Object.keys(changes), ["create"]);
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
