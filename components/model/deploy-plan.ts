import { namesIn } from "./declared-schema";
import { declaredArtifact, declaredEnvironment, declaredStage, instancesOf, listenerOf } from "./declared-stages";
import type { ArtifactSpec } from "./deploy-artifact";
import type { DeployEnvironmentSpec } from "./deploy-environment";
import { deployParameters, NO_BUILD, type DeployParameters } from "./deploy-parameters";
import type { ClusterSettings, DeploySettings } from "./deploy-schema";
import { APPROVALS, type DeployStage } from "./deploy-stages";
import {
  blueGreenGroup,
  blueGreenOke,
  canaryGroup,
  canaryOke,
  helmOke,
  rollingFunction,
  rollingGroup,
  rollingOke,
} from "./deploy-strategies";
import type { NamespaceSpec } from "./namespace";
import { placeholdersIn } from "./placeholders";

/** How one service is deployed: every name and every choice, no id. */
export interface DeploymentPlan {
  readonly service: string;
  readonly settings: DeploySettings;
  /** Whether users are at the end of it. */
  readonly production: boolean;
  /** Repository of the image, and a tag that builds give it, which may hold placeholders. Production goes by digest. */
  readonly image: { readonly repository: string; readonly tag: string };
  /** Path of the manifest, or of the specification for instances, in the generic repository. @default - neither */
  readonly filePath?: string;
  /** What it is deployed to, by role. */
  readonly environments: Readonly<Partial<Record<EnvironmentRole, DeployEnvironmentSpec<string>>>>;
}

/** `other`: of blue-green the second group, of a canary everybody else's; `target-`: by the name that stages have for it. */
export type EnvironmentRole = "cluster" | "group" | "other" | "function" | "validation" | `target-${string}`;

/** What of the settings' surroundings a deployment needs. */
export interface DeploymentSurroundings {
  readonly region: string;
  readonly production: boolean;
  readonly image: DeploymentPlan["image"];
  readonly filePath?: string;
  /** OCID of the cluster. @default - none is given */
  readonly cluster?: string;
  /** Subnet and security groups through which a private API endpoint is reached. @default - the endpoint is public */
  readonly endpoint?: { readonly subnetId: string; readonly nsgIds: readonly string[] };
}

/** Version under which manifests and specifications are delivered: that of the build, as the image's default tag. */
export const FILE_VERSION = "${BUILDRUN_HASH}";

/** Decides how a service is deployed. */
export function deploymentOf(
  service: string,
  settings: DeploySettings,
  around: DeploymentSurroundings,
): DeploymentPlan {
  const { production, image, filePath } = around;
  return {
    service,
    settings,
    production,
    image,
    ...(filePath === undefined ? {} : { filePath }),
    environments: targetsOf(settings, around),
  };
}

function targetsOf(settings: DeploySettings, around: DeploymentSurroundings): DeploymentPlan["environments"] {
  const { cluster: clusterId, endpoint, region } = around;
  const cluster: DeploymentPlan["environments"] =
    clusterId === undefined
      ? {}
      : { cluster: { kind: "oke", clusterId, ...(endpoint ? { privateEndpoint: endpoint } : {}) } };
  const validation =
    "validation" in settings && settings.validation !== undefined
      ? { validation: { kind: "function", functionId: settings.validation } as const }
      : {};
  switch (settings.strategy) {
    case "rolling":
    case "blue-green":
    case "canary":
    case "helm":
      return { ...cluster, ...validation };
    case "stages":
      return {
        ...(usesCluster(settings) ? cluster : {}),
        ...Object.fromEntries(
          Object.entries(settings.environments).map(([name, given]) => [
            roleOf(name),
            declaredEnvironment(given, region),
          ]),
        ),
      };
    case "function":
      return { function: { kind: "function", functionId: settings.function }, ...validation };
    case "group-rolling":
      return { group: instancesOf(settings.instances, region) };
    case "group-blue-green":
    case "group-canary":
      return {
        group: instancesOf(settings.instances, region),
        other: instancesOf(settings.others, region),
        ...validation,
      };
  }
}

function roleOf(environment: string): EnvironmentRole {
  return environment === "cluster" ? environment : `target-${environment}`;
}

/** Key of an environment in its stack: the cluster is everybody's, the rest a service's own. */
export function environmentKey(service: string, role: EnvironmentRole): string {
  return role === "cluster" ? role : `${service}-${role}`;
}

/** What a service is deployed to, by key. */
export function environmentsOf({ service, environments }: DeploymentPlan): [string, DeployEnvironmentSpec<string>][] {
  const roles = Object.entries(environments) as [EnvironmentRole, DeployEnvironmentSpec<string>][];
  return roles.map(([role, target]) => [environmentKey(service, role), target]);
}

/** Names of the namespaces that a service is deployed into; none where it does not run in the cluster. */
export function namespacesOf({ service, settings }: DeploymentPlan): string[] {
  if (!isOfCluster(settings)) return [];
  if (settings.strategy === "stages") return settings.namespaces;
  const base = settings.namespace ?? service;
  switch (settings.strategy) {
    case "rolling":
    case "helm":
      return [base];
    case "blue-green":
      return [`${base}-blue`, `${base}-green`];
    case "canary":
      return [base, `${base}-canary`];
  }
}

/** What these namespaces allow. */
export function namespaceSpecOf(service: string, settings: ClusterSettings): NamespaceSpec {
  const { podSecurity, quota, port, ingressNamespace, calls, strategy } = settings;
  return {
    service,
    podSecurity,
    quota,
    ...(port === undefined ? {} : { ingress: { port, namespace: ingressNamespace } }),
    egress: calls,
    helm: strategy === "helm" || (strategy === "stages" && settings.stages.some(({ kind }) => kind === "oke-helm")),
  };
}

/** Whether the cluster is deployed to, or has namespaces of this service. */
export function usesCluster(settings: DeploySettings): boolean {
  if (settings.strategy !== "stages") return isOfCluster(settings);
  return settings.namespaces.length > 0 || isNamed(settings, "environments", "cluster");
}

/** Whether the service's manifest is deployed, or its specification for instances. */
export function usesManifest(settings: DeploySettings): boolean {
  const { strategy } = settings;
  return strategy === "stages"
    ? isNamed(settings, "artifacts", "manifest")
    : strategy !== "helm" && strategy !== "function";
}

/** Whether anything of the generic repository is deployed: that, or files that stages name by their paths. */
export function usesFiles(settings: DeploySettings): boolean {
  const declared = settings.strategy === "stages" ? Object.values(settings.artifacts) : [];
  return usesManifest(settings) || declared.some((artifact) => "path" in artifact);
}

type StagesSettings = Extract<DeploySettings, { readonly strategy: "stages" }>;

function isNamed({ stages }: StagesSettings, what: "environments" | "artifacts", name: string): boolean {
  return stages.some((stage) => namesIn(stage)[what].includes(name));
}

/** Whether settings are those of something with a place in the cluster. */
export function isOfCluster(settings: DeploySettings): settings is ClusterSettings {
  return "podSecurity" in settings;
}

/**
 * Parameters of the service's deploy pipeline: the image's, and what its tag is made of.
 * @param registry that repositories are below, e.g. `eu-frankfurt-1.ocir.io/axexample`.
 */
export function parametersOf({ image, production, settings }: DeploymentPlan, registry: string): DeployParameters {
  const inTag = production ? [] : placeholdersIn(image.tag);
  const own = settings.strategy === "stages" ? Object.entries(settings.parameters) : [];
  return {
    ...Object.fromEntries(own.map(([name, defaultValue]) => [name, { defaultValue }])),
    ...Object.fromEntries(inTag.map((name) => [name, { defaultValue: NO_BUILD }])),
    ...deployParameters({ imageAddress: `${registry}/${image.repository}`, production }),
  };
}

/** Where a deployment's artifacts are. */
export interface ArtifactPlaces<Id> {
  /** That repositories of images are below. */
  readonly registry: string;
  /** OCID of the generic repository; needed where the plan has a file. */
  readonly repositoryId?: Id;
}

/** What kind of file a service delivers beside its image. */
export function fileTypeOf({ strategy }: DeploySettings): "KUBERNETES_MANIFEST" | "DEPLOYMENT_SPEC" {
  return strategy.startsWith("group-") ? "DEPLOYMENT_SPEC" : "KUBERNETES_MANIFEST";
}

/** What the stages deploy, by the name that `stagesOf` asks for it. */
export function artifactsOf<Id>(
  { settings, image, filePath, production }: DeploymentPlan,
  { registry, repositoryId }: ArtifactPlaces<Id>,
): Record<string, ArtifactSpec<Id | string>> {
  const uri = `${registry}/${image.repository}`;
  const images = {
    image: production
      ? { kind: "image" as const, uri, digest: "${IMAGE_DIGEST}" }
      : { kind: "image" as const, uri: `${uri}:${image.tag}` },
  };
  const files: Record<string, ArtifactSpec<Id | string>> = repositoryId === undefined || filePath === undefined
    ? {}
    : {
        manifest: { kind: "generic", type: fileTypeOf(settings), repositoryId, path: filePath, version: FILE_VERSION },
      };
  switch (settings.strategy) {
    case "stages":
      return {
        ...(isNamed(settings, "artifacts", "image") ? images : {}),
        ...(isNamed(settings, "artifacts", "manifest") ? files : {}),
        ...Object.fromEntries(
          Object.entries(settings.artifacts).map(([name, given]) => [
            name,
            declaredArtifact<Id | string>(given, { repositoryId: repositoryId ?? "", version: FILE_VERSION }),
          ]),
        ),
      };
    case "helm":
      return { chart: { kind: "helm-chart", url: settings.chart, version: settings.version } };
    case "function":
      return images;
    case "rolling":
    case "blue-green":
    case "canary":
    case "group-rolling":
    case "group-blue-green":
    case "group-canary":
      return files;
  }
}

/** OCIDs that stages name. */
export interface StageIds<Id> {
  readonly environment: (role: EnvironmentRole) => Id;
  readonly artifact: (name: string) => Id;
}

/** The stages of a service's deploy pipeline. */
export function stagesOf<Id>(plan: DeploymentPlan, ids: StageIds<Id>): DeployStage<Id>[] {
  const { settings, service, production } = plan;
  const { environment, artifact } = ids;
  const asked = "approvals" in settings ? settings.approvals : undefined;
  const gate = { approvals: asked ?? (production ? APPROVALS : 0) };
  const trial =
    "validation" in settings && settings.validation !== undefined
      ? { validation: { environmentId: environment("validation") } }
      : {};
  const names = namespacesOf(plan);
  const [first = "", second = ""] = names;
  switch (settings.strategy) {
    case "stages":
      return settings.stages.map((stage) =>
        declaredStage<Id>(stage, { environment: (name) => environment(roleOf(name)), artifact }),
      );
    case "rolling":
      return rollingOke({
        ...gate,
        environmentId: environment("cluster"),
        manifestIds: [artifact("manifest")],
        namespace: first,
      });
    case "blue-green":
      return blueGreenOke({
        ...gate,
        ...trial,
        environmentId: environment("cluster"),
        manifestIds: [artifact("manifest")],
        namespaces: [first, second],
        ingress: settings.ingress,
      });
    case "canary":
      return canaryOke({
        ...gate,
        ...trial,
        environmentId: environment("cluster"),
        manifestIds: [artifact("manifest")],
        namespace: second,
        ingress: settings.ingress,
        traffic: trafficOf(settings.traffic),
        production: { namespace: first },
      });
    case "helm":
      return helmOke({
        ...gate,
        environmentId: environment("cluster"),
        chartId: artifact("chart"),
        release: settings.release ?? service,
        namespace: first,
        setString: settings.values,
      });
    case "function":
      return rollingFunction({
        ...gate,
        ...trial,
        environmentId: environment("function"),
        imageId: artifact("image"),
        ...(settings.memoryInMbs === undefined ? {} : { memoryInMbs: settings.memoryInMbs }),
      });
    case "group-rolling":
      return rollingGroup({
        ...gate,
        environmentId: environment("group"),
        specificationId: artifact("manifest"),
        batch: { percentage: settings.batch },
        ...(settings.loadBalancer ? { loadBalancer: listenerOf<Id>(settings.loadBalancer) } : {}),
      });
    case "group-blue-green":
      return blueGreenGroup({
        ...gate,
        ...trial,
        environmentIds: [environment("group"), environment("other")],
        specificationId: artifact("manifest"),
        batch: { percentage: settings.batch },
        production: listenerOf<Id>(settings.production),
      });
    case "group-canary":
      return canaryGroup({
        ...gate,
        ...trial,
        environmentId: environment("group"),
        specificationId: artifact("manifest"),
        batch: { percentage: settings.batch },
        production: listenerOf<Id>(settings.production),
        traffic: trafficOf(settings.traffic),
        rollOut: { environmentId: environment("other"), batch: { percentage: settings.batch } },
      });
  }
}

type TrafficSettings = Extract<DeploySettings, { readonly strategy: "canary" }>["traffic"];

function trafficOf({ batches, limit, pause }: TrafficSettings) {
  return { batches, limit, ...(pause === undefined ? {} : { pause }) };
}
