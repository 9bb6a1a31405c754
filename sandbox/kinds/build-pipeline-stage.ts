import { discriminator, fixedParent, networkChannel, optionalText, tags } from "./kind";
import type { Kind, ObjectShape } from "./kind";
import { filledFromPipeline, stageComputed, waitCriteria } from "./stage";

const runnerShape: ObjectShape = {
  properties: {
    buildRunnerType: discriminator({ DEFAULT: [], CUSTOM: ["ocpus", "memoryInGBs"] }),
    memoryInGbs: { type: "integer", attribute: "memoryInGBs" },
    ocpus: { type: "integer" },
  },
};

const source: ObjectShape = {
  properties: {
    branch: { type: "string" },
    connectionId: { type: "string" },
    connectionType: discriminator({
      BITBUCKET_CLOUD: ["connectionId"],
      BITBUCKET_SERVER: ["connectionId"],
      DEVOPS_CODE_REPOSITORY: ["repositoryId"],
      GITHUB: ["connectionId"],
      GITLAB: ["connectionId"],
      GITLAB_SERVER: ["connectionId"],
      VBS: ["connectionId"],
    }),
    name: { type: "string" },
    repositoryId: { type: "string" },
    repositoryUrl: { type: "string" },
  },
};

const collectionOf = (properties: ObjectShape["properties"]): ObjectShape => ({
  properties: { items: { type: [{ properties }] } },
});

/** Stage of a build pipeline: what its type needs, and the stages that it runs after. */
export const buildPipelineStage: Kind = {
  token: "oci:DevOps/buildPipelineStage:BuildPipelineStage",
  entity: "devopsbuildpipelinestage",
  inputs: {
    ...tags,
    buildPipelineId: fixedParent,
    buildPipelineStagePredecessorCollection: {
      type: {
        properties: { items: { type: [{ properties: { id: { type: "string", required: true } } }], required: true } },
      },
      required: true,
    },
    buildPipelineStageType: discriminator({
      BUILD: ["image", "buildSourceCollection"],
      DELIVER_ARTIFACT: ["deliverArtifactCollection"],
      TRIGGER_DEPLOYMENT_PIPELINE: ["deployPipelineId", "isPassAllParametersEnabled"],
      WAIT: ["waitCriteria"],
    }),
    buildRunnerShapeConfig: { type: runnerShape, computed: true },
    buildSourceCollection: { type: collectionOf(source.properties), computed: true },
    buildSpecFile: optionalText,
    deliverArtifactCollection: {
      type: collectionOf({ artifactId: { type: "string" }, artifactName: { type: "string" } }),
      computed: true,
    },
    deployPipelineId: optionalText,
    description: optionalText,
    displayName: optionalText,
    image: { ...optionalText, oneOf: ["OL7_X86_64_STANDARD_10", "OL8_X86_64_STANDARD_10"] },
    isPassAllParametersEnabled: { type: "boolean", computed: true },
    primaryBuildSource: optionalText,
    privateAccessConfig: { type: networkChannel, computed: true },
    stageExecutionTimeoutInSeconds: { type: "integer", computed: true },
    waitCriteria: { type: waitCriteria, computed: true },
  },
  computed: stageComputed,
  rest: {
    base: "/20210630",
    collection: "buildPipelineStages",
    target: "ACTIVE",
    workRequest: { entityType: "buildPipelineStage", on: ["create", "update", "delete"] },
    parent: "buildPipelineId",
    parentKind: "oci:DevOps/buildPipeline:BuildPipeline",
    list: "items",
    fill: filledFromPipeline,
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "BuildPipelineStage" },
};
