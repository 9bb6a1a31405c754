import * as core from "@pulumi/kubernetes/core/v1";
import type { Provider } from "@pulumi/kubernetes/provider";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import {
  isOfCluster,
  namespacesOf,
  namespaceSpecOf,
  parametersOf,
  stagesOf,
  type DeploymentPlan,
} from "../../components/model/deploy-plan";
import { deployStageInputs } from "../../components/model/deploy-stage-inputs";
import { orderDeployStages } from "../../components/model/deploy-stage-order";
import { namespaceManifests, type Manifest } from "../../components/model/namespace";
import { operationsOf, type Operations } from "../../components/model/operations";

/** What a service that goes into the cluster is deployed with. */
export interface Surroundings {
  readonly projectId: pulumi.Output<string>;
  readonly registryAddress: string;
  readonly environmentId: pulumi.Output<string>;
  readonly manifestId: pulumi.Output<string>;
  readonly cluster: Provider;
  readonly deployGroupId: pulumi.Output<string>;
}

/** A service's namespaces and its deploy pipeline. */
export function deploy(
  plan: DeploymentPlan,
  around: Surroundings,
): { id: pulumi.Output<string>; operations: pulumi.Output<Operations> } {
  const { service, settings } = plan;
  if (!isOfCluster(settings)) throw new Error(`service '${service}': expected one that runs in the cluster`);
  const spec = namespaceSpecOf(service, settings);
  for (const namespace of namespacesOf(plan))
    makeNamespace(namespaceManifests(namespace, spec, around.deployGroupId), around.cluster);

  const parameters = Object.entries(parametersOf(plan, around.registryAddress));
  const pipeline = new devops.DeployPipeline(`${service}-deploy-pipeline`, {
    projectId: around.projectId,
    displayName: `${service}-deploy`,
    deployPipelineParameters: { items: parameters.map(([name, parameter]) => ({ name, ...parameter })) },
  });
  const ids: Record<string, pulumi.Output<string>> = {};
  const idOf = (stage: string): pulumi.Output<string> => ids[stage] ?? pipeline.id;
  const { stages } = orderDeployStages(
    stagesOf<pulumi.Input<string>>(plan, {
      environment: () => around.environmentId,
      artifact: () => around.manifestId,
    }),
  );
  for (const { stage, predecessors } of stages) {
    const behind = predecessors.length === 0 ? [pipeline.id] : predecessors.map(idOf);
    ids[stage.name] = new devops.DeployStage(
      `${service}-deploy-${stage.name}`,
      {
        deployPipelineId: pipeline.id,
        displayName: stage.name,
        deployStagePredecessorCollection: { items: behind.map((id) => ({ id })) },
        ...deployStageInputs<pulumi.Input<string>>(stage, idOf),
      },
      { replaceOnChanges: ["deployStageType"] },
    ).id;
  }
  const operations = pulumi
    .all([pipeline.id, pulumi.output(ids)])
    .apply(([id, stageIds]) => operationsOf(settings.strategy, { pipeline: id, stages: stageIds }));
  return { id: pipeline.id, operations };
}

function makeNamespace([own, ...contents]: readonly Manifest[], provider: Provider): void {
  if (!own) return;
  const { name: namespace } = own.metadata;
  const dependsOn = new core.Namespace(namespace, own as core.NamespaceArgs, { provider });
  for (const manifest of contents) {
    const name = `${namespace}-${manifest.kind.toLowerCase()}-${manifest.metadata.name}`;
    const opts = { provider, dependsOn };
    switch (manifest.kind) {
      case "Namespace":
        break;
      case "ResourceQuota":
        new core.ResourceQuota(name, manifest as core.ResourceQuotaArgs, opts);
        break;
      case "LimitRange":
        new core.LimitRange(name, manifest as core.LimitRangeArgs, opts);
        break;
      case "ServiceAccount":
        new core.ServiceAccount(name, manifest as core.ServiceAccountArgs, opts);
        break;
      case "NetworkPolicy":
        new networking.NetworkPolicy(name, manifest as networking.NetworkPolicyArgs, opts);
        break;
      case "Role":
        new rbac.Role(name, manifest as rbac.RoleArgs, opts);
        break;
      case "RoleBinding":
        new rbac.RoleBinding(name, manifest as unknown as rbac.RoleBindingArgs, opts);
        break;
    }
  }
}
