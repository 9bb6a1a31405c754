import * as artifacts from "@pulumi/oci/artifacts";
import * as devops from "@pulumi/oci/devops";
import * as identity from "@pulumi/oci/identity";
import * as logging from "@pulumi/oci/logging";
import * as ons from "@pulumi/oci/ons";
import * as pulumi from "@pulumi/pulumi";
import * as vulnerabilityscanning from "@pulumi/oci/vulnerabilityscanning";

import { clusterProvider } from "../../components/cluster-provider";
import { batchDebugLog } from "../../components/debug-log";
import { homeProvider } from "../../components/home-provider";
import { connectionInputs } from "../../components/model/connection";
import { artifactInputs } from "../../components/model/deploy-artifact";
import { deployEnvironmentInputs } from "../../components/model/deploy-environment";
import { FILE_VERSION, type DeploymentPlan } from "../../components/model/deploy-plan";
import { iamOf } from "../../components/model/iam";
import { planOf, servicesOf, type DeliveryPlan } from "../../components/model/plan";
import { subscriptionOf } from "../../components/model/subscription";
import { printStatement } from "../../components/model/statement";
import { tagsFor } from "../../components/model/tags";
import { triggerFilter } from "../../components/model/trigger-filter";
import { skipPromiseTraces } from "../../components/promise-traces";
import { readSettings } from "../../components/settings";
import { skipSourcePositions } from "../../components/source-positions";
import { tagEverything } from "../../components/tagged";
import { deploy } from "./deployment";

skipPromiseTraces();
skipSourcePositions();
batchDebugLog();

const settings = readSettings();
const plan = planOf(settings, settings.region);
const { names, needs, registryHost, images, scanning } = plan;
const { tenancy, compartment, namespace = "" } = settings.platform;
const { registry } = needs.compartments;
const registryAddress = `${registryHost}/${namespace}`;

tagEverything(tagsFor(settings));

const containerRepositories = Object.entries(images).map(
  ([service, { repository, immutable }]) =>
    new artifacts.ContainerRepository(
      `images-${service}`,
      { compartmentId: registry, displayName: repository, isImmutable: immutable, isPublic: false },
      { deleteBeforeReplace: true },
    ),
);
const generic = new artifacts.Repository(
  "images-generic",
  { compartmentId: registry, displayName: names.artifacts, repositoryType: "GENERIC", isImmutable: true },
  { deleteBeforeReplace: true },
);

const provider = homeProvider(settings.homeRegion, settings.provider);
const iam = iamOf(names, needs);
const groups = iam.dynamicGroups.map(
  ({ principal, ...group }) =>
    new identity.DynamicGroup(
      `access-${principal}`,
      { compartmentId: tenancy, ...group },
      { provider, deleteBeforeReplace: true },
    ),
);
const policies = iam.policies.map(
  ({ place, grants, ...policy }) =>
    new identity.Policy(
      place === "project" ? "access-policy" : `access-${place}-policy`,
      { ...policy, statements: grants.map(printStatement) },
      { provider, deleteBeforeReplace: true, dependsOn: groups },
    ),
);

if (scanning) {
  const recipe = new vulnerabilityscanning.ContainerScanRecipe("scanning-recipe", {
    compartmentId: registry,
    displayName: names.scanning,
    imageCount: scanning.imageCount,
    scanSettings: { scanLevel: "STANDARD" },
  });
  new vulnerabilityscanning.ContainerScanTarget("scanning-target", {
    compartmentId: registry,
    displayName: names.scanning,
    containerScanRecipeId: recipe.id,
    targetRegistry: {
      type: "OCIR",
      compartmentId: registry,
      repositories: containerRepositories.map(({ displayName }) => displayName),
    },
  });
}

const topic = new ons.NotificationTopic(
  "delivery-topic",
  { compartmentId: compartment, name: names.topic, description: `Builds and deployments of ${names.project}` },
  { deleteBeforeReplace: true },
);
for (const { name, protocol, endpoint } of settings.notify.map(subscriptionOf))
  new ons.Subscription(`delivery-${name}`, { compartmentId: compartment, topicId: topic.id, protocol, endpoint });
const project = new devops.Project(
  "delivery",
  {
    compartmentId: compartment,
    name: names.project,
    notificationConfig: { topicId: topic.id },
    description: settings.description,
  },
  { deleteBeforeReplace: true },
);
const logGroup = new logging.LogGroup("delivery-logs", {
  compartmentId: compartment,
  displayName: names.logGroup,
  description: `OCI DevOps logs of ${names.project}`,
});
new logging.Log(
  "delivery-log",
  {
    logGroupId: logGroup.id,
    displayName: "devops",
    logType: "SERVICE",
    isEnabled: true,
    retentionDuration: settings.logs.retention,
    configuration: {
      compartmentId: compartment,
      source: { sourceType: "OCISERVICE", service: "devops", resource: project.id, category: "all" },
    },
  },
  { deleteBeforeReplace: true },
);

const environments = Object.entries(plan.environments).map(
  ([key, target]) =>
    new devops.DeployEnvironment(
      `${key}-environment`,
      { projectId: project.id, displayName: key, ...deployEnvironmentInputs(target) },
      { replaceOnChanges: ["deployEnvironmentType"] },
    ),
);
const deployGroup = groups[iam.dynamicGroups.findIndex(({ principal }) => principal === "deploy-pipelines")];
const surroundings = environments.map(({ id: environmentId }) => {
  const { cluster } = settings.platform;
  if (!cluster || !deployGroup) throw new Error("expected nothing but a cluster, and a group that deploys");
  return { environmentId, cluster: clusterProvider(cluster), deployGroupId: deployGroup.id };
})[0];

/** OCIDs of the container repositories, in declared order. */
export const repositoryIds = containerRepositories.map(({ id }) => id);
/** Per service what the real program exports. */
export const services = Object.fromEntries(
  servicesOf(plan).map(({ service, delivery, deployment }) => {
    if (!delivery) throw new Error(`service '${service}': expected one that is built`);
    return [service, deliver(delivery, deployment)];
  }),
);

function deliver(
  delivery: DeliveryPlan,
  deployment: DeploymentPlan | undefined,
): Record<string, pulumi.Output<unknown>> {
  const { service, branch, source, image: pushed, manifestPath, build, trigger } = delivery;
  if (source.kind !== "mirrored" || !manifestPath || !build.spec || !trigger)
    throw new Error(`service '${service}': expected a mirror, a manifest and a trigger`);
  const { tokenSecretId } = source.connection;
  if (typeof tokenSecretId !== "string") throw new Error(`service '${service}': expected a token that is in a vault`);
  const projectId = project.id;

  const connection = new devops.Connection(
    `${service}-source-connection`,
    { projectId, displayName: `${service}-source`, ...connectionInputs({ ...source.connection, tokenSecretId }) },
    { replaceOnChanges: ["connectionType"], dependsOn: [...groups, ...policies] },
  );
  const repository = new devops.Repository(
    `${service}-source-repository`,
    {
      projectId,
      name: service,
      defaultBranch: branch,
      repositoryType: "MIRRORED",
      mirrorRepositoryConfig: {
        connectorId: connection.id,
        repositoryUrl: source.url,
        triggerSchedule: { scheduleType: "DEFAULT" },
      },
    },
    { deleteBeforeReplace: true, replaceOnChanges: ["repositoryType"] },
  );
  const image = new devops.DeployArtifact(`${service}-image`, {
    projectId,
    displayName: `${service}-image`,
    ...artifactInputs({ kind: "image", uri: `${registryAddress}/${pushed.repository}:${pushed.tags[0]}` }),
  });
  const manifest = new devops.DeployArtifact(`${service}-manifest`, {
    projectId,
    displayName: `${service}-manifest`,
    ...artifactInputs<pulumi.Input<string>>({
      kind: "generic",
      type: "KUBERNETES_MANIFEST",
      repositoryId: generic.id,
      path: manifestPath,
      version: FILE_VERSION,
    }),
  });
  const deployed =
    deployment && surroundings
      ? deploy(deployment, { ...surroundings, projectId, registryAddress, manifestId: manifest.id })
      : undefined;
  const pipeline = new devops.BuildPipeline(`${service}-build-pipeline`, {
    projectId,
    displayName: `${service}-build`,
  });
  const managedBuild = new devops.BuildPipelineStage(
    `${service}-build-build`,
    {
      buildPipelineId: pipeline.id,
      displayName: "build",
      buildPipelineStagePredecessorCollection: { items: [{ id: pipeline.id }] },
      buildPipelineStageType: "BUILD",
      image: "OL8_X86_64_STANDARD_10",
      primaryBuildSource: service,
      buildSourceCollection: {
        items: [
          {
            connectionType: "DEVOPS_CODE_REPOSITORY",
            name: service,
            branch,
            repositoryUrl: repository.httpUrl,
            repositoryId: repository.id,
          },
        ],
      },
      buildSpecFile: build.spec,
    },
    { replaceOnChanges: ["buildPipelineStageType"] },
  );
  const delivered = new devops.BuildPipelineStage(
    `${service}-build-deliver`,
    {
      buildPipelineId: pipeline.id,
      displayName: "deliver",
      buildPipelineStagePredecessorCollection: { items: [{ id: managedBuild.id }] },
      buildPipelineStageType: "DELIVER_ARTIFACT",
      deliverArtifactCollection: {
        items: [
          { artifactName: "image", artifactId: image.id },
          { artifactName: "manifest", artifactId: manifest.id },
        ],
      },
    },
    { replaceOnChanges: ["buildPipelineStageType"] },
  );
  if (deployed)
    new devops.BuildPipelineStage(
      `${service}-build-deploy`,
      {
        buildPipelineId: pipeline.id,
        displayName: "deploy",
        buildPipelineStagePredecessorCollection: { items: [{ id: delivered.id }] },
        buildPipelineStageType: "TRIGGER_DEPLOYMENT_PIPELINE",
        deployPipelineId: deployed.id,
        isPassAllParametersEnabled: true,
      },
      { replaceOnChanges: ["buildPipelineStageType"] },
    );
  new devops.Trigger(
    `${service}-push-trigger`,
    {
      projectId,
      displayName: `${service}-push`,
      triggerSource: "DEVOPS_CODE_REPOSITORY",
      repositoryId: repository.id,
      actions: [
        {
          type: "TRIGGER_BUILD_PIPELINE",
          buildPipelineId: pipeline.id,
          filter: triggerFilter("DEVOPS_CODE_REPOSITORY", trigger).filter,
        },
      ],
    },
    { replaceOnChanges: ["triggerSource"] },
  );
  return {
    buildPipelineId: pipeline.id,
    repositoryId: repository.id,
    repositoryUrl: repository.httpUrl,
    runBuild: pulumi.interpolate`oci devops build-run create --build-pipeline-id ${pipeline.id}`,
    firstSync: pulumi.interpolate`oci devops repository mirror --repository-id ${repository.id}`,
    ...(deployed ? { deployPipelineId: deployed.id, operations: deployed.operations } : {}),
  };
}
