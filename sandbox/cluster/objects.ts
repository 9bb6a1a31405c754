import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";

import type { Store } from "../api/store";
import { clusterKinds } from "./kinds";
import {
  invalid,
  isRecord,
  record,
  required,
  type Cause,
  type ClusterKind,
  type ClusterObject,
  type Metadata,
} from "./kind";
import { absent, badRequest, conflicting, present, refused } from "./status";

/** One object by its place: the cluster, the kind, and its names. */
export interface Place {
  /** Name that the sandbox knows the cluster by. */
  readonly cluster: string;
  readonly kind: ClusterKind;
  readonly namespace: string | undefined;
  readonly name: string;
}

export interface ApplyOptions {
  readonly manager: string;
  /** Takes over fields that another manager owns. */
  readonly force: boolean;
  /** Whether nothing is written. */
  readonly dryRun: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** What is kept: the object, and what each manager applied last. */
interface Kept {
  readonly live: ClusterObject;
  readonly applied: Readonly<Record<string, Fields>>;
}

/** What the server owns of an object's metadata. */
const OWN = ["uid", "resourceVersion", "creationTimestamp", "managedFields", "generation"];

const NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LABEL_VALUE = /^(([A-Za-z0-9][A-Za-z0-9._-]{0,61})?[A-Za-z0-9])?$/;

/** The object at a place. @throws StatusError 404 */
export function read(store: Store, place: Place): ClusterObject {
  const kept = find(store, place);
  if (!kept) throw absent(place.kind, place.name);
  return kept.live;
}

/** The objects of a kind, of one namespace or of all. */
export function list(store: Store, { cluster, kind, namespace }: Omit<Place, "name">): ClusterObject[] {
  return store
    .byKind(tokenOf(kind))
    .filter(({ id }) => id.startsWith(`${clusterId(cluster)}/`))
    .map(({ body }) => (body as unknown as Kept).live)
    .filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace);
}

/**
 * Server-side apply: makes the object, or brings the fields that `manager` owns to what it sends. A field that it sent
 * before and no longer sends is removed. Lists are replaced as a whole.
 * @throws StatusError 404 for a namespace that is not there, 409 for another manager's field, 422 for a wrong form.
 */
export function apply(store: Store, place: Place, sent: Fields, options: ApplyOptions): ClusterObject {
  const { kind, name, namespace } = place;
  if (sent["apiVersion"] !== kind.apiVersion || sent["kind"] !== kind.kind)
    throw badRequest(`the object is no ${kind.apiVersion} ${kind.kind}`);
  if (namespace !== undefined) requireNamespace(store, place.cluster, namespace);
  const before = find(store, place);
  const others = Object.entries(before?.applied ?? {}).filter(([manager]) => manager !== options.manager);
  if (!options.force) refuseConflicts(sent, others);

  const applied = { ...Object.fromEntries(others), [options.manager]: withoutOwn(sent) };
  const merged = Object.values(applied).reduce(merge, {}) as ClusterObject;
  const wanted = { ...merged, metadata: { ...merged.metadata, name, ...(namespace ? { namespace } : {}) } };
  const filled = kind.fill?.(wanted) ?? wanted;
  const causes = [
    ...metadataCauses(kind, wanted.metadata),
    ...(kind.check?.(wanted) ?? []),
    ...immutable(kind, before?.live, filled),
  ];
  if (causes.length > 0) throw refused(kind, name, causes);

  const live = before && sameBut(before.live, filled) ? before.live : owned(filled, before?.live);
  if (!options.dryRun) write(store, place, { live, applied });
  return live;
}

/** @throws StatusError as `apply`, and 409 when it is there. */
export function create(store: Store, place: Place, sent: Fields, options: ApplyOptions): ClusterObject {
  if (find(store, place)) throw present(place.kind, place.name);
  return apply(store, place, sent, options);
}

/** Deletes an object; a namespace with all that is in it. @throws StatusError 404 */
export function remove(store: Store, place: Place): ClusterObject {
  const live = read(store, place);
  for (const child of store.childrenOf(idOf(place))) store.delete(child.id);
  store.delete(idOf(place));
  return live;
}

function find(store: Store, place: Place): Kept | undefined {
  return store.get(idOf(place))?.body as unknown as Kept | undefined;
}

function write(store: Store, place: Place, kept: Kept): void {
  const { cluster, kind, namespace } = place;
  const parent = namespace === undefined ? undefined : idOf(namespacePlace(cluster, namespace));
  store.put({ id: idOf(place), kind: tokenOf(kind), parent, region: "", body: { ...kept } });
}

function requireNamespace(store: Store, cluster: string, namespace: string): void {
  if (!find(store, namespacePlace(cluster, namespace))) throw absent(namespaceKind, namespace);
}

function namespacePlace(cluster: string, name: string): Place {
  return { cluster, kind: namespaceKind, namespace: undefined, name };
}

const namespaceKind = clusterKinds.find(({ kind }) => kind === "Namespace") as ClusterKind;

function clusterId(cluster: string): string {
  return `cluster/${cluster}`;
}

function idOf({ cluster, kind, namespace, name }: Place): string {
  return [clusterId(cluster), kind.apiVersion, kind.plural, ...(namespace ? [namespace] : []), name].join("/");
}

/** Pulumi's token of a kind. */
export function tokenOf({ apiVersion, kind }: Pick<ClusterKind, "apiVersion" | "kind">): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** Whether a kept object is one of a cluster, and not of OCI. @param token Pulumi's, of its kind */
export function isOfCluster(token: string): boolean {
  return token.startsWith("kubernetes:");
}

function refuseConflicts(sent: Fields, others: readonly (readonly [string, Fields])[]): void {
  for (const [manager, fields] of others) {
    const field = conflict(sent, fields, "");
    if (field) throw conflicting(`Apply failed with 1 conflict: conflict with "${manager}": ${field}`);
  }
}

/** Path of the first field that both have with different values. */
function conflict(sent: Fields, other: Fields, path: string): string | undefined {
  for (const [key, value] of Object.entries(sent)) {
    if (other[key] === undefined || isDeepStrictEqual(other[key], value)) continue;
    const inner =
      isRecord(value) && isRecord(other[key]) ? conflict(value, other[key], `${path}.${key}`) : `${path}.${key}`;
    if (inner) return inner;
  }
  return undefined;
}

function merge(base: Fields, over: Fields): Fields {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const under = merged[key];
    merged[key] = isRecord(under) && isRecord(value) ? merge(under, value) : value;
  }
  return merged;
}

function withoutOwn(sent: Fields): Fields {
  const metadata = Object.entries(record(sent["metadata"])).filter(([key]) => !OWN.includes(key));
  const rest = Object.entries(sent).filter(([key]) => key !== "status");
  return { ...Object.fromEntries(rest), metadata: Object.fromEntries(metadata) };
}

function metadataCauses({ kind }: ClusterKind, { name, labels = {} }: Metadata): Cause[] {
  const isLabel = kind === "Namespace";
  const form = isLabel ? LABEL : NAME;
  const allowed = isLabel
    ? "a lowercase RFC 1123 label must consist of at most 63 lower case alphanumeric characters or '-'"
    : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'";
  return [
    ...(name === "" ? [required("metadata.name")] : form.test(name) ? [] : [invalid("metadata.name", name, allowed)]),
    ...Object.entries(labels)
      .filter(([, value]) => !LABEL_VALUE.test(value))
      .map(([label, value]) =>
        invalid(`metadata.labels[${label}]`, value, "must be at most 63 characters: letters, digits, '-', '_' or '.'"),
      ),
  ];
}

/** Fields that differ and may not. */
function immutable(kind: ClusterKind, before: ClusterObject | undefined, now: ClusterObject): Cause[] {
  if (!before) return [];
  return (kind.immutable ?? [])
    .filter((field) => !isDeepStrictEqual(before[field], now[field]))
    .map((field) => invalid(field, now[field], "field is immutable"));
}

/** Whether an object is the same but for what the server owns. */
function sameBut(live: ClusterObject, filled: ClusterObject): boolean {
  return isDeepStrictEqual(withoutOwn(live), withoutOwn(filled));
}

function owned(object: ClusterObject, before: ClusterObject | undefined): ClusterObject {
  const metadata: Partial<Metadata> = before?.metadata ?? {};
  const { uid = randomUUID(), creationTimestamp = new Date().toISOString(), resourceVersion = "0" } = metadata;
  const version = String(Number(resourceVersion) + 1);
  return { ...object, metadata: { ...object.metadata, uid, creationTimestamp, resourceVersion: version } };
}
