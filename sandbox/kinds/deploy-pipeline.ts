import { fixedParent, optionalText, state, systemTags, tags, text, type Kind, type ObjectShape } from "./kind";

const parameter: ObjectShape = {
  properties: {
    defaultValue: { type: "string" },
    description: { type: "string" },
    name: { type: "string", required: true, pattern: /^[a-zA-Z][a-zA-Z_0-9]*$/ },
  },
};

/** Deploy pipeline: the stages of a deployment, and the parameters that they share. */
export const deployPipeline: Kind = {
  token: "oci:DevOps/deployPipeline:DeployPipeline",
  entity: "devopsdeploypipeline",
  inputs: {
    ...tags,
    deployPipelineParameters: {
      type: { properties: { items: { type: [parameter], required: true } } },
      computed: true,
    },
    description: optionalText,
    displayName: optionalText,
    projectId: fixedParent,
  },
  computed: {
    compartmentId: text,
    deployPipelineArtifacts: { type: [{ map: "string" }] },
    deployPipelineEnvironments: { type: [{ map: "string" }] },
    lifecycleDetails: text,
    state,
    systemTags,
    timeCreated: text,
    timeUpdated: text,
  },
  rest: {
    base: "/20210630",
    collection: "deployPipelines",
    target: "ACTIVE",
    workRequest: { entityType: "deployPipeline", on: ["create", "update", "delete"] },
    parent: "projectId",
    parentKind: "oci:DevOps/project:Project",
    list: "items",
    fill: (object, { parent }) => ({
      compartmentId: parent?.["compartmentId"],
      deployPipelineParameters: object["deployPipelineParameters"] ?? { items: [] },
      lifecycleDetails: "",
    }),
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "DeployPipeline" },
};
