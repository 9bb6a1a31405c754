import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { inventoryOf, type Registration } from "./inventory";
import { asConfig, shortestSettings } from "./stack-file";

import { homeProvider } from "../../components/home-provider";
import { readSettings } from "../../components/settings";

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

  describe("of a stack", () => {
    after(() => pulumi.runtime.setAllConfig({}));

    const tenancyOcid = "ocid1.tenancy.oc1..example";
    const user = { tenancyOcid, userOcid: "ocid1.user.oc1..example", fingerprint: "12:34" };
    const modes: readonly { what: string; configuration: Readonly<Record<string, string>>; secret?: string }[] = [
      { what: "a key in a file", configuration: { auth: "ApiKey", ...user, privateKeyPath: "~/.oci/key.pem" } },
      { what: "a key", configuration: { auth: "ApiKey", ...user, privateKey: "PEM" }, secret: "privateKey" },
      { what: "a profile", configuration: { configFileProfile: "SHOP" } },
      { what: "a session", configuration: { auth: "SecurityToken", configFileProfile: "SHOP" } },
      { what: "an instance", configuration: { auth: "InstancePrincipal", tenancyOcid } },
      { what: "a resource", configuration: { auth: "ResourcePrincipal", tenancyOcid } },
    ];
    for (const { what, configuration, secret } of modes) {
      it(`authenticates as the stack does: by ${what}`, async () => {
        const platform = { ...shortestSettings.platform, homeRegion: "us-ashburn-1" };
        const stack = { ...configuration, region: "eu-frankfurt-1" };

        const { inventory } = await inventoryOf(() => {
          const config = { ...asConfig("oci-delivery", { ...shortestSettings, platform }), ...asConfig("oci", stack) };
          pulumi.runtime.setAllConfig(config, secret ? [`oci:${secret}`] : []);
          const settings = readSettings();
          return homeProvider(settings.homeRegion, settings.provider);
        });

        const hidden = secret ? { [secret]: { secret: configuration[secret] } } : {};
        assert.deepEqual(inventory, [provider({ ...configuration, ...hidden, region: "us-ashburn-1" })]);
      });
    }
  });
});
