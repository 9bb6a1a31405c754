import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { idOf, inventoryOf, UNKNOWN, type Registration } from "./inventory";

import { VaultSecret, type VaultSecretArgs } from "../../components/vault-secret";

const args: VaultSecretArgs = {
  compartmentId: "ocid1.compartment.oc1..vault",
  vaultId: "ocid1.vault.oc1..vault",
  keyId: "ocid1.key.oc1..key",
  secretName: "shop-prod-orders-token",
  value: "hunter2",
};

/** `hunter2`, as OCI takes it, for the engine to encrypt. */
const CONTENT = { secret: "aHVudGVyMg==" };

const component = (secretId: string): Registration => ({
  type: "oci-delivery:index:VaultSecret",
  name: "token",
  inputs: {},
  outputs: { secretId },
});

function secret(inputs: Readonly<Record<string, unknown>> = {}): Registration {
  const { compartmentId, vaultId, keyId, secretName } = args;
  return {
    type: "oci:Vault/secret:Secret",
    name: "token",
    parent: "oci-delivery:index:VaultSecret::token",
    inputs: {
      compartmentId,
      vaultId,
      keyId,
      secretName,
      secretContent: { contentType: "BASE64", content: CONTENT },
      ...inputs,
    },
  };
}

describe("VaultSecret", () => {
  it("keeps a value in base64, as a secret, also where it is given as plain text", async () => {
    const { inventory } = await inventoryOf(() => new VaultSecret("token", args));

    assert.deepEqual(inventory, [component(idOf("token")), secret()]);
  });

  it("makes the same in a preview, with the id unknown", async () => {
    const value = pulumi.secret("hunter2");

    const { inventory } = await inventoryOf(() => new VaultSecret("token", { ...args, value }), { preview: true });

    assert.deepEqual(inventory, [component(UNKNOWN), secret()]);
  });

  it("lets no version be read after the days that are given", async () => {
    const { inventory } = await inventoryOf(() => new VaultSecret("token", { ...args, expiry: 30 }));

    const rule = {
      ruleType: "SECRET_EXPIRY_RULE",
      secretVersionExpiryInterval: "P30D",
      isSecretContentRetrievalBlockedOnExpiry: true,
    };
    assert.deepEqual(inventory[1], secret({ secretRules: [rule] }));
  });

  it("protects the secret when it is asked to", async () => {
    const { inventory } = await inventoryOf(() => new VaultSecret("token", { ...args, protect: true }));

    assert.equal(inventory[1]?.protect, true);
  });
});
