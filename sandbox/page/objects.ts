import type { StoredObject } from "../api/store";
import type { ClusterObject } from "../cluster/kind";
import { clusterKinds } from "../cluster/kinds";
import { isOfCluster, tokenOf } from "../cluster/objects";
import type { RestObject } from "../kinds/kind";

const NAMES = ["displayName", "name", "secretName", "id"] as const;

const HIDDEN = "(not shown)";

/** Attributes that hold something to keep for themselves, for whoever looks over a shoulder. `Record<token, names>` */
const CONFIDENTIAL: Readonly<Record<string, readonly string[]>> = {
  "oci:Ons/subscription:Subscription": ["endpoint"],
  ...Object.fromEntries(
    clusterKinds.map((kind) => [tokenOf(kind), [...(kind.secret ?? []), ...(kind.writeOnly ?? [])]]),
  ),
};

/** What an object says of itself to whoever asks, without what only its owner should see. */
export function shownBody({ kind, body }: StoredObject): RestObject {
  const said: RestObject = isOfCluster(kind) ? { ...(body["live"] as ClusterObject) } : body;
  const confidential = CONFIDENTIAL[kind] ?? [];
  return Object.fromEntries(
    Object.entries(said).map(([key, value]) => [key, confidential.includes(key) ? HIDDEN : value]),
  );
}

/** What an object is called: its name where it has one, else how it can be told from others. */
export function nameOf({ id, kind, body }: StoredObject): string {
  if (isOfCluster(kind)) return (body["live"] as ClusterObject).metadata.name;
  if (kind === "oci:Ons/subscription:Subscription") return String(body["protocol"]);
  const name = NAMES.map((key) => body[key]).find((value) => typeof value === "string");
  return name ?? id;
}

/** A kind's name as people write it: `oci:DevOps/buildPipelineStage:BuildPipelineStage` is a `Build pipeline stage`. */
export function wordsOf(token: string): string {
  const noun = token.slice(token.lastIndexOf(":") + 1);
  const words = noun.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
