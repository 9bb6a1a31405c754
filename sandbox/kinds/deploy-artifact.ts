import { discriminator, fixedParent, optionalText, state, systemTags, tags, text } from "./kind";
import type { Kind, ObjectShape } from "./kind";

const verificationKey: ObjectShape = {
  properties: {
    currentPublicKey: { type: "string" },
    previousPublicKey: { type: "string" },
    vaultSecretId: { type: "string" },
    verificationKeySourceType: discriminator({
      INLINE_PUBLIC_KEY: ["currentPublicKey"],
      VAULT_SECRET: ["vaultSecretId"],
      NONE: [],
    }),
  },
};

const source: ObjectShape = {
  properties: {
    base64encodedContent: {
      type: "string",
      attribute: "base64EncodedContent",
      base64With: { attribute: "deployArtifactSourceType", value: "INLINE" },
    },
    chartUrl: { type: "string" },
    deployArtifactPath: { type: "string" },
    deployArtifactSourceType: discriminator({
      GENERIC_ARTIFACT: ["repositoryId", "deployArtifactPath", "deployArtifactVersion"],
      HELM_CHART: ["chartUrl", "deployArtifactVersion"],
      HELM_COMMAND_SPEC: ["base64EncodedContent", "helmArtifactSourceType"],
      INLINE: ["base64EncodedContent"],
      OCIR: ["imageUri"],
    }),
    deployArtifactVersion: { type: "string" },
    helmArtifactSourceType: { type: "string" },
    helmVerificationKeySource: { type: verificationKey },
    imageDigest: { type: "string" },
    imageUri: { type: "string" },
    repositoryId: { type: "string" },
  },
};

/** DevOps artifact: where a stage puts or takes an image, a manifest or a file. */
export const deployArtifact: Kind = {
  token: "oci:DevOps/deployArtifact:DeployArtifact",
  entity: "devopsdeployartifact",
  inputs: {
    ...tags,
    argumentSubstitutionMode: { type: "string", required: true, oneOf: ["NONE", "SUBSTITUTE_PLACEHOLDERS"] },
    deployArtifactSource: { type: source, required: true },
    deployArtifactType: {
      type: "string",
      required: true,
      oneOf: [
        "COMMAND_SPEC",
        "DEPLOYMENT_SPEC",
        "DOCKER_IMAGE",
        "GENERIC_FILE",
        "HELM_CHART",
        "HELM_COMMAND_SPEC",
        "JOB_SPEC",
        "KUBERNETES_MANIFEST",
      ],
    },
    description: optionalText,
    displayName: optionalText,
    projectId: fixedParent,
  },
  computed: { compartmentId: text, lifecycleDetails: text, state, systemTags, timeCreated: text, timeUpdated: text },
  rest: {
    base: "/20210630",
    collection: "deployArtifacts",
    target: "ACTIVE",
    workRequest: { entityType: "deployArtifact", on: ["create", "update", "delete"] },
    parent: "projectId",
    parentKind: "oci:DevOps/project:Project",
    list: "items",
    fill: (_object, { parent }) => ({ compartmentId: parent?.["compartmentId"], lifecycleDetails: "" }),
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "DeployArtifact" },
};
