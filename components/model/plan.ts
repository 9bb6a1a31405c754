import type { BuildStage } from "./build-stages";
import type { ConnectionSpec } from "./connection";
import { isApproval } from "./deploy-approval";
import type { TextArtifactType } from "./deploy-artifact";
import type { DeployEnvironmentSpec } from "./deploy-environment";
import type { DeployTargets } from "./deploy-grants";
import { deploymentOf, environmentsOf, fileTypeOf, stagesOf, usesFiles, type DeploymentPlan } from "./deploy-plan";
import type { Needs, ServiceNeeds } from "./grants";
import { namesOf, type Names } from "./names";
import type { ServiceSettings, SourceSettings } from "./service-schema";
import { isProduction, isProtected } from "./protection";
import type { MirrorSchedule } from "./schedule";
import type { Settings } from "./settings-schema";
import { pullOf, type PullPlan } from "./pull";
import { groupOf } from "./subject";
import { tokenOf, type SecretPlan } from "./token";
import type { TriggerWhen } from "./trigger-filter";

/** What a stack is made of, decided before anything is registered: every name and every choice, no id. */
export interface Plan {
  readonly names: Names;
  readonly needs: Omit<Needs, "dynamicGroup">;
  /** Whether somebody else makes what the needs ask of IAM. */
  readonly iamExists: boolean;
  /** What the engine must refuse to replace or delete. */
  readonly protect: { readonly project: boolean; readonly repositories: boolean };
  /** `Record<service name, image>` of every service, built here or not. */
  readonly images: Readonly<Record<string, { readonly repository: string; readonly immutable: boolean }>>;
  /** Host of the container registry, e.g. `eu-frankfurt-1.ocir.io`. */
  readonly registryHost: string;
  /** Folder that the namespaces' manifests are written to. @default - the namespaces are made in the cluster */
  readonly render?: string;
  /** How the cluster pulls images. @default - by its nodes' credential provider */
  readonly pull?: PullPlan;
  /** How the images are scanned for vulnerabilities. @default - they are not */
  readonly scanning?: { readonly imageCount: number };
  /** Whether there is a generic repository, for what is delivered beside images. */
  readonly genericRepository: boolean;
  /** Services that are built here, in declared order; may be empty. */
  readonly deliveries: readonly DeliveryPlan[];
  /** `Record<key, environment>`: what services are deployed to. May be empty. */
  readonly environments: Readonly<Record<string, DeployEnvironmentSpec<string>>>;
  /** Services that are deployed here, in declared order; may be empty. */
  readonly deployments: readonly DeploymentPlan[];
}

/** How one service gets from its sources to the registries. */
export interface DeliveryPlan {
  readonly service: string;
  readonly branch: string;
  readonly source: SourcePlan;
  /** The image as it is delivered, below the registry's address: at least one tag, which may hold placeholders. */
  readonly image: { readonly repository: string; readonly tags: readonly string[] };
  /** Path of the manifest, or of the specification for instances, in the generic repository. @default - neither */
  readonly manifestPath?: string;
  /** What kind of file that is. @default "KUBERNETES_MANIFEST" */
  readonly manifestType?: TextArtifactType;
  readonly parameters: Readonly<Record<string, string>>;
  readonly build: Pick<
    BuildStage<string> & { readonly kind: "build" },
    "spec" | "timeout" | "runner" | "privateAccess"
  >;
  /** Copy of the build specification that the pipeline is held against, and the secrets that builds may read. @default - not checked */
  readonly check?: { readonly path: string; readonly grantedSecrets: readonly string[] };
  /** When a build starts by itself. @default - never */
  readonly trigger?: TriggerWhen;
}

/** What is made for one service; at least one of both. */
export interface ServicePlan {
  readonly service: string;
  readonly delivery?: DeliveryPlan;
  readonly deployment?: DeploymentPlan;
}

/** The services that are built or deployed here, in declared order. */
export function servicesOf({ images, deliveries, deployments }: Plan): ServicePlan[] {
  const byService = <Each extends { readonly service: string }>(plans: readonly Each[]): ReadonlyMap<string, Each> =>
    new Map(plans.map((plan) => [plan.service, plan]));
  const [built, deployed] = [byService(deliveries), byService(deployments)];
  return Object.keys(images).flatMap((service) => {
    const [delivery, deployment] = [built.get(service), deployed.get(service)];
    return delivery || deployment
      ? [{ service, ...(delivery ? { delivery } : {}), ...(deployment ? { deployment } : {}) }]
      : [];
  });
}

/** Where the sources of a service are. */
export type SourcePlan =
  /** Copied from an external service, again and again. */
  | {
      readonly kind: "mirrored";
      /** Its token is a secret's OCID, or a secret that the stack makes. */
      readonly connection: ConnectionSpec<string | SecretPlan>;
      readonly url: string;
      readonly schedule: MirrorSchedule;
    }
  /** Kept in the project itself. */
  | { readonly kind: "hosted" }
  /** A fork of another DevOps repository. */
  | { readonly kind: "forked"; readonly parentRepositoryId: string };

/** Decides what the stack of these settings is made of. @param region of the workload. */
export function planOf(settings: Settings, region: string): Plan {
  const names = namesOf(settings.team, settings.environment);
  const { services, platform } = settings;
  const built = services.flatMap((service) => (service.source ? [{ ...service, source: service.source }] : []));
  const {
    compartment,
    registryCompartment = compartment,
    vaultCompartment = compartment,
    networkCompartment = compartment,
  } = platform;
  const buildSecretIds = unique(built.flatMap(({ build }) => Object.values(build.secrets)));
  const deployments = services.flatMap((service) => deploymentsOf(service, settings, names, region));
  const targets = targetsOf(deployments, settings);
  const deliversFiles = built.some(({ artifacts }) => artifacts.manifest !== undefined);
  const deploysFiles = deployments.some((each) => usesFiles(each.settings));
  const { approvers, domain, existing, isolation, suggested } = settings.access;
  const pull = pullOf(settings.pull, services, names);
  const deliveries = built.map((service) => ({
    ...deliveryOf(service, settings, names),
    ...checkOf(service, isolation === "service" ? Object.values(service.build.secrets) : buildSecretIds),
  }));
  return {
    names,
    registryHost: platform.registryHost ?? `${region}.ocir.io`,
    iamExists: existing,
    protect: { project: isProtected(settings, "project"), repositories: isProtected(settings, "repositories") },
    needs: {
      ...(domain ? { domain } : {}),
      compartments: {
        project: compartment,
        registry: registryCompartment,
        vault: vaultCompartment,
        network: networkCompartment,
      },
      deployedRepositories: deployments.map(({ image }) => image.repository),
      pushedRepositories: built.map(({ artifacts }) => names.repository(artifacts.image)),
      tokenSecretIds: unique(built.flatMap(({ source }) => ("url" in source ? (source.tokenSecret ?? []) : []))),
      tokenSecretNames: deliveries.flatMap(({ source }) => {
        const token = source.kind === "mirrored" ? source.connection.tokenSecretId : "";
        return typeof token === "string" ? [] : token.secretName;
      }),
      buildSecretIds,
      deliversFiles,
      deploysFiles,
      caBundles: built.some(({ source }) => "caBundle" in source && source.caBundle !== undefined),
      privateRunners: built.some(({ build }) => build.private),
      ...(approvers !== undefined && targets.stages.some(isApproval) ? { approvers: groupOf(approvers) } : {}),
      ...(pull && settings.pull?.group
        ? { pullers: { subject: groupOf(settings.pull.group), repositories: pull.repositories } }
        : {}),
      ...(isolation === "service" ? { isolated: built.map((service) => ownNeeds(service, names)) } : {}),
      scanning: settings.scanning.enabled,
      ...(deployments.length > 0 ? { deployments: targets } : {}),
      ...(built.some(({ deploy }) => deploy) ? { startsDeployments: true } : {}),
      suggested,
    },
    images: Object.fromEntries(
      services.map(({ name, artifacts: { image, immutable } }) => [
        name,
        { repository: names.repository(image), immutable },
      ]),
    ),
    ...(platform.render === undefined ? {} : { render: platform.render }),
    ...(pull ? { pull } : {}),
    ...(settings.scanning.enabled ? { scanning: { imageCount: settings.scanning.images } } : {}),
    genericRepository: deliversFiles || deploysFiles,
    deliveries,
    environments: Object.fromEntries(deployments.flatMap(environmentsOf)),
    deployments,
  };
}

/** What a copy of the specification is held against. */
function checkOf(
  { build: { check: path } }: ServiceSettings,
  grantedSecrets: readonly string[],
): Pick<DeliveryPlan, "check"> {
  return path === undefined ? {} : { check: { path, grantedSecrets } };
}

function ownNeeds({ name: service, artifacts, build }: ServiceSettings, names: Names): ServiceNeeds {
  const buildSecretIds = unique(Object.values(build.secrets));
  return { service, repository: names.repository(artifacts.image), buildSecretIds };
}

function deliveryOf(
  { name, source, build, artifacts, trigger, deploy }: ServiceSettings & { readonly source: SourceSettings },
  settings: Settings,
  names: Names,
): DeliveryPlan {
  const { subnet, networkSecurityGroups } = settings.platform;
  const { spec, timeout, runner, parameters } = build;
  return {
    service: name,
    branch: source.branch,
    source: "url" in source ? mirrorOf(source, tokenOf(name, source, settings, names)) : repositoryOf(source),
    image: { repository: names.repository(artifacts.image), tags: artifacts.tags },
    ...(artifacts.manifest ? { manifestPath: filePathOf(name, artifacts.manifest) } : {}),
    ...(deploy && fileTypeOf(deploy) !== "KUBERNETES_MANIFEST" ? { manifestType: fileTypeOf(deploy) } : {}),
    parameters,
    build: {
      spec,
      ...(timeout ? { timeout } : {}),
      ...(runner ? { runner } : {}),
      ...(build.private && subnet ? { privateAccess: { subnetId: subnet, nsgIds: networkSecurityGroups } } : {}),
    },
    ...(trigger.manual
      ? {}
      : { trigger: { branch: source.branch, events: trigger.events, files: trigger.files, ignore: trigger.ignore } }),
  };
}

function filePathOf(service: string, file: string): string {
  return `${service}/${file}`;
}

function deploymentsOf(
  { name, artifacts, deploy }: ServiceSettings,
  { platform, environment }: Settings,
  names: Names,
  region: string,
): DeploymentPlan[] {
  if (!deploy) return [];
  const { cluster, privateEndpoint, subnet, networkSecurityGroups } = platform;
  const [tag = ""] = artifacts.tags;
  return [
    deploymentOf(name, deploy, {
      region,
      production: isProduction(environment),
      image: { repository: names.repository(artifacts.image), tag },
      ...(artifacts.manifest ? { filePath: filePathOf(name, artifacts.manifest) } : {}),
      ...(cluster ? { cluster } : {}),
      ...(privateEndpoint && subnet ? { endpoint: { subnetId: subnet, nsgIds: networkSecurityGroups } } : {}),
    }),
  ];
}

function targetsOf(
  deployments: readonly DeploymentPlan[],
  { platform }: Settings,
): Omit<DeployTargets, "pipelines" | "clusterAccess"> {
  const { compartment } = platform;
  const anything = { environment: (role: string) => role, artifact: (artifact: string) => artifact };
  return {
    stages: deployments.flatMap((plan) => stagesOf<unknown>(plan, anything)),
    compartments: {
      registry: platform.registryCompartment ?? compartment,
      network: platform.networkCompartment ?? compartment,
      cluster: platform.clusterCompartment ?? compartment,
      functions: platform.functionsCompartment ?? compartment,
      instances: platform.instancesCompartment ?? compartment,
      containers: compartment,
    },
    clusterIds: platform.cluster ? [platform.cluster] : [],
    privateEndpoint: platform.privateEndpoint ?? false,
    chartRepositories: unique(deployments.flatMap(chartRepositoriesOf)),
  };
}

/** Full names of the repositories that charts of this tenancy are in: what follows host and namespace. */
function chartRepositoriesOf({ settings }: DeploymentPlan): string[] {
  return chartsOf(settings).flatMap((chart) => {
    const [, , ...path] = chart.replace("oci://", "").split("/");
    return path.length > 0 ? [path.join("/")] : [];
  });
}

function chartsOf(settings: DeploymentPlan["settings"]): string[] {
  if (settings.strategy === "helm") return [settings.chart];
  if (settings.strategy !== "stages") return [];
  return Object.values(settings.artifacts).flatMap((each) => ("chart" in each ? [each.chart] : []));
}

type MirrorSettings = Extract<SourceSettings, { readonly url: string }>;

function repositoryOf(source: Exclude<SourceSettings, MirrorSettings>): SourcePlan {
  return source.provider === "hosted" ? { kind: "hosted" } : { kind: "forked", parentRepositoryId: source.parent };
}

function mirrorOf(source: MirrorSettings, token: string | SecretPlan): SourcePlan {
  return { kind: "mirrored", connection: connectionOf(source, token), url: source.url, schedule: source.mirror };
}

function connectionOf(source: MirrorSettings, tokenSecretId: string | SecretPlan): ConnectionSpec<string | SecretPlan> {
  const { provider } = source;
  switch (provider) {
    case "github":
    case "gitlab":
      return { provider, tokenSecretId };
    case "vbs":
      return { provider, tokenSecretId, baseUrl: source.baseUrl };
    case "gitlab-server":
    case "bitbucket-server":
      return {
        provider,
        tokenSecretId,
        baseUrl: source.baseUrl,
        ...(source.caBundle ? { caBundleId: source.caBundle } : {}),
      };
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
