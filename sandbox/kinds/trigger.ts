import { discriminator, fixedParent, optionalText, state, systemTags, tags, text } from "./kind";
import type { Kind, ObjectShape } from "./kind";

const SOURCES = ["BITBUCKET_CLOUD", "BITBUCKET_SERVER", "GITHUB", "GITLAB", "GITLAB_SERVER", "VBS"] as const;

const sourceOf = (devopsNeeds: readonly string[]) =>
  discriminator({
    ...Object.fromEntries(SOURCES.map((source) => [source, []])),
    DEVOPS_CODE_REPOSITORY: devopsNeeds,
  });

const fileFilter: ObjectShape = { properties: { filePaths: { type: ["string"] } } };

const filter: ObjectShape = {
  properties: {
    events: { type: ["string"] },
    exclude: { type: { properties: { fileFilter: { type: fileFilter } } } },
    include: {
      type: {
        properties: {
          baseRef: { type: "string" },
          fileFilter: { type: fileFilter },
          headRef: { type: "string" },
          repositoryName: { type: "string" },
        },
      },
    },
    triggerSource: sourceOf([]),
  },
};

const action: ObjectShape = {
  properties: {
    buildPipelineId: { type: "string", required: true },
    filter: { type: filter },
    type: discriminator({ TRIGGER_BUILD_PIPELINE: [] }),
  },
};

/** DevOps trigger: which events of a repository start which build pipelines. */
export const trigger: Kind = {
  token: "oci:DevOps/trigger:Trigger",
  entity: "devopstrigger",
  inputs: {
    ...tags,
    actions: { type: [action], required: true },
    connectionId: optionalText,
    description: optionalText,
    displayName: optionalText,
    projectId: fixedParent,
    repositoryId: optionalText,
    triggerSource: sourceOf(["repositoryId"]),
  },
  computed: {
    compartmentId: text,
    lifecycleDetails: text,
    state,
    systemTags,
    timeCreated: text,
    timeUpdated: text,
    triggerUrl: text,
  },
  rest: {
    base: "/20210630",
    collection: "triggers",
    target: "ACTIVE",
    immediate: ["create"],
    workRequest: { entityType: "trigger", on: ["create", "update", "delete"] },
    parent: "projectId",
    parentKind: "oci:DevOps/project:Project",
    list: "items",
    fill: (object, { region, parent }) => ({
      compartmentId: parent?.["compartmentId"],
      lifecycleDetails: "",
      ...(object["triggerSource"] === "DEVOPS_CODE_REPOSITORY"
        ? {}
        : { triggerUrl: `https://devops.${region}.oci.oraclecloud.com/triggers/${String(object["id"])}` }),
    }),
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "Trigger" },
};
