import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import { BuildPipeline } from "./build-pipeline";
import type { DeliveredArtifact } from "./model/build-stages";
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

type Becomes = NonNullable<DeliveredArtifact<Id>["becomes"]>;

/** What a build gives, and the deploy artifact that it becomes. */
interface Delivered extends DeliveredArtifact<Id> {
  readonly artifact: string;
  readonly artifactId: pulumi.Output<string>;
}

/** The half of a service that ends in the registries. */
export interface ServiceBuild {
  readonly buildPipelineId: pulumi.Output<string>;
  readonly repositoryId: pulumi.Output<string>;
  /** Address that developers clone from. */
  readonly repositoryUrl: pulumi.Output<string>;
  /** OCIDs of the deploy artifacts: `image`, `image-2` and so on for its further tags, `manifest`. */
  readonly artifactIds: Readonly<Record<string, pulumi.Output<string>>>;
  /**
   * Command of the OCI CLI that runs the build pipeline, with the defaults of its parameters.
   * @see seed: oci-devops-pipeline-walkthrough
   */
  readonly runBuild: pulumi.Output<string>;
  /** Command that fills a mirror for the first time; absent where the sources are not mirrored. */
  readonly firstSync?: pulumi.Output<string>;
  /** Command that lists the runs of a mirror with their errors; absent where the sources are not mirrored. */
  readonly mirrorRuns?: pulumi.Output<string>;
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
    const { buildPipelineId, repositoryId, repositoryUrl, runBuild, firstSync, mirrorRuns } = this.build;
    return {
      buildPipelineId,
      repositoryId,
      repositoryUrl,
      runBuild,
      ...(firstSync && mirrorRuns ? { firstSync, mirrorRuns } : {}),
    };
  }

  constructor(name: string, args: ServiceDeliveryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.serviceDelivery, name, {}, opts);
    const { plan, projectId, registryAddress } = args;
    const delivered = plan ? this.delivered(name, plan, args) : [];
    if (args.deployment)
      this.deployment = new ServiceDeployment(
        `${name}-deploy`,
        {
          ...args.deployment,
          projectId,
          registryAddress,
          deliveredIds: artifactIdsOf(delivered),
          ...(args.genericRepositoryId ? { genericRepositoryId: args.genericRepositoryId } : {}),
        },
        { parent: this },
      );
    if (plan) this.build = this.built(name, plan, args, delivered);
    this.registerOutputs({
      ...this.build,
      ...(this.deployment ? { deployPipelineId: this.deployment.deployPipelineId } : {}),
    });
  }

  /** What builds deliver: the image once for each of its tags, and the manifest. */
  private delivered(name: string, plan: DeliveryPlan, args: ServiceDeliveryArgs): Delivered[] {
    const { projectId, registryAddress, genericRepositoryId } = args;
    const { image, manifestPath } = plan;
    if (manifestPath && genericRepositoryId === undefined)
      throw new pulumi.ResourceError(
        `ServiceDelivery '${name}': manifest '${manifestPath}' has no repository to be delivered to; ` +
          "give 'genericRepositoryId'",
        this,
        true,
      );
    const deliver = (output: string, artifact: string, spec: ArtifactSpec<Id>, becomes: Becomes): Delivered => {
      const { id } = new devops.DeployArtifact(
        `${name}-${artifact}`,
        { projectId, displayName: `${plan.service}-${artifact}`, ...artifactInputs(spec) },
        { parent: this },
      );
      return { name: output, artifact, artifactId: id, becomes };
    };
    const images = image.tags.map((tag, index) => {
      const address = `${image.repository}:${tag}`;
      const spec = { kind: "image", uri: `${registryAddress}/${address}` } as const;
      return deliver("image", index === 0 ? "image" : `image-${index + 1}`, spec, { kind: "image", address });
    });
    if (!manifestPath || !genericRepositoryId) return images;
    const manifest = {
      kind: "generic",
      type: plan.manifestType ?? "KUBERNETES_MANIFEST",
      repositoryId: genericRepositoryId,
      path: manifestPath,
      version: FILE_VERSION,
    } as const;
    const address = `${manifestPath}:${FILE_VERSION}`;
    return [...images, deliver("manifest", "manifest", manifest, { kind: "file", address })];
  }

  /** Sources, build pipeline and trigger. */
  private built(
    name: string,
    plan: DeliveryPlan,
    args: ServiceDeliveryArgs,
    delivered: readonly Delivered[],
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
            artifacts: delivered,
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
      repositoryId: source.repositoryId,
      repositoryUrl: source.repositoryUrl,
      artifactIds: artifactIdsOf(delivered),
      ...(source.firstSync
        ? {
            firstSync: source.firstSync,
            mirrorRuns: pulumi.interpolate`oci devops repository list-mirror-records --repository-id ${source.repositoryId}`,
          }
        : {}),
    };
  }
}

function artifactIdsOf(delivered: readonly Delivered[]): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(delivered.map(({ artifact, artifactId }) => [artifact, artifactId]));
}
