import { types } from "../../../policies/graph/pipelines";
import { resource, type Names, type StageOf, type State } from "../delivery";
import type { GivenResource } from "../judge";

/** Tags that every resource here has. */
export const tags = { freeformTags: { Environment: "shop", Owner: "team", CostCenter: "7" } };

/** The compartment that everything but repositories is in. */
export const compartmentId = "ocid1.compartment.oc1..delivery";

/** A cluster in Frankfurt. */
export const clusterId = "ocid1.cluster.oc1.eu-frankfurt-1.main";

/** An image of the tenancy's registry whose digest the pipeline gets. */
export const image = "fra.ocir.io/acme/shop@${DIGEST}";

/** Parameters that a deploy pipeline declares, with their defaults. */
export const declares = (...presets: (readonly [name: string, preset: string])[]): Record<string, unknown> => ({
  deployPipelineParameters: { items: presets.map(([name, defaultValue]) => ({ name, defaultValue })) },
});

/** The digest that {@link image} names. */
export const digest = ["DIGEST", `sha256:${"0".repeat(64)}`] as const;

/** A project with its topic, a subscription to that, and an enabled log. */
export function project(state: State, name = "project"): GivenResource[] {
  const devops = resource(state, types.project, name, { compartmentId, name, ...tags });
  const topic = resource(state, "oci:Ons/notificationTopic:NotificationTopic", `${name}-topic`, {
    compartmentId,
    name: `${name}-topic`,
    ...tags,
  });
  const source = { category: "all", service: "devops", sourceType: "OCISERVICE", resource: devops.props["id"] };
  const log = resource(state, "oci:Logging/log:Log", `${name}-log`, {
    displayName: `${name}-log`,
    logType: "SERVICE",
    isEnabled: true,
    configuration: { source },
    ...tags,
  });
  return [
    devops,
    { ...topic, props: { ...topic.props, topicId: topic.props["id"] } },
    resource(
      state,
      "oci:Ons/subscription:Subscription",
      `${name}-mail`,
      { compartmentId, protocol: "EMAIL", endpoint: "team@example.com", ...tags },
      { topicId: topic.name },
    ),
    state === "first preview" ? { ...log, behind: { configuration: [name] } } : log,
  ];
}

/** A cluster, reached over a private endpoint. */
export function cluster(state: State, name = "cluster"): GivenResource {
  return resource(
    state,
    types.environment,
    name,
    {
      deployEnvironmentType: "OKE_CLUSTER",
      clusterId,
      networkChannel: { networkChannelType: "PRIVATE_ENDPOINT_CHANNEL", subnetId: "ocid1.subnet.a" },
      ...tags,
    },
    { projectId: "project" },
  );
}

/** Something that stages deploy, with placeholders filled in. */
export function artifact(
  state: State,
  name: string,
  deployArtifactType: string,
  source: Record<string, unknown>,
): GivenResource {
  return resource(
    state,
    types.artifact,
    name,
    {
      displayName: name,
      deployArtifactType,
      argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
      deployArtifactSource: source,
      ...tags,
    },
    { projectId: "project" },
  );
}

/** A manifest that runs {@link image}. */
export function manifest(state: State, name = "manifest", runs = image): GivenResource {
  const text = `kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - image: ${runs}\n`;
  return artifact(state, name, "KUBERNETES_MANIFEST", {
    deployArtifactSourceType: "INLINE",
    base64encodedContent: text,
  });
}

/** Two people have to say yes. */
export const approvedByTwo = {
  approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  ...tags,
};

/** A stage that waits for two people after these stages. */
export const approval = (...before: string[]): StageOf => ["MANUAL_APPROVAL", before, approvedByTwo];

/** Goes back by itself when a deployment fails. */
export const rollsBack = { rollbackPolicy: { policyType: "AUTOMATED_STAGE_ROLLBACK_POLICY" }, ...tags };

/** Runs a build specification on a private runner. */
export function build(before: readonly string[] = [], props: Record<string, unknown> = {}): StageOf {
  return [
    "BUILD",
    before,
    {
      image: "OL8_X86_64_STANDARD_10",
      buildSpecFile: "build_spec.yaml",
      stageExecutionTimeoutInSeconds: 3_600,
      privateAccessConfig: { networkChannelType: "SERVICE_VNIC_CHANNEL", subnetId: "ocid1.subnet.a" },
      ...tags,
      ...props,
    },
  ];
}

/** Property of a resource that names its project. */
export const ofProject: Names = { projectId: "project" };
