import type { DeployStage, DeployStageKind, DeployStageOf, Listener, Share, TrafficRollout } from "./deploy-stages";
import { nearest } from "./nearest";
import { outside, WAIT, type Range } from "./stage-range";

type RequiredKey<Stage> = { [Key in keyof Stage]-?: object extends Pick<Stage, Key> ? never : Key }[keyof Stage];
type Needed<Kind extends DeployStageKind> = Exclude<RequiredKey<DeployStageOf<Kind, string>>, "kind" | "name">;

const CLUSTER = "the OCID of an environment that is a cluster";
const GROUP = "the OCID of an environment that is an instance group";
const FUNCTION = "the OCID of an environment that is a function";
const MANIFESTS = "the OCID of at least one manifest";
const SPECIFICATION = "the OCID of a deployment specification";
const BATCH = "how many instances are deployed to at once, e.g. { count: 1 }";
const TRAFFIC = "how traffic moves, e.g. { batches: 5, limit: 25 }";
const LISTENER = "a load balancer and the name of its listener";
const INGRESS = "the name of the Ingress in the manifests";

const CONTAINER = { shape: "a shape, e.g. 'CI.Standard.E4.Flex'", ocpus: "a number", subnetId: "the OCID of a subnet" };

/**
 * What the stages of each kind can't do without, and what it looks like. The compiler sees that it names all that the
 * types require; here it is for those whom no compiler told.
 * @see facts 2.6
 */
const NEEDED: { readonly [Kind in DeployStageKind]: Readonly<Record<Needed<Kind>, string>> } = {
  approval: {},
  wait: { duration: "seconds" },
  "oke-rolling": { environmentId: CLUSTER, manifestIds: MANIFESTS },
  "oke-helm": { environmentId: CLUSTER, chartId: "the OCID of a Helm chart", release: "the name of a release" },
  "oke-blue-green": {
    environmentId: CLUSTER,
    manifestIds: MANIFESTS,
    namespaces: "two namespaces, e.g. ['shop-blue', 'shop-green']",
    ingress: INGRESS,
  },
  "oke-blue-green-shift": { of: "the name of a stage of kind 'oke-blue-green'" },
  "oke-canary": {
    environmentId: CLUSTER,
    manifestIds: MANIFESTS,
    namespace: "the namespace of the canary",
    ingress: INGRESS,
  },
  "oke-canary-shift": { of: "the name of a stage of kind 'oke-canary'", traffic: TRAFFIC },
  "oke-canary-approval": { of: "the name of a stage of kind 'oke-canary-shift'" },
  "group-rolling": { environmentId: GROUP, specificationId: SPECIFICATION, batch: BATCH },
  "group-blue-green": {
    environmentIds: "the OCIDs of two environments that are instance groups",
    specificationId: SPECIFICATION,
    batch: BATCH,
    production: LISTENER,
  },
  "group-blue-green-shift": { of: "the name of a stage of kind 'group-blue-green'" },
  "group-canary": { environmentId: GROUP, specificationId: SPECIFICATION, batch: BATCH, production: LISTENER },
  "group-canary-shift": { of: "the name of a stage of kind 'group-canary'", traffic: TRAFFIC },
  "group-canary-approval": { of: "the name of a stage of kind 'group-canary-shift'" },
  "load-balancer-shift": {
    blue: "at least one IP address",
    green: "at least one IP address",
    traffic: TRAFFIC,
    loadBalancer: LISTENER,
  },
  "function-deploy": { environmentId: FUNCTION, imageId: "the OCID of a container image" },
  "function-invoke": { environmentId: FUNCTION },
  shell: {
    commandsId: "the OCID of a command specification",
    container: "the container that it runs in, e.g. { shape: 'CI.Standard.E4.Flex', ocpus: 1, subnetId }",
  },
};

/** Kinds of deploy stages, in the order of the provider's documentation. */
export const deployStageKinds = Object.keys(NEEDED) as readonly DeployStageKind[];

const INSTANCES: Range = { least: 1, unit: "instances" };
const PERCENT: Range = { least: 1, most: 100, unit: "percent" };
const LIMIT: Range = { ...PERCENT, fractions: true };
const PAUSE: Range = { least: 0, unit: "seconds" };
const HELM_TIMEOUT: Range = { least: 1, most: 10_800, unit: "seconds" };
const TIMEOUT: Range = { least: 1, unit: "seconds" };

/** A label of RFC 1123, which namespaces are; or a text with a placeholder, of which only a run knows. */
const LABEL = /^(?=.{1,63}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$|\$\{\w+\}/;

/** What is wrong with a deploy stage by itself: what it lacks, and what is out of range. Empty when nothing is. */
export function problemsOfDeployStage<Id>(stage: DeployStage<Id>): string[] {
  const needed = NEEDED[stage.kind] as Readonly<Record<string, string>> | undefined;
  if (needed === undefined) return [unknownKind(stage)];
  const lacking = absent(stage.name, stage, needed);
  return lacking.length > 0 ? lacking : problemsOfValues(stage);
}

function unknownKind({ name, kind }: { readonly name: string; readonly kind: string }): string {
  const meant = nearest(kind, deployStageKinds);
  const kinds = deployStageKinds.map((each) => `'${each}'`).join(", ");
  return `stage '${name}': 'kind' is '${kind}', expected one of ${kinds}; ${meant ? `did you mean '${meant}'?` : "change it"}`;
}

function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some(isBlank);
  return value === undefined || value === null || value === "";
}

function problemsOfValues<Id>(stage: DeployStage<Id>): string[] {
  const { name, kind } = stage;
  switch (kind) {
    case "approval":
    case "oke-canary-approval":
    case "group-canary-approval":
      return outside(name, "approvals", stage.approvals, { least: 1, unit: "approvals" });
    case "wait":
      return outside(name, "duration", stage.duration, WAIT);
    case "oke-rolling":
    case "oke-canary":
      return noLabel(name, "namespace", stage.namespace);
    case "oke-helm":
      return [
        ...noLabel(name, "namespace", stage.namespace),
        ...outside(name, "timeout", stage.timeout, HELM_TIMEOUT),
        ...outside(name, "history", stage.history, { least: 0, unit: "revisions" }),
      ];
    case "oke-blue-green":
      return [
        ...stage.namespaces.flatMap((each) => noLabel(name, "namespaces", each)),
        ...same(name, "namespaces", stage.namespaces),
      ];
    case "oke-canary-shift":
    case "group-canary-shift":
      return problemsOfTraffic(name, stage.traffic);
    case "group-rolling":
      return [
        ...problemsOfBatch(name, stage.batch),
        ...problemsOfShare(name, "failure", stage.failure),
        ...problemsOfListener(name, "loadBalancer", stage.loadBalancer),
      ];
    case "group-blue-green":
      return [
        ...same(name, "environmentIds", stage.environmentIds),
        ...problemsOfBatch(name, stage.batch),
        ...problemsOfShare(name, "failure", stage.failure),
        ...problemsOfListener(name, "production", stage.production),
        ...problemsOfListener(name, "test", stage.test),
      ];
    case "group-canary":
      return [
        ...problemsOfBatch(name, stage.batch),
        ...problemsOfListener(name, "production", stage.production),
        ...problemsOfListener(name, "test", stage.test),
      ];
    case "load-balancer-shift":
      return [
        ...problemsOfTraffic(name, stage.traffic),
        ...problemsOfListener(name, "loadBalancer", stage.loadBalancer),
      ];
    case "function-deploy":
      return [
        ...outside(name, "memoryInMbs", stage.memoryInMbs, { least: 1, unit: "MB" }),
        ...outside(name, "timeout", stage.timeout, TIMEOUT),
      ];
    case "shell":
      return [
        ...absent(name, stage.container, CONTAINER, "container."),
        ...outside(name, "container.ocpus", stage.container.ocpus, { least: 0.1, fractions: true, unit: "OCPUs" }),
        ...outside(name, "timeout", stage.timeout, TIMEOUT),
      ];
    case "oke-blue-green-shift":
    case "group-blue-green-shift":
    case "function-invoke":
      return [];
  }
}

/** What of `needed` an object of a stage lacks. @param prefix of the keys, e.g. `container.` */
function absent(stage: string, given: object, needed: Readonly<Record<string, string>>, prefix = ""): string[] {
  return Object.entries(needed)
    .filter(([key]) => isBlank((given as Readonly<Record<string, unknown>>)[key]))
    .map(([key, expected]) => `stage '${stage}' has no '${prefix}${key}', expected ${expected}; give it`);
}

function problemsOfTraffic(stage: string, traffic: TrafficRollout): string[] {
  return [
    ...absent(stage, traffic, { batches: "a number of batches" }, "traffic."),
    ...outside(stage, "traffic.batches", traffic.batches, { least: 1, unit: "batches" }),
    ...outside(stage, "traffic.pause", traffic.pause, PAUSE),
    ...outside(stage, "traffic.limit", traffic.limit, LIMIT),
  ];
}

function problemsOfBatch(stage: string, batch: Share & { readonly pause?: number }): string[] {
  return [...problemsOfShare(stage, "batch", batch), ...outside(stage, "batch.pause", batch.pause, PAUSE)];
}

function problemsOfShare(stage: string, what: string, share: Share | undefined): string[] {
  if (share === undefined) return [];
  if ("count" in share === "percentage" in share)
    return [
      `stage '${stage}': '${what}' has ${"count" in share ? "both" : "none"} of 'count' and 'percentage', expected one; change it`,
    ];
  return "count" in share
    ? outside(stage, `${what}.count`, share.count, INSTANCES)
    : outside(stage, `${what}.percentage`, share.percentage, PERCENT);
}

function problemsOfListener<Id>(stage: string, what: string, listener: Listener<Id> | undefined): string[] {
  if (listener === undefined) return [];
  const needed = { loadBalancerId: "the OCID of a load balancer", listener: "the name of a listener" };
  return [
    ...absent(stage, listener, needed, `${what}.`),
    ...outside(stage, `${what}.backendPort`, listener.backendPort, { least: 1, most: 65_535, unit: "as a port" }),
  ];
}

function noLabel(stage: string, what: string, value: string | undefined): string[] {
  if (value === undefined || LABEL.test(value)) return [];
  return [
    `stage '${stage}': '${what}' has '${value}', expected a name of a namespace: up to 63 lower-case letters, digits and ` +
      "hyphens, with a letter or digit at both ends; change it",
  ];
}

function same(stage: string, what: string, [a, b]: readonly [unknown, unknown]): string[] {
  if (a !== b || typeof a !== "string") return [];
  return [`stage '${stage}': '${what}' has '${a}' twice, expected two that differ; change one`];
}
