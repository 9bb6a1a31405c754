import { strict as assert } from "node:assert";

import { signatureHeaders } from "../sandbox/api/requests";
import { prodInventory } from "../prod-inventory";
import { Lab } from "./lab";

const PROJECT_TYPE = "oci:DevOps/project:Project";
const LOG_TYPE = "oci:Logging/log:Log";

const REPOSITORY_TYPE = "oci:Artifacts/containerRepository:ContainerRepository";

/** What the prod stack is made of, sorted. */
const INVENTORY = prodInventory()
  .map(({ type, name }) => `${type} ${name}`)
  .sort();
/** How many there are, the stack itself among them. */
const RESOURCES = INVENTORY.length;

/** What is in the project, and goes with it. */
const OF_PROJECT = [
  "oci:DevOps/deployArtifact:DeployArtifact",
  "oci:DevOps/deployEnvironment:DeployEnvironment",
  "oci:DevOps/deployPipeline:DeployPipeline",
  "oci:DevOps/deployStage:DeployStage",
  PROJECT_TYPE,
  LOG_TYPE,
] as const;
const REPLACED = prodInventory().filter(({ type }) => (OF_PROJECT as readonly string[]).includes(type)).length;

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
    const ofItsOwn = steps.filter(({ name }) => !name.startsWith("default_"));
    assert.deepEqual(ofItsOwn.map(({ type, name }) => `${type} ${name}`).sort(), INVENTORY);
    assert.ok(steps.every(({ op }) => op === "create"));
    assert.match(output, /✅ oci-delivery@v0\.1\.0/);
    assert.match(output, /orders-api *: "eu-frankfurt-1\.ocir\.io\/\w+\/shop-prod\/orders-api"/);
    assert.deepEqual(await lab.objects(), []);
  });

  it("comes up with what was previewed", async () => {
    const { code, output, changes } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.deepEqual(changes, { create: RESOURCES });
    const kinds = (await lab.objects()).map(({ kind }) => kind);
    const types = prodInventory().map(({ type }) => type);
    assert.deepEqual(kinds.sort(), types.filter((type) => /^(oci|kubernetes):/.test(type)).sort());
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

  it("fails when an image of production would be renamed, unless that is confirmed", async () => {
    const given = lab.configuration("prod");
    const renamed = renameIn(given["services"] as Named[], "image");
    lab.configure("prod", { "oci-delivery:projectName": undefined, "oci-delivery:services": renamed });

    const refused = await lab.run("preview", "prod");
    lab.configure("prod", { "oci-delivery:protection": { except: ["repositories"] } });
    const confirmed = await lab.run("preview", "prod");

    lab.configure("prod", {
      "oci-delivery:projectName": given["projectName"],
      "oci-delivery:services": given["services"],
      "oci-delivery:protection": undefined,
    });
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /unable to replace resource "\S+::images-orders-worker"/);
    assert.equal(confirmed.code, 0, confirmed.output);
    assert.deepEqual(
      confirmed.steps.filter(({ op }) => op === "replace").map(({ type, name }) => `${type} ${name}`),
      [`${REPOSITORY_TYPE} images-orders-worker`],
    );
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

  it("changes nothing in a second up of staging", async () => {
    const { code, output, steps } = await lab.run("up", "staging");

    assert.equal(code, 0, output);
    assert.deepEqual(steps, []);
  });

  it("shows the rename of a service as the end of all its parts and a beginning of the same, and leaves the others", async () => {
    const { services } = lab.configuration("staging") as { services: Named[] };
    lab.configure("staging", { "oci-delivery:services": renameIn(services, "name") });

    const { code, output, steps } = await lab.run("preview", "staging");

    lab.configure("staging", { "oci-delivery:services": services });
    assert.equal(code, 0, output);
    const partsOf = (what: string): string[] =>
      steps.filter(({ op }) => op === what).map(({ type, name }) => `${type} ${name}`);
    assert.ok(partsOf("delete").includes("oci-delivery:index:ServiceDelivery orders-worker"), output);
    assert.deepEqual(
      partsOf("delete")
        .map((part) => part.replaceAll("orders-worker", "orders-jobs"))
        .sort(),
      partsOf("create").sort(),
    );
    assert.ok(!steps.some(({ name }) => name.includes("orders-api")), output);
  });

  it("leaves nothing behind when all is destroyed", async () => {
    for (const stack of ["dev", "staging", "prod"]) {
      const { code, output } = await lab.run("destroy", stack, "--ignore-protect");
      assert.equal(code, 0, output);
    }

    assert.deepEqual(await lab.objects(), []);
  });
});

interface Named {
  readonly name: string;
  readonly artifacts: { readonly image: string };
}

/** Services, of which `orders-worker` has another name, or another one for its image. */
function renameIn(services: readonly Named[], what: "name" | "image"): Named[] {
  return services.map((service) => {
    if (service.name !== "orders-worker") return service;
    return what === "name"
      ? { ...service, name: "orders-jobs" }
      : { ...service, artifacts: { ...service.artifacts, image: "orders-jobs" } };
  });
}
