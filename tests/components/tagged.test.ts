import { strict as assert } from "node:assert";

import * as artifacts from "@pulumi/oci/artifacts";
import * as pulumi from "@pulumi/pulumi";

import { inventoryOf } from "./inventory";

import { Registry } from "../../components/registry";
import { tagged } from "../../components/tagged";

const COMPARTMENT = "ocid1.compartment.oc1..registry";
const tags = { freeformTags: { Environment: "prod", Owner: "shop" } };

const inputsOf = (inventory: readonly { name: string; inputs: unknown }[], name: string): Record<string, unknown> =>
  inventory.find((each) => each.name === name)?.inputs as Record<string, unknown>;

describe("tagged", () => {
  const images = { orders: { repository: "shop-prod/orders", immutable: true } };
  const args = { compartmentId: COMPARTMENT, images, genericRepository: "shop-prod-artifacts" };

  for (const preview of [false, true]) {
    it(`tags all that a component makes, and not the component${preview ? ", in a preview too" : ""}`, async () => {
      const { inventory } = await inventoryOf(() => new Registry("images", args, { transformations: [tagged(tags)] }), {
        preview,
      });

      const given = inventory.map(({ name, inputs }) => [name, (inputs as Record<string, unknown>)["freeformTags"]]);
      assert.deepEqual(given, [
        ["images", undefined],
        ["images-generic", tags.freeformTags],
        ["images-orders", tags.freeformTags],
      ]);
    });
  }

  it("changes nothing else of a resource", async () => {
    const { inventory } = await inventoryOf(() => new Registry("images", args, { transformations: [tagged(tags)] }));

    assert.deepEqual(inputsOf(inventory, "images-orders"), {
      compartmentId: COMPARTMENT,
      displayName: "shop-prod/orders",
      isImmutable: true,
      isPublic: false,
      ...tags,
    });
  });

  it("leaves a resource the tags of its own, also those that are told later", async () => {
    const { inventory } = await inventoryOf(
      () =>
        new artifacts.ContainerRepository(
          "own",
          {
            compartmentId: COMPARTMENT,
            displayName: "own",
            freeformTags: { Owner: "others", Kept: pulumi.output("yes") },
          },
          { transformations: [tagged(tags)] },
        ),
    );

    assert.deepEqual(inputsOf(inventory, "own")["freeformTags"], { Environment: "prod", Owner: "others", Kept: "yes" });
  });
});
