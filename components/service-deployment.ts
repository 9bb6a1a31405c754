import * as fs from "node:fs";

import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import { DeployPipeline } from "./deploy-pipeline";
import { artifactInputs } from "./model/deploy-artifact";
import {
  artifactsOf,
  environmentKey,
  isOfCluster,
  namespacesOf,
  namespaceSpecOf,
  parametersOf,
  stagesOf,
  type DeploymentPlan,
} from "./model/deploy-plan";
import { operationsOf, type Operations } from "./model/operations";
import { Namespaces, type PullCredentials } from "./namespaces";

type Id = pulumi.Input<string>;

export interface ServiceDeploymentArgs {
  readonly projectId: Id;
  readonly plan: DeploymentPlan;
  /** Address that the repositories of images are below, e.g. `eu-frankfurt-1.ocir.io/axexample`. */
  readonly registryAddress: string;
  /** `Record<key, OCID>` of the environments that the plan names. */
  readonly environmentIds: Readonly<Record<string, Id>>;
  /** OCID of the generic repository that manifests are read from; needed where the plan has a file. */
  readonly genericRepositoryId?: Id;
  /** `Record<name, OCID>` of artifacts that builds of this stack deliver. @default - none: they are made here */
  readonly deliveredIds?: Readonly<Record<string, Id>>;
  /** Where its namespaces are made. @default - nowhere */
  readonly namespaces?: NamespacesPlace;
}

/** In the cluster, or as files in a folder. */
export type NamespacesPlace = {
  readonly deployGroupId: Id;
  /** How images are pulled. @default - by the nodes' credential provider */
  readonly pull?: PullCredentials;
} & ({ readonly provider: pulumi.ProviderResource } | { readonly folder: string });

/**
 * How one service gets from the registries to its users: what is deployed, the pipeline, and the namespaces in the
 * cluster. It groups what a service's component is made of, and is none itself: a layer more would tell nobody more.
 * @throws pulumi.ResourceError with all that is wrong with the manifest, or with the pipeline; nothing of the service's
 * deployment is registered by then.
 */
export class ServiceDeployment {
  readonly deployPipelineId: pulumi.Output<string>;
  /**
   * What other stacks and people ask for: names of the namespaces, none where the service does not run in the cluster, and
   * commands of the OCI CLI: `deploy`, `back`, `approve`, `history`.
   */
  readonly outputs: pulumi.Output<Operations & { deployPipelineId: string; namespaces: readonly string[] }>;

  /** @param child says whose child all of it is. @default - the stack's */
  constructor(name: string, args: ServiceDeploymentArgs, child: Pick<pulumi.ResourceOptions, "parent"> = {}) {
    const { plan, projectId, registryAddress, genericRepositoryId } = args;
    const { service, settings, production } = plan;
    const parameters = parametersOf(plan, registryAddress);
    const contents = checkedManifest(plan, Object.keys(parameters), (message) => {
      throw new pulumi.ResourceError(`ServiceDeployment '${name}': ${message}`, child.parent, true);
    });

    const places = { registry: registryAddress, ...(genericRepositoryId ? { repositoryId: genericRepositoryId } : {}) };
    const artifacts = artifactsOf<Id>(plan, places);
    const ids = Object.fromEntries(
      Object.entries(artifacts).map(([artifact, spec]) => [
        artifact,
        args.deliveredIds?.[artifact] ??
          new devops.DeployArtifact(
            `${name}-${artifact}`,
            { projectId, displayName: `${service}-${artifact}`, ...artifactInputs(spec) },
            child,
          ).id,
      ]),
    );

    const namespaces = namespacesOf(plan);
    if (isOfCluster(settings) && args.namespaces)
      makeNamespaces(`${name}-namespaces`, namespaces, namespaceSpecOf(service, settings), args.namespaces, child);

    const pipeline = new DeployPipeline(
      name,
      {
        projectId,
        displayName: `${service}-deploy`,
        production,
        parameters,
        artifacts,
        contents,
        stages: stagesOf<Id>(plan, {
          environment: (role) => args.environmentIds[environmentKey(service, role)] ?? "",
          artifact: (artifact) => ids[artifact] ?? "",
        }),
      },
      child,
    );
    this.deployPipelineId = pipeline.deployPipelineId;
    this.outputs = pulumi
      .all([pipeline.deployPipelineId, pulumi.all(pipeline.stageIds)])
      .apply(([deployPipelineId, stages]) => ({
        deployPipelineId,
        namespaces,
        ...operationsOf(settings.strategy, { pipeline: deployPipelineId, stages }),
      }));
  }
}

/** The text of the manifest where there is a copy of it here, once nothing is wrong with it. */
function checkedManifest(
  { settings, production }: DeploymentPlan,
  parameters: readonly string[],
  refuse: (message: string) => never,
): Record<string, string> {
  if (!isOfCluster(settings) || settings.check === undefined || settings.strategy === "helm") return {};
  const { check: file, podSecurity } = settings;
  if (!fs.existsSync(file)) refuse(`'${file}' is not there; correct the path, or leave 'check' out`);
  const manifest = fs.readFileSync(file, "utf8");
  // most services have no copy of it here, and start without a parser of YAML
  const { manifestProblems } = require("./model/manifest-check") as typeof import("./model/manifest-check");
  const problems = manifestProblems(manifest, {
    parameters,
    production,
    podSecurity,
    ...("ingress" in settings ? { ingress: settings.ingress } : {}),
  });
  if (problems.length > 0)
    refuse(problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n  "));
  return { manifest };
}

function makeNamespaces(
  name: string,
  names: readonly string[],
  spec: ReturnType<typeof namespaceSpecOf>,
  place: NamespacesPlace,
  opts: pulumi.ComponentResourceOptions,
): void {
  const { deployGroupId, pull } = place;
  if ("folder" in place) {
    // most clusters are in reach, and need no writer of YAML
    const { renderNamespaces } = require("./rendered-namespaces") as typeof import("./rendered-namespaces");
    renderNamespaces(place.folder, names, spec, deployGroupId, pull?.host);
  } else {
    const args = { names, spec, deployGroupId, ...(pull ? { pull } : {}) };
    new Namespaces(name, args, { ...opts, providers: { kubernetes: place.provider } });
  }
}
