import { ARTIFACT_KEYS, ENVIRONMENT_KEYS, type DeclaredArtifact, type DeclaredEnvironment } from "./declared-schema";
import type { ArtifactSpec } from "./deploy-artifact";
import type { DeployEnvironmentSpec, InstanceSelector } from "./deploy-environment";
import type { DeploySettings } from "./deploy-schema";
import type { DeployStage, Listener } from "./deploy-stages";
import type { StageSettings } from "./stage-schema";

/** Key of a stage in the model, where a stack file calls it otherwise: what is named there is an OCID here. */
const KEYS: Readonly<Record<string, string>> = {
  environment: "environmentId",
  environments: "environmentIds",
  manifests: "manifestIds",
  chart: "chartId",
  values: "valuesIds",
  helmCommands: "commandIds",
  commands: "commandsId",
  specification: "specificationId",
  artifacts: "artifactIds",
  image: "imageId",
  payload: "payloadId",
};

/** OCIDs of what stages name. */
export interface NamedIds<Id> {
  readonly environment: (name: string) => Id;
  readonly artifact: (name: string) => Id;
}

/** A stage of a stack file as the pipeline takes it. */
export function declaredStage<Id>(stage: StageSettings, ids: NamedIds<Id>): DeployStage<Id> {
  const given = Object.entries(stage as Readonly<Record<string, unknown>>).filter(([, value]) => value !== undefined);
  const fields = given.map(([key, value]) => [KEYS[key] ?? key, fieldOf(key, value, ids)] as const);
  // the schema has a member for each kind; that none of their fields is lost is what a test of every kind shows
  return Object.fromEntries(fields) as unknown as DeployStage<Id>;
}

function fieldOf<Id>(key: string, value: unknown, { environment, artifact }: NamedIds<Id>): unknown {
  const idOf = isOneOf(key, ENVIRONMENT_KEYS) ? environment : isOneOf(key, ARTIFACT_KEYS) ? artifact : undefined;
  if (idOf) return Array.isArray(value) ? (value as string[]).map(idOf) : idOf(value as string);
  if (typeof value !== "object" || value === null) return value;
  if ("listener" in value) return listenerOf<Id>(value as ListenerSettings);
  if ("shape" in value) return containerOf(value as ContainerSettings);
  return value;
}

function isOneOf(key: string, keys: readonly string[]): boolean {
  return keys.includes(key);
}

type ContainerSettings = Extract<StageSettings, { readonly kind: "shell" }>["container"];

function containerOf({ subnet, networkSecurityGroups, compartment, ...shape }: ContainerSettings): object {
  return {
    ...shape,
    subnetId: subnet,
    ...(networkSecurityGroups ? { nsgIds: networkSecurityGroups } : {}),
    ...(compartment ? { compartmentId: compartment } : {}),
  };
}

type ListenerSettings = Extract<DeploySettings, { readonly strategy: "group-canary" }>["production"];

/** A listener of a stack file as the pipeline takes it. */
export function listenerOf<Id>({ loadBalancer, listener, port }: ListenerSettings): Listener<Id> {
  return {
    loadBalancerId: loadBalancer as Id,
    listener,
    ...(port === undefined ? {} : { backendPort: port }),
  };
}

type InstancesSettings = Extract<DeploySettings, { readonly strategy: "group-rolling" }>["instances"];

/** Instances of a stack file as an environment. @param region that a query looks in, unless it says another. */
export function instancesOf(given: InstancesSettings, region: string): DeployEnvironmentSpec<string> {
  const selector: InstanceSelector<string> =
    "query" in given ? { query: given.query, region: given.region ?? region } : { ids: given as [string, ...string[]] };
  return { kind: "instance-group", instances: [selector] };
}

/** An environment of a stack file. */
export function declaredEnvironment(given: DeclaredEnvironment, region: string): DeployEnvironmentSpec<string> {
  return "function" in given ? { kind: "function", functionId: given.function } : instancesOf(given.instances, region);
}

/** Where an artifact that is a file comes from. */
export interface FilePlace<Id> {
  /** OCID of the generic repository. */
  readonly repositoryId: Id;
  /** Version of a file that says none. */
  readonly version: string;
}

/** An artifact of a stack file; a file needs its place. */
export function declaredArtifact<Id>(given: DeclaredArtifact, place: FilePlace<Id>): ArtifactSpec<Id | string> {
  if ("commands" in given) return { kind: "inline", type: "COMMAND_SPEC", content: given.commands };
  if ("text" in given) return { kind: "inline", type: given.type, content: given.text };
  if ("chart" in given) return { kind: "helm-chart", url: given.chart, version: given.version };
  if ("helmCommand" in given) return { kind: "helm-command", content: given.helmCommand };
  const { type, path, version = place.version } = given;
  return { kind: "generic", type, repositoryId: place.repositoryId, path, version };
}
