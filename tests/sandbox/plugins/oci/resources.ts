import type { Properties } from "../../../../sandbox/plugins/oci/values";
import { COMPARTMENT } from "../../harness";

export const DYNAMIC_GROUP = "oci:Identity/dynamicGroup:DynamicGroup";
export const LOG = "oci:Logging/log:Log";
export const LOG_GROUP = "oci:Logging/logGroup:LogGroup";
export const POLICY = "oci:Identity/policy:Policy";
export const PROJECT = "oci:DevOps/project:Project";
export const REPOSITORY = "oci:Artifacts/containerRepository:ContainerRepository";
export const SUBSCRIPTION = "oci:Ons/subscription:Subscription";
export const TOPIC = "oci:Ons/notificationTopic:NotificationTopic";

/** A resource as a program gives it, and a change of it that needs no replacement. */
export interface Sample {
  readonly token: string;
  readonly inputs: Properties;
  readonly change: Properties;
  /** What it stands in: made first, and its id given under `input`. */
  readonly parent?: { readonly token: string; readonly input: string; readonly inputs: Properties };
}

const tags = { definedTags: { "Operations.Team": "a" }, freeformTags: { "a.b": "c" } };

export const samples: readonly Sample[] = [
  {
    token: DYNAMIC_GROUP,
    inputs: { ...tags, compartmentId: COMPARTMENT, name: "app", description: "d", matchingRule: "ANY {}" },
    change: { matchingRule: "ALL {}" },
  },
  {
    token: POLICY,
    inputs: { ...tags, compartmentId: COMPARTMENT, name: "app", description: "d", statements: ["a", "b"] },
    change: { statements: ["b"] },
  },
  {
    token: TOPIC,
    inputs: { ...tags, compartmentId: COMPARTMENT, name: "app", description: "d" },
    change: { description: "changed" },
  },
  {
    token: SUBSCRIPTION,
    inputs: { ...tags, compartmentId: COMPARTMENT, endpoint: "a@example.com", protocol: "EMAIL" },
    change: { freeformTags: { "a.b": "changed" } },
    parent: { token: TOPIC, input: "topicId", inputs: { compartmentId: COMPARTMENT, name: "parent" } },
  },
  {
    token: LOG_GROUP,
    inputs: { ...tags, compartmentId: COMPARTMENT, displayName: "app", description: "d" },
    change: { displayName: "changed" },
  },
  {
    token: LOG,
    inputs: {
      ...tags,
      displayName: "app",
      logType: "SERVICE",
      isEnabled: true,
      retentionDuration: 60,
      configuration: {
        compartmentId: COMPARTMENT,
        source: { category: "all", resource: "project", service: "devops", sourceType: "OCISERVICE" },
      },
    },
    change: { isEnabled: false },
    parent: { token: LOG_GROUP, input: "logGroupId", inputs: { compartmentId: COMPARTMENT, displayName: "parent" } },
  },
  {
    token: PROJECT,
    inputs: {
      ...tags,
      compartmentId: COMPARTMENT,
      name: "app",
      description: "d",
      notificationConfig: { topicId: "topic" },
    },
    change: { notificationConfig: { topicId: "other" } },
  },
  {
    token: REPOSITORY,
    inputs: {
      ...tags,
      compartmentId: COMPARTMENT,
      displayName: "app",
      isImmutable: false,
      isPublic: false,
      readme: { content: "# app", format: "text/markdown" },
    },
    change: { isImmutable: true },
  },
];
