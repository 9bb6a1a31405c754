import { fixedName, movableCompartment, state, systemTags, tags, text, type Kind } from "./kind";

/** DevOps project: the container of repositories, pipelines, artifacts and environments. */
export const project: Kind = {
  token: "oci:DevOps/project:Project",
  entity: "devopsproject",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    description: { type: "string", computed: true },
    name: fixedName,
    notificationConfig: { type: { properties: { topicId: { type: "string", required: true } } }, required: true },
  },
  computed: { lifecycleDetails: text, namespace: text, state, systemTags, timeCreated: text, timeUpdated: text },
  rest: {
    base: "/20210630",
    collection: "projects",
    target: "ACTIVE",
    workRequest: { entityType: "project", on: ["create", "update", "delete"] },
    unique: { attribute: "name", within: "tenancy" },
    list: "items",
    fill: () => ({ namespace: "sandbox", lifecycleDetails: "" }),
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "Project" },
};
