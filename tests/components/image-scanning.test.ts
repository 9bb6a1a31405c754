import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { idOf, inventoryOf, UNKNOWN, type Registration } from "./inventory";

import { ImageScanning, type ImageScanningArgs } from "../../components/image-scanning";
import { Registry } from "../../components/registry";

const COMPARTMENT = "ocid1.compartment.oc1..registry";

const args: ImageScanningArgs = {
  compartmentId: COMPARTMENT,
  displayName: "shop-prod-images",
  repositories: ["shop-prod/orders", "shop-prod/worker"],
  imageCount: 3,
};

const inventoryWith = (id: (name: string) => string): readonly Registration[] => [
  {
    type: "oci-delivery:index:ImageScanning",
    name: "scanning",
    inputs: {},
    outputs: { targetId: id("scanning-target") },
  },
  {
    type: "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe",
    name: "scanning-recipe",
    parent: "oci-delivery:index:ImageScanning::scanning",
    inputs: {
      compartmentId: COMPARTMENT,
      displayName: "shop-prod-images",
      imageCount: 3,
      scanSettings: { scanLevel: "STANDARD" },
    },
  },
  {
    type: "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget",
    name: "scanning-target",
    parent: "oci-delivery:index:ImageScanning::scanning",
    inputs: {
      compartmentId: COMPARTMENT,
      displayName: "shop-prod-images",
      containerScanRecipeId: id("scanning-recipe"),
      targetRegistry: {
        type: "OCIR",
        compartmentId: COMPARTMENT,
        repositories: ["shop-prod/orders", "shop-prod/worker"],
      },
    },
    dependsOn: ["oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe::scanning-recipe"],
  },
];

describe("ImageScanning", () => {
  it("makes a recipe, and a target that names each repository", async () => {
    const { inventory } = await inventoryOf(() => new ImageScanning("scanning", args));

    assert.deepEqual(inventory, inventoryWith(idOf));
  });

  it("makes the same in a preview, with the ids unknown", async () => {
    const { inventory } = await inventoryOf(() => new ImageScanning("scanning", args), { preview: true });

    assert.deepEqual(
      inventory,
      inventoryWith(() => UNKNOWN),
    );
  });

  it("targets repositories only when they are there", async () => {
    const { inventory } = await inventoryOf(() => {
      const images = { orders: { repository: "shop-prod/orders", immutable: true } };
      const { repositoryNames } = new Registry("images", { compartmentId: COMPARTMENT, images });
      return new ImageScanning("scanning", { ...args, repositories: Object.values(repositoryNames) });
    });

    const { dependsOn } = inventory.find(({ name }) => name === "scanning-target") ?? {};
    assert.ok(dependsOn?.includes("oci:Artifacts/containerRepository:ContainerRepository::images-orders"));
  });

  it("fails when there is no repository, which would scan those of everybody", async () => {
    const { made, inventory } = await inventoryOf(() => {
      try {
        return new ImageScanning("scanning", { ...args, repositories: [] });
      } catch (error) {
        return error;
      }
    });

    assert.ok(pulumi.ResourceError.isInstance(made), String(made));
    assert.equal(
      made.message,
      "ImageScanning 'scanning': got no repository, which would scan all of the compartment; name at least one",
    );
    assert.equal(inventory.length, 1);
  });
});
