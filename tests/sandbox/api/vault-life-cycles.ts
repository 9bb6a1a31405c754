import type { LifeCycle, OracleClients } from "./oracle-clients";

async function createVault({ vaults }: OracleClients, compartmentId: string, displayName: string): Promise<string> {
  const createVaultDetails = { compartmentId, displayName, vaultType: "DEFAULT" as never };
  return (await vaults.createVault({ createVaultDetails })).vault.id;
}

const tried: readonly LifeCycle[] = [
  {
    token: "oci:Kms/vault:Vault",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => ({
      id: await createVault(clients, compartmentId, name),
      parentId: "",
    }),
    get: async ({ vaults }, { id }) => (await vaults.getVault({ vaultId: id })).vault,
    list: async ({ vaults }, compartmentId) => (await vaults.listVaults({ compartmentId })).items.map(({ id }) => id),
    update: async ({ vaults }, { id }) => {
      const updateVaultDetails = { displayName: "changed" };
      await vaults.updateVault({ vaultId: id, updateVaultDetails });
      return updateVaultDetails;
    },
    remove: ({ vaults }, { id }) => vaults.scheduleVaultDeletion({ vaultId: id, scheduleVaultDeletionDetails: {} }),
    move: ({ vaults }, { id }, compartmentId) =>
      vaults.changeVaultCompartment({ vaultId: id, changeVaultCompartmentDetails: { compartmentId } }),
  },
  {
    token: "oci:Kms/key:Key",
    state: "ENABLED",
    create: async ({ keys }, compartmentId, displayName) => {
      const keyShape = { algorithm: "AES" as never, length: 32 };
      const { key } = await keys.createKey({ createKeyDetails: { compartmentId, displayName, keyShape } });
      return { id: key.id, parentId: "" };
    },
    get: async ({ keys }, { id }) => (await keys.getKey({ keyId: id })).key,
    list: async ({ keys }, compartmentId) => (await keys.listKeys({ compartmentId })).items.map(({ id }) => id),
    update: async ({ keys }, { id }) => {
      const updateKeyDetails = { displayName: "changed" };
      await keys.updateKey({ keyId: id, updateKeyDetails });
      return updateKeyDetails;
    },
    remove: ({ keys }, { id }) => keys.scheduleKeyDeletion({ keyId: id, scheduleKeyDeletionDetails: {} }),
    move: ({ keys }, { id }, compartmentId) =>
      keys.changeKeyCompartment({ keyId: id, changeKeyCompartmentDetails: { compartmentId } }),
  },
  {
    token: "oci:Vault/secret:Secret",
    state: "ACTIVE",
    create: async (clients, compartmentId, name) => {
      const vaultId = await createVault(clients, compartmentId, name);
      const secretContent = { contentType: "BASE64", content: "Y2FuYXJ5" };
      const { secret } = await clients.secrets.createSecret({
        createSecretDetails: { compartmentId, vaultId, keyId: "ocid1.key.oc1..a", secretName: name, secretContent },
      });
      return { id: secret.id, parentId: vaultId };
    },
    get: async ({ secrets }, { id }) => (await secrets.getSecret({ secretId: id })).secret,
    list: async ({ secrets }, compartmentId) =>
      (await secrets.listSecrets({ compartmentId })).items.map(({ id }) => id),
    update: async ({ secrets }, { id }) => {
      const updateSecretDetails = { description: "changed" };
      await secrets.updateSecret({ secretId: id, updateSecretDetails });
      return updateSecretDetails;
    },
    remove: ({ secrets }, { id }) =>
      secrets.scheduleSecretDeletion({ secretId: id, scheduleSecretDeletionDetails: {} }),
    move: ({ secrets }, { id }, compartmentId) =>
      secrets.changeSecretCompartment({ secretId: id, changeSecretCompartmentDetails: { compartmentId } }),
  },
];

/** Lives of the kinds whose deletion is scheduled. */
export function vaultLifeCycles(): readonly LifeCycle[] {
  return tried;
}
