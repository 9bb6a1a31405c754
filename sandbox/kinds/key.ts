import { movableCompartment, state, tags, text, type Kind, type ObjectShape } from "./kind";
import { restoration } from "./restoration";

const shape: ObjectShape = {
  properties: {
    algorithm: { type: "string", required: true, replaceOnChange: true, oneOf: ["AES", "RSA", "ECDSA"] },
    curveId: { type: "string", replaceOnChange: true },
    length: { type: "integer", required: true, replaceOnChange: true },
  },
};

const rotation: ObjectShape = {
  properties: {
    lastRotationMessage: { type: "string" },
    lastRotationStatus: { type: "string" },
    rotationIntervalInDays: { type: "integer" },
    timeOfLastRotation: { type: "string" },
    timeOfNextRotation: { type: "string" },
    timeOfScheduleStart: { type: "string" },
  },
};

/** Key of a vault: what its secrets are encrypted with. */
export const key: Kind = {
  token: "oci:Kms/key:Key",
  entity: "key",
  inputs: {
    ...tags,
    ...restoration("Key"),
    autoKeyRotationDetails: { type: rotation, computed: true },
    compartmentId: movableCompartment,
    desiredState: { type: "string", computed: true, local: true, oneOf: ["ENABLED"], checkedEarly: true },
    displayName: { type: "string", required: true },
    externalKeyReference: {
      type: { properties: { externalKeyId: { type: "string", required: true, replaceOnChange: true } } },
      computed: true,
      replaceOnChange: true,
    },
    isAutoRotationEnabled: { type: "boolean", computed: true },
    keyShape: { type: shape, required: true, replaceOnChange: true },
    managementEndpoint: { type: "string", required: true, replaceOnChange: true, local: true },
    protectionMode: { type: "string", computed: true, replaceOnChange: true, oneOf: ["EXTERNAL", "HSM", "SOFTWARE"] },
    timeOfDeletion: { type: "string", computed: true },
  },
  computed: {
    currentKeyVersion: text,
    externalKeyReferenceDetails: { type: [{ map: "string" }] },
    isPrimary: { type: "boolean" },
    replicaDetails: { type: [{ map: "string" }] },
    restoredFromKeyId: text,
    state,
    timeCreated: text,
    vaultId: text,
  },
  rest: {
    base: "/20180608",
    collection: "keys",
    target: "ENABLED",
    deletion: "scheduled",
    list: "array",
    fill: (object) => ({
      currentKeyVersion: String(object["id"]).replace("ocid1.key.", "ocid1.keyversion."),
      isAutoRotationEnabled: object["isAutoRotationEnabled"] ?? false,
      isPrimary: true,
      protectionMode: object["protectionMode"] ?? "HSM",
    }),
  },
  sdk: {
    package: "oci-keymanagement",
    client: "KmsManagementClient",
    endpointFrom: "managementEndpoint",
    noun: "Key",
  },
};
