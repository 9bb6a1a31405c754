import { strict as assert } from "node:assert";

import { idOf, inventoryOf, UNKNOWN, type Registration } from "./inventory";

import { Registry, type RegistryArgs } from "../../components/registry";

const COMPARTMENT = "ocid1.compartment.oc1..registry";

const args: RegistryArgs = {
  compartmentId: COMPARTMENT,
  images: {
    "orders-api": { repository: "shop-prod/orders", immutable: true },
    "orders-worker": { repository: "shop-prod/worker", immutable: false },
  },
};

const repositoryNames = { "orders-api": "shop-prod/orders", "orders-worker": "shop-prod/worker" };

function component(repositoryIds: Readonly<Record<string, string>>): Registration {
  const outputs = { repositoryIds, repositoryNames };
  return { type: "oci-delivery:index:Registry", name: "images", inputs: {}, outputs };
}

const repositories: readonly Registration[] = [
  {
    type: "oci:Artifacts/containerRepository:ContainerRepository",
    name: "images-orders-api",
    parent: "oci-delivery:index:Registry::images",
    inputs: { compartmentId: COMPARTMENT, displayName: "shop-prod/orders", isImmutable: true, isPublic: false },
    deleteBeforeReplace: true,
  },
  {
    type: "oci:Artifacts/containerRepository:ContainerRepository",
    name: "images-orders-worker",
    parent: "oci-delivery:index:Registry::images",
    inputs: { compartmentId: COMPARTMENT, displayName: "shop-prod/worker", isImmutable: false, isPublic: false },
    deleteBeforeReplace: true,
  },
];

describe("Registry", () => {
  it("makes a private repository for each image, named after its service", async () => {
    const { inventory } = await inventoryOf(() => new Registry("images", args));

    const ids = { "orders-api": idOf("images-orders-api"), "orders-worker": idOf("images-orders-worker") };
    assert.deepEqual(inventory, [component(ids), ...repositories]);
  });

  it("makes the same in a preview, with the ids unknown", async () => {
    const { inventory } = await inventoryOf(() => new Registry("images", args), { preview: true });

    const ids = { "orders-api": UNKNOWN, "orders-worker": UNKNOWN };
    assert.deepEqual(inventory, [component(ids), ...repositories]);
  });

  it("protects every repository when it is asked to", async () => {
    const protectedArgs = { ...args, protect: true, genericRepository: "shop-prod-artifacts" };

    const { inventory } = await inventoryOf(() => new Registry("images", protectedArgs));

    const marks = inventory.map(({ name, protect }) => [name, protect]);
    assert.deepEqual(marks, [
      ["images", undefined],
      ["images-generic", true],
      ["images-orders-api", true],
      ["images-orders-worker", true],
    ]);
  });

  it("makes nothing but itself when there is no image", async () => {
    const { inventory } = await inventoryOf(() => new Registry("images", { ...args, images: {} }));

    assert.deepEqual(inventory, [{ ...component({}), outputs: { repositoryIds: {}, repositoryNames: {} } }]);
  });

  const generic: Registration = {
    type: "oci:Artifacts/repository:Repository",
    name: "images-generic",
    parent: "oci-delivery:index:Registry::images",
    inputs: {
      compartmentId: COMPARTMENT,
      displayName: "shop-prod-artifacts",
      repositoryType: "GENERIC",
      isImmutable: true,
    },
    deleteBeforeReplace: true,
  };

  for (const preview of [false, true]) {
    it(`makes an immutable generic repository where one is named${preview ? ", in a preview too" : ""}`, async () => {
      const withGeneric = { ...args, genericRepository: "shop-prod-artifacts" };

      const { inventory } = await inventoryOf(() => new Registry("images", withGeneric), { preview });

      const id = preview ? (): string => UNKNOWN : idOf;
      const repositoryIds = { "orders-api": id("images-orders-api"), "orders-worker": id("images-orders-worker") };
      const outputs = { repositoryIds, repositoryNames, genericRepositoryId: id("images-generic") };
      assert.deepEqual(inventory, [{ ...component({}), outputs }, generic, ...repositories]);
    });
  }

  it("tells of no generic repository where none is named", async () => {
    const { made } = await inventoryOf(() => new Registry("images", args).genericRepositoryId);

    assert.equal(made, undefined);
  });
});
