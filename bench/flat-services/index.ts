import * as artifacts from "@pulumi/oci/artifacts";
import * as devops from "@pulumi/oci/devops";
import * as identity from "@pulumi/oci/identity";
import * as logging from "@pulumi/oci/logging";
import * as ons from "@pulumi/oci/ons";
import * as pulumi from "@pulumi/pulumi";
import * as vulnerabilityscanning from "@pulumi/oci/vulnerabilityscanning";

import { batchDebugLog } from "../../components/debug-log";
import { homeProvider } from "../../components/home-provider";
import { connectionInputs } from "../../components/model/connection";
import { artifactInputs } from "../../components/model/deploy-artifact";
import { iamOf } from "../../components/model/iam";
import { FILE_VERSION } from "../../components/model/deploy-plan";
import { planOf, type DeliveryPlan } from "../../components/model/plan";
import { subscriptionOf } from "../../components/model/subscription";
import { printStatement } from "../../components/model/statement";
import { tagsFor } from "../../components/model/tags";
import { triggerFilter } from "../../components/model/trigger-filter";
import { skipPromiseTraces } from "../../components/promise-traces";
import { readSettings } from "../../components/settings";
import { tagEverything } from "../../components/tagged";

skipPromiseTraces();
batchDebugLog();

const settings = readSettings();
const { names, needs, registryHost, images, scanning, deliveries } = planOf(settings, settings.region);
const { tenancy, compartment, namespace = "" } = settings.platform;
const { registry } = needs.compartments;

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

/** OCIDs of the container repositories, in declared order. */
export const repositoryIds = containerRepositories.map(({ id }) => id);
/** Per service what the real program exports. */
export const builds = Object.fromEntries(deliveries.map((plan) => [plan.service, deliver(plan)]));

function deliver({
  service,
  branch,
  source,
  image: { repository: imageRepository, tags },
  manifestPath,
  build,
  trigger,
}: DeliveryPlan): Record<string, pulumi.Output<string>> {
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
    ...artifactInputs({ kind: "image", uri: `${registryHost}/${namespace}/${imageRepository}:${tags[0]}` }),
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
  new devops.BuildPipelineStage(
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
    firstSync: pulumi.interpolate`oci devops repository mirror --repository-id ${repository.id}`,
  };
}
