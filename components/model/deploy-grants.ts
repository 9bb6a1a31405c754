import type { DeployStage } from "./deploy-stages";
import type { NeededGrant } from "./grants";
import { anyOf, type Condition, type Grant } from "./statement";
import type { Subject } from "./subject";

/** What stages deploy to, all of it known before the first `up`. */
export interface DeployTargets {
  /** The deploy pipelines' dynamic group. */
  readonly pipelines: Subject;
  /** Stages of all pipelines. */
  readonly stages: readonly DeployStage<unknown>[];
  /** OCIDs of the compartments that the targets live in; several may be the same one. */
  readonly compartments: {
    readonly registry: string;
    readonly cluster: string;
    readonly network: string;
    readonly functions: string;
    readonly instances: string;
    readonly containers: string;
  };
  /** OCIDs of the clusters that are deployed to; at least one where a stage deploys to one. */
  readonly clusterIds: readonly string[];
  /**
   * `roles`: roles in the cluster say what may be done there. `whole`: everything may. That the service is content with
   * roles is not confirmed. @see facts 4.2, 7
   */
  readonly clusterAccess: "roles" | "whole";
  /** Whether a cluster is reached through a private endpoint. */
  readonly privateEndpoint: boolean;
  /** Full names of the container repositories that charts are in; may be empty. */
  readonly chartRepositories: readonly string[];
}

/** What stages of a kind work with, beside images and files of the registries. */
type Need = "cluster" | "chart" | "function" | "invocation" | "instances" | "load-balancer" | "container";

/** The service that runs functions, as statements name it. @see facts 1.4 */
const FUNCTIONS = "FaaS";

const NETWORK_CARD = ["subnets", "vnics", "network-security-groups"];

/**
 * The grants that stages need beside those that `grantsFor` gives every deploy pipeline, each once. Of the people and
 * machines at the other end only the functions service is among them: instances need grants of their own, for their
 * agents.
 * @see facts 1.4
 */
export function deployStageGrants(targets: DeployTargets): NeededGrant[] {
  const { pipelines, stages, compartments, clusterIds, clusterAccess, privateEndpoint, chartRepositories } = targets;
  const needs = new Set(stages.flatMap(needsOf));
  const grant = (
    verb: Grant["verb"],
    resource: string,
    compartmentId: string,
    reason: string,
    where?: Condition,
  ): NeededGrant => ({
    principal: "deploy-pipelines",
    subject: pipelines,
    verb,
    resource,
    compartmentId,
    reason,
    ...(where ? { where } : {}),
  });
  const network = (resources: readonly string[], reason: string): NeededGrant[] =>
    resources.map((resource) => grant("use", resource, compartments.network, reason));
  const { functions, instances, containers, registry } = compartments;

  const grants: Readonly<Record<Need, () => readonly NeededGrant[]>> = {
    cluster: () => [
      grant(
        clusterAccess === "whole" ? "manage" : "use",
        "clusters",
        compartments.cluster,
        "deployments reach the cluster",
        anyOf("target.cluster.id", clusterIds),
      ),
      ...(privateEndpoint ? network(NETWORK_CARD, "deployments reach the cluster's private endpoint") : []),
    ],
    chart: () =>
      chartRepositories.length === 0
        ? []
        : [grant("read", "repos", registry, "deployments read charts", anyOf("target.repo.name", chartRepositories))],
    function: () => [
      grant("read", "fn-app", functions, "deployments find the application of a function"),
      grant("manage", "fn-function", functions, "deployments give functions their images"),
      {
        ...grant("read", "repos", registry, "the functions service pulls images"),
        subject: { kind: "service", name: FUNCTIONS },
      },
    ],
    invocation: () => [
      grant("read", "fn-app", functions, "deployments find the application of a function"),
      grant("read", "fn-function", functions, "deployments find functions"),
      grant("use", "fn-invocation", functions, "deployments call functions"),
    ],
    instances: () => [
      grant("read", "instance-family", instances, "deployments find instances"),
      grant("use", "instance-agent-command-family", instances, "deployments run commands on instances"),
    ],
    "load-balancer": () => [
      grant("use", "load-balancers", compartments.network, "deployments move traffic between instances"),
    ],
    container: () => [
      grant("manage", "compute-container-instances", containers, "shell stages run in containers"),
      grant("manage", "compute-containers", containers, "shell stages run in containers"),
      ...network(NETWORK_CARD, "containers of shell stages get a network card"),
      // `use dhcp-options`, which samples have, grants no more
      grant("inspect", "dhcp-options", compartments.network, "containers of shell stages get a network card"),
    ],
  };
  const needed = (Object.keys(grants) as Need[]).filter((need) => needs.has(need));
  return withoutRepetition(needed.flatMap((need) => grants[need]()));
}

function needsOf(stage: DeployStage<unknown>): Need[] {
  switch (stage.kind) {
    case "oke-rolling":
    case "oke-blue-green":
    case "oke-blue-green-shift":
    case "oke-canary":
    case "oke-canary-shift":
      return ["cluster"];
    case "oke-helm":
      return ["cluster", "chart"];
    case "group-rolling":
      return stage.loadBalancer ? ["instances", "load-balancer"] : ["instances"];
    case "group-blue-green":
    case "group-canary":
      return ["instances", "load-balancer"];
    case "group-blue-green-shift":
    case "group-canary-shift":
    case "load-balancer-shift":
      return ["load-balancer"];
    case "function-deploy":
      return ["function"];
    case "function-invoke":
      return ["invocation"];
    case "shell":
      return ["container"];
    case "approval":
    case "wait":
    case "oke-canary-approval":
    case "group-canary-approval":
      return [];
  }
}

/** Without what another grant already gives: the same thing to the same subject by the same or a lesser verb. */
function withoutRepetition(grants: readonly NeededGrant[]): NeededGrant[] {
  const verbs = ["inspect", "read", "use", "manage"];
  const covers = (one: NeededGrant, other: NeededGrant): boolean =>
    one.subject === other.subject &&
    one.resource === other.resource &&
    one.compartmentId === other.compartmentId &&
    one.where === other.where &&
    verbs.indexOf(one.verb) >= verbs.indexOf(other.verb);
  return grants.filter(
    (grant, index) =>
      !grants.some((other, at) => at !== index && covers(other, grant) && (at < index || !covers(grant, other))),
  );
}
