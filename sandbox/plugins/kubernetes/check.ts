import { createHash } from "node:crypto";

import type { ClusterKind } from "../../cluster/kind";
import type { Checked, Named } from "../plugin";
import { isObject, type Properties } from "../values";

/** Marks a name that the plugin made up. @see Pulumi Kubernetes, "Auto-naming" */
const AUTONAMED = "pulumi.com/autonamed";

/**
 * Fills in what the official plugin does: a name where none is given, kept on later runs, and the namespace `default`.
 * What the object says otherwise is for the API server to judge.
 */
export function check(
  kind: ClusterKind,
  { name }: Named,
  olds: Properties,
  news: Properties,
  seed: Uint8Array,
): Checked {
  const given = metadataOf(news);
  const named = given["name"] !== undefined ? given : { ...given, ...madeUp(name, metadataOf(olds), given, seed) };
  const metadata = kind.namespaced && named["namespace"] === undefined ? { ...named, namespace: "default" } : named;
  return { inputs: { ...news, apiVersion: kind.apiVersion, kind: kind.kind, metadata }, failures: [] };
}

/** Whether the plugin made the name of these inputs up. */
export function isAutonamed(inputs: Properties): boolean {
  const { annotations } = metadataOf(inputs);
  return isObject(annotations) && annotations[AUTONAMED] === "true";
}

export function metadataOf({ metadata }: Properties): Properties {
  return isObject(metadata) ? metadata : {};
}

function madeUp(resource: string, old: Properties, given: Properties, seed: Uint8Array): Properties {
  const before = isAutonamed({ metadata: old }) ? old["name"] : undefined;
  const suffix = createHash("sha256").update(resource).update(seed).digest("hex").slice(0, 8);
  const annotations = isObject(given["annotations"]) ? given["annotations"] : {};
  return { name: before ?? `${resource}-${suffix}`, annotations: { ...annotations, [AUTONAMED]: "true" } };
}
