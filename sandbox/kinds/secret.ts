import { discriminator, fixedParent, movableCompartment, optionalText, state, tags, text } from "./kind";
import type { Kind, ObjectShape } from "./kind";

const content: ObjectShape = {
  properties: {
    content: { type: "string" },
    contentType: discriminator({ BASE64: ["content"] }),
    name: { type: "string" },
    stage: { type: "string" },
  },
};

const generation: ObjectShape = {
  properties: {
    generationTemplate: { type: "string", required: true },
    generationType: discriminator({ BYTES: [], PASSPHRASE: [], SSH_KEY: [] }),
    passphraseLength: { type: "integer" },
    secretTemplate: { type: "string" },
  },
};

const replication: ObjectShape = {
  properties: {
    isWriteForwardEnabled: { type: "boolean" },
    replicationTargets: {
      type: [
        {
          properties: {
            targetKeyId: { type: "string", required: true },
            targetRegion: { type: "string", required: true },
            targetVaultId: { type: "string", required: true },
          },
        },
      ],
      required: true,
    },
  },
};

const rotation: ObjectShape = {
  properties: {
    isScheduledRotationEnabled: { type: "boolean" },
    rotationInterval: { type: "string" },
    targetSystemDetails: {
      type: {
        properties: {
          adbId: { type: "string" },
          functionId: { type: "string" },
          targetSystemType: discriminator({ ADB: ["adbId"], FUNCTION: ["functionId"] }),
        },
      },
      required: true,
    },
  },
};

const rule: ObjectShape = {
  properties: {
    isEnforcedOnDeletedSecretVersions: { type: "boolean" },
    isSecretContentRetrievalBlockedOnExpiry: { type: "boolean" },
    ruleType: discriminator({ SECRET_EXPIRY_RULE: [], SECRET_REUSE_RULE: [] }),
    secretVersionExpiryInterval: { type: "string" },
    timeOfAbsoluteExpiry: { type: "string" },
  },
};

/** Secret of a vault: unique by name there, also while its deletion waits. What it holds is never shown. */
export const secret: Kind = {
  token: "oci:Vault/secret:Secret",
  entity: "vaultsecret",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    description: optionalText,
    enableAutoGeneration: { type: "boolean" },
    keyId: { type: "string", required: true, replaceOnChange: true },
    metadata: { type: { map: "string" }, computed: true },
    replicationConfig: { type: replication },
    rotationConfig: { type: rotation, computed: true },
    secretContent: { type: content, computed: true, writeOnly: true },
    secretGenerationContext: { type: generation, computed: true },
    secretName: { type: "string", required: true, replaceOnChange: true, pattern: /^[A-Za-z0-9._-]+$/ },
    secretRules: { type: [rule], computed: true },
    vaultId: fixedParent,
  },
  computed: {
    currentVersionNumber: text,
    isAutoGenerationEnabled: { type: "boolean" },
    isReplica: { type: "boolean" },
    lastRotationTime: text,
    lifecycleDetails: text,
    nextRotationTime: text,
    rotationStatus: text,
    sourceRegionInformations: { type: [{ map: "string" }], attribute: "sourceRegionInformation" },
    state,
    timeCreated: text,
    timeOfCurrentVersionExpiry: text,
    timeOfDeletion: text,
  },
  rest: {
    base: "/20180608",
    collection: "secrets",
    target: "ACTIVE",
    deletion: "scheduled",
    parent: "vaultId",
    parentKind: "oci:Kms/vault:Vault",
    unique: { attribute: "secretName", within: "parent" },
    list: "array",
    fill: (object) => ({
      currentVersionNumber: 1,
      isAutoGenerationEnabled: object["enableAutoGeneration"] ?? false,
      isReplica: false,
    }),
  },
  sdk: { package: "oci-vault", client: "VaultsClient", noun: "Secret" },
};
