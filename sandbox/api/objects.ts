import { createHash, randomBytes } from "node:crypto";

import { kindOf } from "../kinds";
import { pathOf } from "../kinds/kind";
import type { Field, FillContext, Input, Kind, ObjectShape, RestObject, Shape, Write } from "../kinds/kind";
import type { Caller } from "./caller";
import { alreadyExists, conflict, incorrectState, invalidParameter, missingParameter, notFound } from "./errors";
import { requireGrants } from "./grants";
import { requireLanguage } from "./language";
import { refuseReferred, requireReferences } from "./references";
import type { Settings } from "./settings";
import { refuseTooMany } from "./statement-limit";
import type { Store, StoredObject, WorkRequest } from "./store";
import { requireType } from "./types";

/** Days until an object is deleted whose deletion was scheduled without a date. @see OCI Vault, ScheduleSecretDeletion */
const DAYS_PENDING = 30;

const PENDING_DELETION = "PENDING_DELETION";

const DELETED = "DELETED";

/** Whether an object is deleted, though it is still shown. */
export function isDeleted({ body }: StoredObject): boolean {
  return body["lifecycleState"] === DELETED;
}

/** What a write leads to: the object as it is now, and the work request where the kind has one. */
export interface Written {
  readonly object: StoredObject;
  readonly workRequest?: WorkRequest;
}

/** Creates an object of `kind` from a request body. @throws ServiceError for what OCI refuses. */
export function create(
  store: Store,
  kind: Kind,
  given: RestObject,
  inPath: string | undefined,
  caller: Caller,
  settings: Settings,
): Written {
  const { rest } = kind;
  const body: RestObject = { ...withoutNulls(given), ...(rest.parent && inPath ? { [rest.parent]: inPath } : {}) };
  requireInputs(kind, body);
  requireValues({ properties: kind.inputs }, body, "");
  const parentId = rest.parent && String(body[rest.parent]);
  const parent = parentId === undefined ? undefined : existing(store, parentId, kindOf(rest.parentKind ?? ""));
  if (parent) refusePending(parent);
  requireReferences(store, kind, body, parentId);
  refuseDuplicate(store, kind, body, parentId);
  refuseTooMany(store, kind, body, caller.tenancyId);

  const now = new Date().toISOString();
  const ocid = newId(kind, caller.region);
  const id = rest.key ? pathOf(rest, String(body[rest.key]), parentId) : ocid;
  const context: FillContext = { ...caller, now, ...(parent ? { parent: parent.body } : {}) };
  const object: RestObject = {
    definedTags: {},
    freeformTags: {},
    systemTags: {},
    ...withoutWriteOnly(kind, body),
    [rest.id ?? "id"]: ocid,
    lifecycleState: rest.target,
    timeCreated: now,
    timeUpdated: now,
    timeLastModified: now,
  };
  const filled: RestObject = { ...object, ...rest.fill?.(object, context) };
  requireGrants(store, kind, filled, filled, caller, settings);
  const stored: StoredObject = { id, kind: kind.token, parent: parentId, region: caller.region, body: filled };
  store.put(stored);
  return withWorkRequest(store, kind, "create", stored);
}

/** Changes what the body of a PUT names; identifiers and what the service owns stay. @throws ServiceError */
export function update(
  store: Store,
  kind: Kind,
  id: string,
  given: RestObject,
  parentId: string | undefined,
  caller: Caller,
  settings: Settings,
): Written {
  const current = existing(store, id, kind, parentId);
  refusePending(current);
  const shown = withoutNulls(kind.rest.shown?.(given) ?? given);
  const changes = changesOf({ properties: kind.inputs }, current.body, shown, id, "");
  const body = { ...current.body, ...changes };
  requireValues({ properties: kind.inputs }, body, "");
  const parent = (changes[kind.rest.parent ?? ""] as string | undefined) ?? current.parent;
  if (parent !== undefined) existing(store, parent, kindOf(kind.rest.parentKind ?? ""));
  requireReferences(store, kind, changes, parent);
  refuseDuplicate(store, kind, body, parent, id);
  refuseTooMany(store, kind, body, caller.tenancyId, id);
  requireGrants(store, kind, body, changes, caller, settings);
  return change(store, kind, { ...current, parent }, withoutWriteOnly(kind, changes));
}

/** Moves an object: `actions/changeCompartment`, `actions/changeLogGroup`. @throws ServiceError */
export function move(
  store: Store,
  kind: Kind,
  id: string,
  action: string,
  given: RestObject,
  parentId?: string,
): Written {
  const current = existing(store, id, kind, parentId);
  refusePending(current);
  if (action === "changeLogGroup") {
    const target = given["targetLogGroupId"];
    if (typeof target !== "string") throw missingParameter("targetLogGroupId");
    const { body } = existing(store, target, kindOf(kind.rest.parentKind ?? ""));
    const moved = { logGroupId: target, compartmentId: body["compartmentId"] };
    refuseDuplicate(store, kind, { ...current.body, ...moved }, target, id);
    return change(store, kind, { ...current, parent: target }, moved);
  }
  const target = action === "moveCompartment" ? "targetCompartmentId" : "compartmentId";
  if (typeof given[target] !== "string") throw missingParameter(target);
  const moved = { compartmentId: given[target] };
  refuseDuplicate(store, kind, { ...current.body, ...moved }, current.parent, id);
  return change(store, kind, current, moved);
}

/** Deletes an object that nothing else stands in. @throws ServiceError */
export function remove(store: Store, kind: Kind, id: string, parentId?: string): Written {
  const current = existing(store, id, kind, parentId);
  refusePending(current);
  const { holds, retired, deletion } = kind.rest;
  if (retired && current.body["isRetired"] !== true) throw incorrectState(`${id} is not retired`);
  const children = holds
    ? store.all().filter((object) => object.body[holds] === id && !isDeleted(object))
    : store.childrenOf(id);
  if (children.length > 0) throw conflict(`${id} still holds ${children.length} object(s), e.g. ${children[0]?.id}`);
  refuseReferred(store, current);
  if (deletion === "shown") {
    const name = `${String(current.body["name"])}.${randomBytes(4).toString("hex")}`;
    return change(store, kind, current, { lifecycleState: DELETED, name });
  }
  store.delete(id);
  return withWorkRequest(store, kind, "delete", current);
}

/** Schedules the deletion of an object, which stays until then. @throws ServiceError when it is scheduled already */
export function scheduleDeletion(store: Store, kind: Kind, id: string, given: RestObject): Written {
  const current = existing(store, id, kind);
  refusePending(current);
  const inDays = new Date(Date.now() + DAYS_PENDING * 24 * 3_600_000).toISOString();
  const timeOfDeletion = given["timeOfDeletion"] ?? inDays;
  if (typeof timeOfDeletion !== "string" || Number.isNaN(Date.parse(timeOfDeletion)))
    throw invalidParameter(`'timeOfDeletion' is ${JSON.stringify(timeOfDeletion)}; it must be an RFC 3339 time`);
  return change(store, kind, current, { lifecycleState: PENDING_DELETION, timeOfDeletion });
}

/** The object of that OCID. @throws ServiceError 404 when it is not there, or is of another kind. */
export function existing(store: Store, id: string, kind?: Kind, parentId?: string): StoredObject {
  const object = store.get(id);
  if (!object || (kind && object.kind !== kind.token)) throw notFound(id);
  if (parentId !== undefined && object.parent !== parentId) throw notFound(id);
  return object;
}

/** Version of an object's body, as the `etag` header carries it. */
export function etagOf(object: StoredObject): string {
  return createHash("sha256").update(JSON.stringify(object.body)).digest("hex").slice(0, 32);
}

function refusePending({ id, body }: StoredObject): void {
  if (body["lifecycleState"] === PENDING_DELETION) {
    throw incorrectState(`${id} is ${PENDING_DELETION} until ${String(body["timeOfDeletion"])}`);
  }
  if (body["lifecycleState"] === DELETED) throw incorrectState(`${id} is ${DELETED}`);
}

function withoutWriteOnly(kind: Kind, body: RestObject): RestObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !kind.inputs[key]?.writeOnly));
}

function change(store: Store, kind: Kind, current: StoredObject, changes: RestObject): Written {
  const now = new Date().toISOString();
  const object = { ...current, body: { ...current.body, ...changes, timeUpdated: now, timeLastModified: now } };
  store.put(object);
  return withWorkRequest(store, kind, "update", object);
}

/** The changes that a PUT asks for: of what it names, the inputs that the kind has. @throws ServiceError */
function changesOf(
  shape: { properties: Readonly<Record<string, Field & Pick<Input, "action">>> },
  current: RestObject,
  given: RestObject,
  id: string,
  path: string,
): RestObject {
  const changes: RestObject = {};
  for (const [name, { type, replaceOnChange, action, attribute = name }] of Object.entries(shape.properties)) {
    const [old, now] = [current[attribute], given[attribute]];
    if (now === undefined) continue;
    if (typeof type === "object" && "properties" in type && isBody(old) && isBody(now) && sameSort(type, old, now)) {
      changes[attribute] = { ...old, ...changesOf(type, old, now, id, `${path}${attribute}.`) };
    } else if ((replaceOnChange || action) && !sameJson(old, now)) {
      throw invalidParameter(`'${path}${attribute}' of ${id} can't be changed`);
    } else changes[attribute] = now;
  }
  return changes;
}

/** Whether two objects are told to be of one sort; those of two have nothing in common. */
function sameSort(shape: ObjectShape, old: RestObject, now: RestObject): boolean {
  const discriminators = Object.entries(shape.properties).filter(([, { checkedEarly }]) => checkedEarly);
  return discriminators.every(([name]) => now[name] === undefined || now[name] === old[name]);
}

function isBody(value: unknown): value is RestObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutNulls(body: RestObject): RestObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function requireInputs(kind: Kind, body: RestObject): void {
  for (const [name, input] of Object.entries(kind.inputs)) {
    const attribute = input.attribute ?? name;
    const required = (input.required || input.autonamed) && !input.local;
    if (required && (body[attribute] === undefined || body[attribute] === null)) throw missingParameter(attribute);
  }
}

/** Refuses values that the service does not take, at any depth. @throws ServiceError */
function requireValues(shape: ObjectShape, body: RestObject, path: string): void {
  for (const [name, field] of Object.entries(shape.properties)) {
    const at = path + (field.attribute ?? name);
    const value = body[field.attribute ?? name];
    if (value === undefined || value === null) {
      if (field.required && path !== "") throw missingParameter(at);
      continue;
    }
    requireValue(field, value, at);
    requireLanguage(field, value, at);
    const isNeedy = typeof value === "string" && field.needs && Object.hasOwn(field.needs, value);
    const needs = isNeedy ? (field.needs?.[value] ?? []) : [];
    for (const need of needs) if (body[need] === undefined) throw missingParameter(path + need);
    const { type } = field;
    if (typeof type === "object" && "properties" in type && isBody(value)) requireValues(type, value, `${at}.`);
    if (Array.isArray(type) && Array.isArray(value)) {
      value.forEach((item, i) => {
        const items: ObjectShape = { properties: { [`${at}[${i}]`]: { type: (type as readonly [Shape])[0] } } };
        requireValues(items, { [`${at}[${i}]`]: item as unknown }, "");
      });
    }
  }
}

function requireValue({ type, oneOf, pattern }: Field, value: unknown, at: string): void {
  requireType(type, value, at);
  const got = `'${at}' is ${JSON.stringify(value)}`;
  if (oneOf && !oneOf.includes(String(value))) throw invalidParameter(`${got}; it must be one of ${oneOf.join(", ")}`);
  if (pattern && !pattern.test(String(value))) throw invalidParameter(`${got}; it must match ${pattern.source}`);
}

function refuseDuplicate(
  store: Store,
  kind: Kind,
  body: RestObject,
  parentId: string | undefined,
  self?: string,
): void {
  const { unique } = kind.rest;
  if (!unique) return;
  const value = body[unique.attribute];
  const twin = store
    .byKind(kind.token)
    .filter((other) => other.id !== self && other.body[unique.attribute] === value)
    .find(
      (other) =>
        unique.within === "tenancy" ||
        (unique.within === "parent"
          ? other.parent === parentId
          : other.body["compartmentId"] === body["compartmentId"]),
    );
  if (twin)
    throw alreadyExists(`${unique.attribute} '${String(value)}' is taken in this ${unique.within} by ${twin.id}`);
}

function withWorkRequest(store: Store, kind: Kind, write: Write, object: StoredObject): Written {
  const { workRequest } = kind.rest;
  if (!workRequest?.on.includes(write)) return { object };
  const now = new Date().toISOString();
  const actionType = { create: "CREATED", update: "UPDATED", delete: "DELETED" }[write];
  const request: WorkRequest = {
    id: `ocid1.workrequest.oc1..${randomBytes(20).toString("hex")}`,
    operationType: `${write.toUpperCase()}_${workRequest.entityType.toUpperCase()}`,
    status: "SUCCEEDED",
    compartmentId: object.body["compartmentId"],
    percentComplete: 100,
    timeAccepted: now,
    timeStarted: now,
    timeFinished: now,
    resources: [{ entityType: workRequest.entityType, actionType, identifier: object.id, entityUri: `/${object.id}` }],
  };
  store.putWorkRequest(request);
  return { object, workRequest: request };
}

/** IAM is global: its OCIDs name no region. */
function newId(kind: Kind, region: string): string {
  if (kind.rest.ids === "scim") return randomBytes(16).toString("hex");
  const place = kind.sdk.package === "oci-identity" ? "" : region;
  return `ocid1.${kind.entity}.oc1.${place}.${randomBytes(30).toString("hex")}`;
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
