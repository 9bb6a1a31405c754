import type { Settings } from "./settings-schema";

/** Tags of a resource, under the inputs that OCI's resources take them in. */
export interface Tags {
  /** `Record<key, value>` */
  readonly freeformTags?: Readonly<Record<string, string>>;
  /** `Record<"<namespace>.<key>", value>`; namespace and keys must exist. */
  readonly definedTags?: Readonly<Record<string, string>>;
}

/** Keys that the settings have names of their own for. */
export const OWN_KEYS = ["Environment", "Owner", "CostCenter"] as const;

/** Tags that OCI gives to what is made: an `up` that sets defined tags would take them away, time and again. */
export const AUTOMATIC_TAGS = ["Oracle-Tags.CreatedBy", "Oracle-Tags.CreatedOn"];

/** The tags of everything in a stack: free-form ones, or defined ones where a namespace is given. */
export function tagsFor({ environment, team, tags }: Pick<Settings, "environment" | "team" | "tags">): Tags {
  const { owner = team, costCenter, more, namespace } = tags;
  const all: Readonly<Record<string, string>> = {
    Environment: environment,
    Owner: owner,
    ...(costCenter ? { CostCenter: costCenter } : {}),
    ...more,
  };
  if (namespace === undefined) return { freeformTags: all };
  return {
    definedTags: Object.fromEntries(Object.entries(all).map(([key, value]) => [`${namespace}.${key}`, value])),
  };
}

/**
 * Those of the tags that a resource of this type takes. Undefined for a type that takes none, and for types that
 * `TAGGED` doesn't have. A service log takes no defined tags: OCI's provider replaces it when another one is added.
 * @see https://github.com/oracle/terraform-provider-oci/issues/1394 an excerpt, read 2026-11-25
 */
export function tagsTakenBy(type: string, tags: Tags): Tags | undefined {
  if (!TAGGED.has(type)) return undefined;
  if (type !== LOG) return tags;
  return tags.freeformTags && { freeformTags: tags.freeformTags };
}

const LOG = "oci:Logging/log:Log";

/** Types that take both sorts of tags. @see Pulumi's schema of OCI 4.20.0 */
export const TAGGED: ReadonlySet<string> = new Set([
  "oci:Artifacts/containerImageSignature:ContainerImageSignature",
  "oci:Artifacts/containerRepository:ContainerRepository",
  "oci:Artifacts/genericArtifact:GenericArtifact",
  "oci:Artifacts/repository:Repository",
  "oci:ContainerEngine/cluster:Cluster",
  "oci:DevOps/buildPipeline:BuildPipeline",
  "oci:DevOps/buildPipelineStage:BuildPipelineStage",
  "oci:DevOps/buildRun:BuildRun",
  "oci:DevOps/connection:Connection",
  "oci:DevOps/deployArtifact:DeployArtifact",
  "oci:DevOps/deployEnvironment:DeployEnvironment",
  "oci:DevOps/deployPipeline:DeployPipeline",
  "oci:DevOps/deployStage:DeployStage",
  "oci:DevOps/deployment:Deployment",
  "oci:DevOps/project:Project",
  "oci:DevOps/repository:Repository",
  "oci:DevOps/trigger:Trigger",
  "oci:Identity/compartment:Compartment",
  "oci:Identity/dynamicGroup:DynamicGroup",
  "oci:Identity/policy:Policy",
  "oci:Identity/tag:Tag",
  "oci:Identity/tagNamespace:TagNamespace",
  "oci:Kms/key:Key",
  "oci:Kms/vault:Vault",
  LOG,
  "oci:Logging/logGroup:LogGroup",
  "oci:Ons/notificationTopic:NotificationTopic",
  "oci:Ons/subscription:Subscription",
  "oci:Vault/secret:Secret",
  "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe",
  "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget",
]);
