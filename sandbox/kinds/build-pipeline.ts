import { fixedParent, optionalText, state, systemTags, tags, text, type Kind, type ObjectShape } from "./kind";

const parameter: ObjectShape = {
  properties: {
    defaultValue: { type: "string", required: true },
    description: { type: "string" },
    name: { type: "string", required: true, pattern: /^[a-zA-Z][a-zA-Z_0-9]*$/ },
  },
};

/** Build pipeline: the stages of a build, and the parameters that they share. */
export const buildPipeline: Kind = {
  token: "oci:DevOps/buildPipeline:BuildPipeline",
  entity: "devopsbuildpipeline",
  inputs: {
    ...tags,
    buildPipelineParameters: {
      type: { properties: { items: { type: [parameter], required: true } } },
      computed: true,
    },
    description: optionalText,
    displayName: optionalText,
    projectId: fixedParent,
  },
  computed: { compartmentId: text, lifecycleDetails: text, state, systemTags, timeCreated: text, timeUpdated: text },
  rest: {
    base: "/20210630",
    collection: "buildPipelines",
    target: "ACTIVE",
    workRequest: { entityType: "buildPipeline", on: ["create", "update", "delete"] },
    parent: "projectId",
    parentKind: "oci:DevOps/project:Project",
    list: "items",
    fill: (_object, { parent }) => ({ compartmentId: parent?.["compartmentId"], lifecycleDetails: "" }),
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "BuildPipeline" },
};
