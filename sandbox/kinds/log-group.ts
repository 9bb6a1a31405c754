import { movableCompartment, state, tags, text, type Kind } from "./kind";

/** Log group: the folder that a project's service log needs. */
export const logGroup: Kind = {
  token: "oci:Logging/logGroup:LogGroup",
  entity: "loggroup",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    description: { type: "string", computed: true },
    displayName: { type: "string", required: true },
  },
  computed: { state, timeCreated: text, timeLastModified: text },
  rest: {
    base: "/20200531",
    collection: "logGroups",
    target: "ACTIVE",
    workRequest: { entityType: "loggroup", on: ["create", "update", "delete"], alone: true },
    unique: { attribute: "displayName", within: "compartment" },
    list: "array",
  },
  sdk: { package: "oci-logging", client: "LoggingManagementClient", noun: "LogGroup" },
};
