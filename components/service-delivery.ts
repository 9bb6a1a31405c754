import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import { BuildPipeline } from "./build-pipeline";
import { artifactInputs, type ArtifactSpec } from "./model/deploy-artifact";
import { MANIFEST_VERSION, type DeliveryPlan } from "./model/plan";
import { ServiceAccess, type ServiceAccessArgs } from "./service-access";
import { Source } from "./source";
import { Trigger } from "./trigger";
import { types } from "./types";

type Id = pulumi.Input<string>;

export interface ServiceDeliveryArgs {
  readonly projectId: Id;
  readonly plan: DeliveryPlan;
  /** Address that the repositories of images are below, e.g. `eu-frankfurt-1.ocir.io/axexample`. */
  readonly registryAddress: pulumi.Input<string>;
  /** Whether the engine refuses to replace or delete the code repository. @default false */
  readonly protect?: boolean;
  /** OCID of the generic repository that the manifest is delivered to; needed where the plan has a manifest. */
  readonly genericRepositoryId?: Id;
  /** What its builds have to themselves in IAM, and the provider of the home region. @default - nothing */
  readonly access?: Omit<ServiceAccessArgs, "buildPipelineId"> & { readonly provider: pulumi.ProviderResource };
}

/**
 * How one service gets from its sources to the registries: repository, build pipeline, what it delivers, and the
 * trigger. The build specification names its output artifacts `image` and `manifest`.
 * @throws pulumi.ResourceError for a manifest without a generic repository; nothing of the service is registered by
 * then. `BuildPipeline` throws where the specification that the plan has checked contradicts it.
 */
export class ServiceDelivery extends pulumi.ComponentResource {
  readonly service: string;
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

  constructor(name: string, args: ServiceDeliveryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.serviceDelivery, name, {}, opts);
    const { plan, projectId } = args;
    const child = { parent: this };
    if (plan.manifestPath && args.genericRepositoryId === undefined)
      throw new pulumi.ResourceError(
        `ServiceDelivery '${name}': manifest '${plan.manifestPath}' has no repository to be delivered to; ` +
          "give 'genericRepositoryId'",
        this,
        true,
      );
    this.service = plan.service;

    const source = new Source(
      `${name}-source`,
      { projectId, repository: plan.service, branch: plan.branch, source: plan.source, protect: args.protect ?? false },
      child,
    );
    const artifact = (output: string, spec: ArtifactSpec<Id>): pulumi.Output<string> =>
      new devops.DeployArtifact(
        `${name}-${output}`,
        { projectId, displayName: `${plan.service}-${output}`, ...artifactInputs(spec) },
        child,
      ).id;
    this.artifactIds = {
      image: artifact("image", {
        kind: "image",
        uri: pulumi.interpolate`${args.registryAddress}/${plan.image.repository}:${plan.image.tag}`,
      }),
      ...(plan.manifestPath && args.genericRepositoryId
        ? {
            manifest: artifact("manifest", {
              kind: "generic",
              type: "KUBERNETES_MANIFEST",
              repositoryId: args.genericRepositoryId,
              path: plan.manifestPath,
              version: MANIFEST_VERSION,
            }),
          }
        : {}),
    };

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
            artifacts: Object.entries(this.artifactIds).map(([output, artifactId]) => ({
              name: output,
              artifactId,
              becomes:
                output === "image"
                  ? { kind: "image", address: `${plan.image.repository}:${plan.image.tag}` }
                  : { kind: "file", address: `${plan.manifestPath}:${MANIFEST_VERSION}` },
            })),
          },
        ],
        ...(plan.check
          ? { specs: { build: { path: plan.check.path } }, grantedSecrets: plan.check.grantedSecrets }
          : {}),
      },
      child,
    );
    const dependsOn: pulumi.Resource[] = [];
    if (args.access) {
      const { provider, ...access } = args.access;
      const { buildPipelineId } = pipeline;
      dependsOn.push(new ServiceAccess(`${name}-access`, { ...access, buildPipelineId }, { ...child, provider }));
    }
    if (plan.trigger) {
      new Trigger(
        `${name}-push`,
        {
          projectId,
          displayName: `${plan.service}-push`,
          buildPipelineId: pipeline.buildPipelineId,
          source: { kind: "DEVOPS_CODE_REPOSITORY", repositoryId: source.repositoryId },
          when: plan.trigger,
        },
        // a build that starts too early could not read its secrets
        { ...child, dependsOn },
      );
    }

    this.buildPipelineId = pipeline.buildPipelineId;
    this.runBuild = pulumi.interpolate`oci devops build-run create --build-pipeline-id ${pipeline.buildPipelineId}`;
    this.repositoryUrl = source.repositoryUrl;
    if (source.firstSync) this.firstSync = source.firstSync;
    this.registerOutputs({
      buildPipelineId: this.buildPipelineId,
      runBuild: this.runBuild,
      repositoryUrl: this.repositoryUrl,
      artifactIds: this.artifactIds,
      ...(this.firstSync ? { firstSync: this.firstSync } : {}),
    });
  }
}
