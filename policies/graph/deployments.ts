import type { PolicyResource } from "@pulumi/policy";

import type { Graph } from "./graph";
import { types, type Stage } from "./pipelines";
import { isProduction, type Production } from "./production";
import { numberAt, valueAt } from "./values";

/** Properties of a deploy stage that name environments. @see facts 2.6 */
const ENVIRONMENTS = [
  "okeClusterDeployEnvironmentId",
  "computeInstanceGroupDeployEnvironmentId",
  "deployEnvironmentIdA",
  "deployEnvironmentIdB",
  "functionDeployEnvironmentId",
] as const;

/** Properties of a deploy stage that name artifacts. @see facts 2.6 */
const ARTIFACTS = [
  "kubernetesManifestDeployArtifactIds",
  "helmChartDeployArtifactId",
  "valuesArtifactIds",
  "helmCommandArtifactIds",
  "deploymentSpecDeployArtifactId",
  "deployArtifactIds",
  "deployArtifactId",
  "dockerImageDeployArtifactId",
  "commandSpecDeployArtifactId",
] as const;

/** Properties by which a shift names its deployment, or an approval of a canary its shift. @see facts 2.6 */
export const NAMED_STAGES: Readonly<Record<string, string>> = {
  OKE_BLUE_GREEN_TRAFFIC_SHIFT: "okeBlueGreenDeployStageId",
  OKE_CANARY_TRAFFIC_SHIFT: "okeCanaryDeployStageId",
  OKE_CANARY_APPROVAL: "okeCanaryTrafficShiftDeployStageId",
  COMPUTE_INSTANCE_GROUP_BLUE_GREEN_TRAFFIC_SHIFT: "computeInstanceGroupBlueGreenDeploymentDeployStageId",
  COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT: "computeInstanceGroupCanaryDeployStageId",
  COMPUTE_INSTANCE_GROUP_CANARY_APPROVAL: "computeInstanceGroupCanaryTrafficShiftDeployStageId",
};

/** Environments that a stage deploys to, of this stack; may be empty. */
export function environmentsOf(graph: Graph, { resource }: Stage): PolicyResource[] {
  return ENVIRONMENTS.flatMap((property) => graph.named(resource, types.environment, property));
}

/** Artifacts that a stage deploys, of this stack; may be empty. */
export function artifactsOf(graph: Graph, { resource }: Stage): PolicyResource[] {
  return ARTIFACTS.flatMap((property) => graph.named(resource, types.artifact, property));
}

/** The stage that a shift or an approval of a canary is about; undefined where it is not of this stack. */
export function namedStageOf(graph: Graph, { resource, type }: Stage): PolicyResource | undefined {
  const property = NAMED_STAGES[type];
  return property === undefined ? undefined : graph.named(resource, types.deployStage, property)[0];
}

/**
 * Whether a deploy stage is about production: by itself, its pipeline, its project, or its environments. One without
 * environments of its own, a shift for example, has those of its whole pipeline.
 */
export function isOfProduction(graph: Graph, stage: Stage, told: Production): boolean {
  const { pipeline, resource } = stage;
  const around = [pipeline.resource, pipeline.project].flatMap((each) => each ?? []);
  // of the stage itself all but its name counts: 'approve-production' is a name for a step
  const own = {
    urn: resource.urn,
    props: {
      freeformTags: valueAt(resource.props, "freeformTags"),
      definedTags: valueAt(resource.props, "definedTags"),
    },
  };
  if (isProduction([own, ...around], told)) return true;
  const environments = environmentsOf(graph, stage);
  return isProduction(
    environments.length > 0 ? environments : pipeline.stages.flatMap((each) => environmentsOf(graph, each)),
    told,
  );
}

/** All of the traffic, in percent. */
const ALL = 100;

/**
 * What a deploy stage does to users. `users`: some of them get something else than before. `standby`: a new version comes
 * up beside the old one, and nobody is on it yet. `approval`: people are asked. `nothing`: all stays as it is, or a part
 * of the traffic tries a canary. A shell or a function can do anything, unless it is said to validate.
 * @see facts 2.6
 */
export type Effect = "users" | "standby" | "approval" | "nothing";

export function effectOf({ type, resource: { props } }: Stage): Effect {
  switch (type) {
    case "OKE_DEPLOYMENT":
    case "OKE_HELM_CHART_DEPLOYMENT":
    case "OKE_BLUE_GREEN_TRAFFIC_SHIFT":
    case "COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT":
    case "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_TRAFFIC_SHIFT":
    case "LOAD_BALANCER_TRAFFIC_SHIFT":
    case "DEPLOY_FUNCTION":
    case "SHELL":
      return "users";
    case "OKE_BLUE_GREEN_DEPLOYMENT":
    case "OKE_CANARY_DEPLOYMENT":
    case "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_DEPLOYMENT":
    case "COMPUTE_INSTANCE_GROUP_CANARY_DEPLOYMENT":
      return "standby";
    case "OKE_CANARY_TRAFFIC_SHIFT":
    case "COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT":
      return (numberAt(props, "rolloutPolicy", "rampLimitPercent") ?? ALL) < ALL ? "nothing" : "users";
    case "INVOKE_FUNCTION":
      return valueAt(props, "isValidationEnabled") === false ? "users" : "nothing";
    case "MANUAL_APPROVAL":
    case "OKE_CANARY_APPROVAL":
    case "COMPUTE_INSTANCE_GROUP_CANARY_APPROVAL":
      return "approval";
    default:
      return "nothing";
  }
}
