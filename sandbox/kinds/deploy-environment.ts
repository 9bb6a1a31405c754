import { discriminator, fixedParent, networkChannel, optionalText, state, systemTags, tags, text } from "./kind";
import type { Kind, ObjectShape } from "./kind";

const selector: ObjectShape = {
  properties: {
    computeInstanceIds: { type: ["string"] },
    query: { type: "string" },
    region: { type: "string" },
    selectorType: discriminator({ INSTANCE_IDS: ["computeInstanceIds"], INSTANCE_QUERY: ["query", "region"] }),
  },
};

/** Deploy environment: a cluster, a group of instances or a function that stages deploy to. */
export const deployEnvironment: Kind = {
  token: "oci:DevOps/deployEnvironment:DeployEnvironment",
  entity: "devopsdeployenvironment",
  inputs: {
    ...tags,
    clusterId: optionalText,
    computeInstanceGroupSelectors: { type: { properties: { items: { type: [selector] } } }, computed: true },
    deployEnvironmentType: discriminator({
      COMPUTE_INSTANCE_GROUP: ["computeInstanceGroupSelectors"],
      FUNCTION: ["functionId"],
      OKE_CLUSTER: ["clusterId"],
    }),
    description: optionalText,
    displayName: optionalText,
    functionId: optionalText,
    networkChannel: { type: networkChannel, computed: true },
    projectId: fixedParent,
    securityAttributes: { type: { map: "string" }, computed: true },
  },
  computed: { compartmentId: text, lifecycleDetails: text, state, systemTags, timeCreated: text, timeUpdated: text },
  rest: {
    base: "/20210630",
    collection: "deployEnvironments",
    target: "ACTIVE",
    workRequest: { entityType: "deployEnvironment", on: ["create", "update", "delete"] },
    parent: "projectId",
    parentKind: "oci:DevOps/project:Project",
    list: "items",
    fill: (_object, { parent }) => ({ compartmentId: parent?.["compartmentId"], lifecycleDetails: "" }),
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "DeployEnvironment" },
};
