import { state, tags, text, type Kind, type ObjectShape } from "./kind";

const source: ObjectShape = {
  properties: {
    category: { type: "string", required: true, replaceOnChange: true },
    parameters: { type: { map: "string" } },
    resource: { type: "string", required: true, replaceOnChange: true },
    service: { type: "string", required: true, replaceOnChange: true },
    sourceType: { type: "string", required: true, replaceOnChange: true },
  },
};

const configuration: ObjectShape = {
  properties: {
    compartmentId: { type: "string", replaceOnChange: true },
    source: { type: source, required: true, replaceOnChange: true },
  },
};

/** Log: without a service log for its project, no pipeline of OCI DevOps runs. */
export const log: Kind = {
  token: "oci:Logging/log:Log",
  entity: "log",
  inputs: {
    ...tags,
    configuration: { type: configuration, computed: true, replaceOnChange: true },
    displayName: { type: "string", required: true },
    isEnabled: { type: "boolean", computed: true },
    logGroupId: { type: "string", required: true, action: "changeLogGroup" },
    logType: { type: "string", required: true, replaceOnChange: true },
    retentionDuration: { type: "integer", computed: true },
  },
  computed: { compartmentId: text, state, tenancyId: text, timeCreated: text, timeLastModified: text },
  rest: {
    base: "/20200531",
    collection: "logGroups/{logGroupId}/logs",
    target: "ACTIVE",
    workRequest: { entityType: "log", on: ["create", "update", "delete"], alone: true },
    parent: "logGroupId",
    parentKind: "oci:Logging/logGroup:LogGroup",
    unique: { attribute: "displayName", within: "parent" },
    list: "array",
    fill: (object, { tenancyId, parent }) => ({
      tenancyId,
      compartmentId: parent?.["compartmentId"],
      isEnabled: object["isEnabled"] ?? true,
      retentionDuration: object["retentionDuration"] ?? 30,
    }),
  },
  sdk: { package: "oci-logging", client: "LoggingManagementClient", noun: "Log" },
};
