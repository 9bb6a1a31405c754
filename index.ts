import { Access } from "./components/access";
import { consoleLinks } from "./components/console-links";
import { batchDebugLog } from "./components/debug-log";
import { DeployEnvironment } from "./components/deploy-environment";
import { homeProvider } from "./components/home-provider";
import { ImageScanning } from "./components/image-scanning";
import { planOf, servicesOf } from "./components/model/plan";
import { pullFacts } from "./components/model/pull";
import { subscriptionOf } from "./components/model/subscription";
import { tagsFor } from "./components/model/tags";
import { namespacesPlace } from "./components/namespaces-place";
import { kubeconfigOf, readPlatform } from "./components/platform";
import { Project } from "./components/project";
import { skipPromiseTraces } from "./components/promise-traces";
import { Registry } from "./components/registry";
import { imageAddresses, registryAddress } from "./components/registry-address";
import { withoutSdkFrames } from "./components/sdk-frames";
import { ServiceDelivery } from "./components/service-delivery";
import { platformStack, readSettings } from "./components/settings";
import { skipSourcePositions } from "./components/source-positions";
import { tagEverything } from "./components/tagged";

skipPromiseTraces();
skipSourcePositions();
batchDebugLog();

/** The stack; what it returns are its outputs. */
export = withoutSdkFrames(async (): Promise<object> => {
  const platform = await readPlatform(platformStack());
  const settings = readSettings(platform);
  const plan = planOf(settings, settings.region);
  const { names, needs, iamExists, protect, images, scanning, genericRepository } = plan;
  const { tenancy, compartment } = settings.platform;

  tagEverything(tagsFor(settings));

  const address = await registryAddress(plan.registryHost, settings.platform.namespace);

  const registry = new Registry("images", {
    compartmentId: needs.compartments.registry,
    images,
    protect: protect.repositories,
    ...(genericRepository ? { genericRepository: names.artifacts } : {}),
  });

  const home = homeProvider(settings.homeRegion, settings.provider);
  const access = new Access(
    "access",
    { names, tenancyId: tenancy, needs, wait: settings.access.wait, existing: iamExists },
    { provider: home },
  );

  if (scanning) {
    new ImageScanning(
      "scanning",
      {
        ...scanning,
        compartmentId: needs.compartments.registry,
        displayName: names.scanning,
        repositories: Object.values(registry.repositoryNames),
      },
      // a target is refused while the scanner may not read
      { dependsOn: [access] },
    );
  }

  const project = new Project("delivery", {
    names,
    compartmentId: compartment,
    description: settings.description,
    subscriptions: settings.notify.map(subscriptionOf),
    protect: protect.project,
    logRetention: settings.logs.retention,
    ...(settings.projectName ? { projectName: settings.projectName } : {}),
  });

  const environmentIds = Object.fromEntries(
    Object.entries(plan.environments).map(([key, target]) => [
      key,
      new DeployEnvironment(key, { projectId: project.projectId, displayName: key, target }).environmentId,
    ]),
  );
  const namespaces = namespacesPlace({
    cluster: plan.environments["cluster"] && settings.platform.cluster,
    kubeconfig: kubeconfigOf(platform, settings.platform.cluster),
    render: plan.render,
    deployGroupId: access.dynamicGroupIds["deploy-pipelines"],
    registryAddress: address,
    pull: plan.pull,
  });

  // a connection reads its token as soon as it is made
  const services = servicesOf(plan).map(({ service, delivery, deployment }) => {
    const own = access.ofServices[service];
    const delivered = new ServiceDelivery(
      service,
      {
        projectId: project.projectId,
        registryAddress: address,
        protect: protect.repositories,
        ...(delivery ? { plan: delivery } : {}),
        ...(deployment
          ? { deployment: { plan: deployment, environmentIds, ...(namespaces ? { namespaces } : {}) } }
          : {}),
        ...(own ? { access: { ...own, provider: home } } : {}),
        ...(registry.genericRepositoryId ? { genericRepositoryId: registry.genericRepositoryId } : {}),
      },
      { dependsOn: [access] },
    );
    return [service, delivered] as const;
  });

  const links = consoleLinks({
    tenancy,
    region: settings.region,
    projectId: project.projectId,
    imageRepositoryIds: registry.repositoryIds,
    services,
  });

  return {
    /** OCID of the DevOps project. */
    projectId: project.projectId,
    /** OCID of the topic that builds and deployments tell. */
    topicId: project.topicId,
    /** OCID of the log group that holds the project's service log. */
    logGroupId: project.logGroupId,
    /** OCIDs of the container repositories, by service. */
    repositoryIds: registry.repositoryIds,
    /** Addresses of the images without a tag, by service, e.g. `eu-frankfurt-1.ocir.io/axexample/shop-prod/orders-api`. */
    imageAddresses: imageAddresses(address, registry.repositoryNames),
    /** What the pipelines may do, statement by statement. */
    statements: access.statements,
    /** What the tenancy's administrators make in IAM; absent where the stack makes it. */
    ...(access.toMake ? { iamToMake: access.toMake } : {}),
    /** Of the token that the cluster pulls images with: `user`, `repositories` that it reads, and the commands `rotate`. */
    ...(plan.pull ? { pull: pullFacts(plan.pull) } : {}),
    /** Of each service that is built here: `buildPipelineId`, `repositoryId`, `repositoryUrl`, and the commands `runBuild`, `firstSync` and `mirrorRuns`. */
    builds: Object.fromEntries(services.flatMap(([service, { outputs }]) => (outputs ? [[service, outputs]] : []))),
    /** Of each service that is deployed here: `deployPipelineId`, `namespaces`, and the commands `deploy`, `back`, `approve` and `history`. */
    deployments: Object.fromEntries(
      services.flatMap(([service, { deployment }]) => (deployment ? [[service, deployment.outputs]] : [])),
    ),
    /** Pages of OCI's console: `project`, and by service `repositories`, `images`, `builds` and `deployments`; in realm OC1 alone. */
    ...(links ? { console: links } : {}),
  };
});
