import { createHash, randomBytes } from "node:crypto";

import { parse } from "yaml";

import type { Entrance } from "../../api-server/https";
import { clusterKinds } from "../../cluster/kinds";
import type { ClusterKind, ClusterObject } from "../../cluster/kind";
import { tokenOf } from "../../cluster/objects";
import type { Known, Named, Plugin } from "../plugin";
import { asSecret, isObject, sameValue, UNKNOWN, type Properties } from "../values";
import { check } from "./check";
import { ClusterError, type ClusterClient, type Reference } from "./cluster-client";
import { diff } from "./diff";
import { keptCluster } from "./kept-cluster";
import { ServedCluster } from "./served-cluster";

/** Who owns the fields of an object in server-side apply; kept in its state. */
const MANAGER = "__fieldManager";

/**
 * The stand-in for the official Kubernetes plugin, on networks where that can't be had: the same steps, by server-side
 * apply, against a cluster that the sandbox keeps, or the API server that it runs. What a kubeconfig says of addresses
 * and keys is never used: it only tells one cluster that is kept from another.
 * @param endpoint address of the sandbox's API.
 * @param apiServer the way into the one API server that stands for every cluster. @default - objects are kept
 */
export function kubernetesPlugin(endpoint: string, apiServer?: Entrance): Plugin<ClusterClient> {
  return {
    package: "kubernetes",
    version: "4.34.2",
    connect: (settings) => {
      const cluster = clusterOf(settings["kubeconfig"]);
      return apiServer ? new ServedCluster(apiServer) : keptCluster(endpoint, cluster);
    },
    check: (resource, olds, news, seed) => check(kindNamed(resource), resource, olds, news, seed),
    diff: (resource, olds, news) => diff(kindNamed(resource), olds, news),
    previewCreate: (client, resource, inputs) => previewCreate(client, kindNamed(resource), inputs),
    create: async (client, resource, inputs) => {
      const manager = newManager();
      const live = await client.apply(asObject(inputs), manager);
      return { id: idOf(live), outputs: outputsOf(kindNamed(resource), live, manager) };
    },
    read: (client, resource, known) => readObject(client, kindNamed(resource), known),
    previewUpdate: (resource, { outputs }, inputs) => marked(kindNamed(resource), { ...outputs, ...inputs }),
    update: async (client, resource, { outputs }, inputs) => {
      const manager = managerOf(outputs) ?? newManager();
      const live = await client.apply(asObject(inputs), manager);
      return { id: idOf(live), outputs: outputsOf(kindNamed(resource), live, manager) };
    },
    delete: (client, resource, { id }) => client.delete(referenceOf(kindNamed(resource), id)),
    invoke: (_client, token) => Promise.reject(new Error(`the sandbox has no function '${token}'`)),
    describe: (error) =>
      error instanceof ClusterError ? `${error.message} (${error.code} ${error.reason})` : error.message,
  };
}

/** A dry run where the API server can judge the object; else its inputs, as for an object in a namespace that is made in the same update. */
async function previewCreate(client: ClusterClient, kind: ClusterKind, inputs: Properties): Promise<Properties> {
  if (hasUnknown(inputs)) return marked(kind, inputs);
  try {
    return marked(kind, await client.apply(asObject(inputs), "pulumi-kubernetes-preview", true));
  } catch (error) {
    if (error instanceof ClusterError && error.code === 404) return marked(kind, inputs);
    throw error;
  }
}

async function readObject(
  client: ClusterClient,
  kind: ClusterKind,
  { id, outputs, inputs }: Known,
): Promise<{ id: string; outputs: Properties; inputs: Properties } | undefined> {
  const live = await client.read(referenceOf(kind, id));
  if (!live) return undefined;
  const manager = managerOf(outputs) ?? "pulumi-kubernetes";
  const unseen = Object.entries(inputs).filter(([key]) => kind.writeOnly?.includes(key));
  const seen = Object.keys(inputs).length > 0 ? pick(live, inputs) : importedInputs(live);
  const actual = { ...(seen as Properties), ...Object.fromEntries(unseen) };
  return { id: idOf(live), outputs: outputsOf(kind, live, manager), inputs: marked(kind, actual) };
}

/** What the API server answered, as the state has it. */
function outputsOf(kind: ClusterKind, live: ClusterObject, manager: string): Properties {
  const { apiVersion, kind: name } = live;
  const own = { [MANAGER]: manager, __initialApiVersion: apiVersion, __initialApiKind: name };
  return { ...marked(kind, live), ...own };
}

function managerOf(outputs: Properties): string | undefined {
  return outputs[MANAGER] as string | undefined;
}

function newManager(): string {
  return `pulumi-kubernetes-${randomBytes(4).toString("hex")}`;
}

function marked({ secret = [] }: ClusterKind, properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, secret.includes(key) && value ? asSecret(value) : value]),
  );
}

/** `actual` without what was never given: the API server filled that in. */
function pick(actual: unknown, given: unknown): unknown {
  if (!isObject(actual) || !isObject(given)) return sameValue(actual, given) ? given : actual;
  const keys = Object.keys(given).filter((key) => key in actual);
  return Object.fromEntries(keys.map((key) => [key, pick(actual[key], given[key])]));
}

/** Inputs that make the object what it is, for an import. */
function importedInputs(live: ClusterObject): Properties {
  const { name, namespace, labels, annotations } = live.metadata;
  const metadata = Object.entries({ name, namespace, labels, annotations }).filter(([, value]) => value !== undefined);
  const rest = Object.entries(live).filter(([key]) => key !== "status");
  return { ...Object.fromEntries(rest), metadata: Object.fromEntries(metadata) };
}

/** Name of the cluster that a kubeconfig leads to. Two with the same address are the same cluster. */
function clusterOf(kubeconfig: string | undefined): string {
  if (!kubeconfig) throw new Error("provider 'kubernetes': 'kubeconfig' is not set; the stand-in uses no other one");
  const { clusters } = parse(kubeconfig) as { clusters?: { cluster?: { server?: string } }[] };
  const server = clusters?.[0]?.cluster?.server;
  if (!server) throw new Error("provider 'kubernetes': 'kubeconfig' names no server in its first cluster");
  return createHash("sha256").update(server).digest("hex").slice(0, 12);
}

function kindNamed({ token }: Named): ClusterKind {
  const kind = clusterKinds.find((each) => tokenOf(each) === token);
  if (kind) return kind;
  const known = clusterKinds.map(tokenOf).sort().join(", ");
  throw new Error(`the sandbox's clusters have no kind '${token}' yet (they have: ${known})`);
}

function asObject(inputs: Properties): ClusterObject {
  return inputs as unknown as ClusterObject;
}

/** `<namespace>/<name>`, or the name alone. */
function idOf({ metadata: { namespace, name } }: ClusterObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function referenceOf({ apiVersion, kind, namespaced }: ClusterKind, id: string): Reference {
  const [namespace = "", name = ""] = id.split("/");
  return { apiVersion, kind, metadata: namespaced ? { namespace, name } : { name: namespace } };
}

function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}
