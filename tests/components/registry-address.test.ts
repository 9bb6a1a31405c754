import { strict as assert } from "node:assert";

import type * as pulumi from "@pulumi/pulumi";

import { inventoryOf, NAMESPACE } from "./inventory";

import { imageAddresses, registryAddress } from "../../components/registry-address";

const HOST = "eu-frankfurt-1.ocir.io";

/** What an output holds once the program has ended. */
async function valueOf<T>(make: () => pulumi.Output<T>, preview = false): Promise<T> {
  const { made } = await inventoryOf(() => make(), { preview });
  return (made as unknown as { promise(): Promise<T> }).promise();
}

describe("registryAddress", () => {
  it("takes the namespace that is given, and asks nobody", async () => {
    assert.equal(await registryAddress(HOST, "axexample"), `${HOST}/axexample`);
  });

  for (const preview of [false, true]) {
    it(`asks for the namespace where none is given${preview ? ", in a preview too" : ""}`, async () => {
      const { made } = await inventoryOf(() => registryAddress(HOST), { preview });

      assert.equal(await made, `${HOST}/${NAMESPACE}`);
    });
  }
});

describe("imageAddresses", () => {
  it("tells the address of each service's images", async () => {
    const { made } = await inventoryOf(() =>
      imageAddresses(`${HOST}/axexample`, { orders: "shop-prod/orders", worker: "shop-prod/worker" }),
    );

    const values = Object.entries(made).map(async ([service, address]) => [service, await valueOf(() => address)]);
    assert.deepEqual(await Promise.all(values), [
      ["orders", `${HOST}/axexample/shop-prod/orders`],
      ["worker", `${HOST}/axexample/shop-prod/worker`],
    ]);
  });
});
