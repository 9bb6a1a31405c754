import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import { BuildPipeline } from "./build-pipeline";
import { artifactInputs, type ArtifactSpec } from "./model/deploy-artifact";
import { FILE_VERSION } from "./model/deploy-plan";
import type { DeliveryPlan } from "./model/plan";
import { ServiceAccess, type ServiceAccessArgs } from "./service-access";
import { ServiceDeployment, type ServiceDeploymentArgs } from "./service-deployment";
import { Source } from "./source";
import { Trigger } from "./trigger";
import { types } from "./types";

type Id = pulumi.Input<string>;

export interface ServiceDeliveryArgs {
  readonly projectId: Id;
  /** How it is built. @default - it is not, in this environment */
  readonly plan?: DeliveryPlan;
  /** How it is deployed; where it is built too, each build starts a deployment. @default - it is not */
  readonly deployment?: Pick<ServiceDeploymentArgs, "plan" | "environmentIds" | "namespaces">;
  /** Address that the repositories of images are below, e.g. `eu-frankfurt-1.ocir.io/axexample`. */
  readonly registryAddress: string;
  /** Whether the engine refuses to replace or delete the code repository. @default false */
  readonly protect?: boolean;
  /** OCID of the generic repository that the manifest is delivered to and deployed from; needed where there is one. */
  readonly genericRepositoryId?: Id;
  /** What its builds have to themselves in IAM, and the provider of the home region. @default - nothing */
  readonly access?: Omit<ServiceAccessArgs, "buildPipelineId"> & { readonly provider: pulumi.ProviderResource };
}

/** The half of a service that ends in the registries. */
export interface ServiceBuild {
  readonly buildPipelineId: pulumi.Output<string>;
  /** Address that developers clone from. */
  readonly repositoryUrl: pulumi.Output<string>;
  /** OCIDs of the deploy artifacts, by the name that the build specification gives them. */
  readonly artifactIds: Readonly<Record<string, pulumi.Output<string>>>;
  /**
   * Command of the OCI CLI that runs the build pipeline, with the defaults of its parameters.
   * @see seed: oci-devops-pipeline-walkthrough
   */
  readonly runBuild: pulumi.Output<string>;
  /** Command that fills a mirror for the first time; absent where the sources are not mirrored. */
  readonly firstSync?: pulumi.Output<string>;
}

/**
 * How one service gets from its sources to the registries, and from there to its users: repository, build pipeline, what
 * it delivers, the trigger, and its deployment. The build specification names its output artifacts `image` and
 * `manifest`.
 * @throws pulumi.ResourceError for a manifest without a generic repository; nothing of the service is registered by
 * then. `BuildPipeline` throws where the specification that the plan has checked contradicts it.
 */
export class ServiceDelivery extends pulumi.ComponentResource {
  /** Absent where the service is not built. */
  readonly build?: ServiceBuild;
  /** Absent where the service is not deployed. */
  readonly deployment?: ServiceDeployment;

  /** What of its build other stacks and people ask for; undefined where it is not built. */
  get outputs(): Omit<ServiceBuild, "artifactIds"> | undefined {
    if (!this.build) return undefined;
    const { buildPipelineId, repositoryUrl, runBuild, firstSync } = this.build;
    return { buildPipelineId, repositoryUrl, runBuild, ...(firstSync ? { firstSync } : {}) };
  }

  constructor(name: string, args: ServiceDeliveryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.serviceDelivery, name, {}, opts);
    const { plan, projectId, registryAddress } = args;
    const artifactIds = plan ? this.artifacts(name, plan, args) : {};
    if (args.deployment)
      this.deployment = new ServiceDeployment(
        `${name}-deploy`,
        {
          ...args.deployment,
          projectId,
          registryAddress,
          deliveredIds: artifactIds,
          ...(args.genericRepositoryId ? { genericRepositoryId: args.genericRepositoryId } : {}),
        },
        { parent: this },
      );
    if (plan) this.build = this.built(name, plan, args, artifactIds);
    this.registerOutputs({
      ...this.build,
      ...(this.deployment ? { deployPipelineId: this.deployment.deployPipelineId } : {}),
    });
  }

  /** What builds deliver. */
  private artifacts(name: string, plan: DeliveryPlan, args: ServiceDeliveryArgs): ServiceBuild["artifactIds"] {
    const { projectId, registryAddress, genericRepositoryId } = args;
    if (plan.manifestPath && genericRepositoryId === undefined)
      throw new pulumi.ResourceError(
        `ServiceDelivery '${name}': manifest '${plan.manifestPath}' has no repository to be delivered to; ` +
          "give 'genericRepositoryId'",
        this,
        true,
      );
    const artifact = (output: string, spec: ArtifactSpec<Id>): pulumi.Output<string> =>
      new devops.DeployArtifact(
        `${name}-${output}`,
        { projectId, displayName: `${plan.service}-${output}`, ...artifactInputs(spec) },
        { parent: this },
      ).id;
    return {
      image: artifact("image", { kind: "image", uri: `${registryAddress}/${plan.image.repository}:${plan.image.tag}` }),
      ...(plan.manifestPath && genericRepositoryId
        ? {
            manifest: artifact("manifest", {
              kind: "generic",
              type: plan.manifestType ?? "KUBERNETES_MANIFEST",
              repositoryId: genericRepositoryId,
              path: plan.manifestPath,
              version: FILE_VERSION,
            }),
          }
        : {}),
    };
  }

  /** Sources, build pipeline and trigger. */
  private built(
    name: string,
    plan: DeliveryPlan,
    args: ServiceDeliveryArgs,
    artifactIds: ServiceBuild["artifactIds"],
  ): ServiceBuild {
    const { projectId } = args;
    const child = { parent: this };
    const source = new Source(
      `${name}-source`,
      { projectId, repository: plan.service, branch: plan.branch, source: plan.source, protect: args.protect ?? false },
      child,
    );
    const pipeline = new BuildPipeline(
      `${name}-build`,
      {
        projectId,
        displayName: `${plan.service}-build`,
        parameters: plan.parameters,
        stages: [
          {
            kind: "build",
            name: "build",
            sources: [
              {
                kind: "repository",
                name: plan.service,
                branch: plan.branch,
                repositoryId: source.repositoryId,
                url: source.repositoryUrl,
              },
            ],
            ...plan.build,
          },
          {
            kind: "deliver",
            name: "deliver",
            artifacts: Object.entries(artifactIds).map(([output, artifactId]) => ({
              name: output,
              artifactId,
              becomes:
                output === "image"
                  ? { kind: "image", address: `${plan.image.repository}:${plan.image.tag}` }
                  : { kind: "file", address: `${plan.manifestPath}:${FILE_VERSION}` },
            })),
          },
          ...(this.deployment
            ? [
                {
                  kind: "trigger-deployment" as const,
                  name: "deploy",
                  deployPipelineId: this.deployment.deployPipelineId,
                  passAllParameters: true,
                },
              ]
            : []),
        ],
        ...(plan.check
          ? { specs: { build: { path: plan.check.path } }, grantedSecrets: plan.check.grantedSecrets }
          : {}),
      },
      child,
    );
    const { buildPipelineId } = pipeline;
    const dependsOn: pulumi.Resource[] = [];
    if (args.access) {
      const { provider, ...access } = args.access;
      dependsOn.push(new ServiceAccess(`${name}-access`, { ...access, buildPipelineId }, { ...child, provider }));
    }
    if (plan.trigger) {
      new Trigger(
        `${name}-push-trigger`,
        {
          projectId,
          displayName: `${plan.service}-push`,
          buildPipelineId,
          source: { kind: "DEVOPS_CODE_REPOSITORY", repositoryId: source.repositoryId },
          when: plan.trigger,
        },
        // a build that starts too early could not read its secrets
        { ...child, dependsOn },
      );
    }
    return {
      buildPipelineId,
      runBuild: pulumi.interpolate`oci devops build-run create --build-pipeline-id ${buildPipelineId}`,
      repositoryUrl: source.repositoryUrl,
      artifactIds,
      ...(source.firstSync ? { firstSync: source.firstSync } : {}),
    };
  }
}
