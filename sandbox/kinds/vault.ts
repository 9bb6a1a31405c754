import { movableCompartment, state, tags, text, type Kind, type ObjectShape } from "./kind";
import { restoration } from "./restoration";

const fixed = { type: "string", required: true, replaceOnChange: true } as const;

const externalManager: ObjectShape = {
  properties: {
    externalVaultEndpointUrl: fixed,
    oauthMetadata: {
      type: { properties: { clientAppId: fixed, clientAppSecret: fixed, idcsAccountNameUrl: fixed } },
      required: true,
      replaceOnChange: true,
    },
    privateEndpointId: fixed,
  },
};

/** Vault: where keys and secrets are. Its keys are managed at the endpoint that it names. */
export const vault: Kind = {
  token: "oci:Kms/vault:Vault",
  entity: "vault",
  inputs: {
    ...tags,
    ...restoration("Vault"),
    compartmentId: movableCompartment,
    displayName: { type: "string", required: true },
    externalKeyManagerMetadata: { type: externalManager, replaceOnChange: true, computed: true },
    timeOfDeletion: { type: "string", computed: true },
    vaultType: { ...fixed, oneOf: ["DEFAULT", "EXTERNAL", "VIRTUAL_PRIVATE"] },
  },
  computed: {
    cryptoEndpoint: text,
    externalKeyManagerMetadataSummaries: { type: [{ map: "string" }], attribute: "externalKeyManagerMetadataSummary" },
    isPrimary: { type: "boolean" },
    isVaultReplicable: { type: "boolean" },
    managementEndpoint: text,
    replicaDetails: { type: [{ map: "string" }] },
    restoredFromVaultId: text,
    state,
    timeCreated: text,
  },
  rest: {
    base: "/20180608",
    collection: "vaults",
    target: "ACTIVE",
    deletion: "scheduled",
    list: "array",
    fill: (_object, { endpoint }) => ({
      cryptoEndpoint: endpoint,
      managementEndpoint: endpoint,
      isPrimary: true,
      isVaultReplicable: false,
    }),
  },
  sdk: { package: "oci-keymanagement", client: "KmsVaultClient", noun: "Vault" },
};
