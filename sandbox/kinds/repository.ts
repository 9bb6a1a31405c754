import { fixedParent, optionalText, state, systemTags, tags, text, type Kind, type ObjectShape } from "./kind";

/** A recurrence rule of RFC 5545 that starts with its frequency, as OCI's mirrors take it. */
const RECURRENCE = /^FREQ=(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[^;]+)*$/;

const mirror: ObjectShape = {
  properties: {
    connectorId: { type: "string" },
    repositoryUrl: { type: "string" },
    triggerSchedule: {
      type: {
        properties: {
          customSchedule: { type: "string", pattern: RECURRENCE },
          scheduleType: {
            type: "string",
            required: true,
            oneOf: ["NONE", "DEFAULT", "CUSTOM"],
            needs: { CUSTOM: ["customSchedule"] },
          },
        },
      },
    },
  },
};

/** DevOps code repository: hosted, or the mirror of one elsewhere. Unique by name in its project. */
export const repository: Kind = {
  token: "oci:DevOps/repository:Repository",
  entity: "devopsrepository",
  inputs: {
    ...tags,
    defaultBranch: optionalText,
    description: optionalText,
    mirrorRepositoryConfig: { type: mirror, computed: true },
    name: { type: "string", computed: true, autonamed: true },
    parentRepositoryId: { type: "string", computed: true, replaceOnChange: true },
    projectId: fixedParent,
    repositoryType: {
      type: "string",
      required: true,
      oneOf: ["HOSTED", "MIRRORED", "FORKED"],
      needs: { MIRRORED: ["mirrorRepositoryConfig"], FORKED: ["parentRepositoryId"] },
    },
  },
  computed: {
    branchCount: { type: "integer" },
    commitCount: { type: "integer" },
    compartmentId: text,
    httpUrl: text,
    lifecyleDetails: text,
    namespace: text,
    projectName: text,
    sizeInBytes: text,
    sshUrl: text,
    state,
    systemTags,
    timeCreated: text,
    timeUpdated: text,
    triggerBuildEvents: { type: ["string"] },
  },
  rest: {
    base: "/20210630",
    collection: "repositories",
    target: "ACTIVE",
    workRequest: { entityType: "repository", on: ["create", "update", "delete"] },
    parent: "projectId",
    parentKind: "oci:DevOps/project:Project",
    unique: { attribute: "name", within: "parent" },
    list: "items",
    fill: (object, { region, parent }) => {
      const path = `devops.scmservice.${region}.oci.oraclecloud.com/namespaces/sandbox`;
      const place = `projects/${String(parent?.["name"])}/repositories/${String(object["name"])}`;
      return {
        compartmentId: parent?.["compartmentId"],
        defaultBranch: object["defaultBranch"] ?? "main",
        namespace: "sandbox",
        projectName: parent?.["name"],
        httpUrl: `https://${path}/${place}`,
        sshUrl: `ssh://${path}/${place}`,
        branchCount: 0,
        commitCount: 0,
        sizeInBytes: 0,
        lifecyleDetails: "",
        triggerBuildEvents: ["PUSH"],
      };
    },
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "Repository" },
};
