import { strict as assert } from "node:assert";

import { inventoryOf, type Registration } from "./inventory";

import { homeProvider } from "../../components/home-provider";

const provider = (inputs: Readonly<Record<string, unknown>>): Registration => ({
  type: "pulumi:providers:oci",
  name: "home",
  inputs,
});

describe("homeProvider", () => {
  it("makes one provider of the home region", async () => {
    const { inventory } = await inventoryOf(() => homeProvider("us-ashburn-1", {}));

    assert.deepEqual(inventory, [provider({ region: "us-ashburn-1" })]);
  });

  it("puts the home region in the place of the workload's", async () => {
    const { inventory } = await inventoryOf(() => homeProvider("us-ashburn-1", { region: "eu-frankfurt-1" }));

    assert.deepEqual(inventory, [provider({ region: "us-ashburn-1" })]);
  });

  it("makes the same in a preview", async () => {
    const { inventory } = await inventoryOf(() => homeProvider("us-ashburn-1", { auth: "InstancePrincipal" }), {
      preview: true,
    });

    assert.deepEqual(inventory, [provider({ region: "us-ashburn-1", auth: "InstancePrincipal" })]);
  });

  it("hands text over as it is", async () => {
    const given = { auth: "ApiKey", tenancyOcid: "ocid1.tenancy.oc1..example", fingerprint: "12:34", userOcid: "1e3" };

    const { inventory } = await inventoryOf(() => homeProvider("us-ashburn-1", given));

    assert.deepEqual(inventory, [provider({ ...given, region: "us-ashburn-1" })]);
  });

  // an explicit provider takes these as JSON text: parsed twice or not at all, it refuses them
  const asJson = [
    { what: "a list", key: "ignoreDefinedTags", text: '["Oracle-Tags.CreatedBy"]' },
    { what: "a boolean", key: "disableAutoRetries", text: "true" },
    { what: "a boolean", key: "dualStackEndpointEnabled", text: "false" },
    { what: "a boolean", key: "realmSpecificServiceEndpointTemplateEnabled", text: "true" },
    { what: "a number", key: "retryDurationSeconds", text: "600" },
  ];
  for (const { what, key, text } of asJson) {
    it(`hands over ${what} '${key}' as the JSON that it was given as`, async () => {
      const { inventory } = await inventoryOf(() => homeProvider("us-ashburn-1", { [key]: text }));

      assert.deepEqual(inventory, [provider({ region: "us-ashburn-1", [key]: text })]);
    });
  }

  for (const key of ["privateKey", "privateKeyPassword", "tokenExchangeClientSecret"]) {
    it(`keeps '${key}' secret`, async () => {
      const { inventory } = await inventoryOf(() => homeProvider("us-ashburn-1", { [key]: "hush" }));

      assert.deepEqual(inventory, [provider({ region: "us-ashburn-1", [key]: { secret: "hush" } })]);
    });
  }
});
