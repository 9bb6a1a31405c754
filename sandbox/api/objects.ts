import { createHash, randomBytes } from "node:crypto";

import { kindOf } from "../kinds";
import type { Field, FillContext, Input, Kind, ObjectShape, RestObject, Shape, Write } from "../kinds/kind";
import type { Caller } from "./caller";
import { requireDefinedTags } from "./defined-tags";
import {
  alreadyExists,
  conflict,
  incorrectState,
  invalidParameter,
  limitExceeded,
  missingParameter,
  notFound,
  relatedNotFound,
} from "./errors";
import { requireGrants } from "./grants";
import { newId } from "./ids";
import { requireLanguage } from "./language";
import { done, PASSING, takesTime } from "./life-cycle";
import { refuseReferred, requireIssued, requireReferences } from "./references";
import { keepContent } from "./secret-bundles";
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
  /** What only this answer tells, and the sandbox does not keep. */
  readonly toldOnce?: RestObject;
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
  requireBody(kind, body);
  const parentId = rest.parent && String(body[rest.parent]);
  const parent = parentId === undefined ? undefined : parentOf(store, kind, parentId, inPath !== undefined);
  if (parent) refusePending(parent);
  requireReferences(store, kind, body, parentId);
  requireIssued(store, body);
  requireDefinedTags(store, body, {}, settings);
  refuseDuplicate(store, kind, body, parentId);
  refuseTooMany(store, kind, body, caller.tenancyId);
  if (rest.most !== undefined && parentId !== undefined && store.childrenOf(parentId).length >= rest.most)
    throw limitExceeded(`${parentId} has ${rest.most} objects of this kind, and may have no more`);

  const now = new Date().toISOString();
  const id = newId(kind, caller.region);
  const context: FillContext = { ...caller, now, ...(parent ? { parent: parent.body } : {}) };
  const object: RestObject = {
    definedTags: {},
    freeformTags: {},
    systemTags: {},
    ...withoutWriteOnly(kind, body),
    [rest.id ?? "id"]: id,
    lifecycleState: takesTime(kind, "create", settings.lifecycleDelay) ? "CREATING" : rest.target,
    timeCreated: now,
    timeUpdated: now,
    timeLastModified: now,
  };
  const filled: RestObject = { ...object, ...rest.fill?.(object, context) };
  requireGrants(store, kind, filled, filled, caller, settings);
  const [kept, toldOnce] = apart(kind, filled);
  const stored: StoredObject = { id, kind: kind.token, parent: parentId, region: caller.region, body: kept };
  store.put(stored);
  keepContent(store, kind, id, body);
  const written = { ...withWorkRequest(store, kind, "create", stored, settings.lifecycleDelay), toldOnce };
  if (filled["lifecycleState"] === "CREATING" || written.workRequest) becomes(store, written, rest.target, settings);
  return written;
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
  if (parent !== undefined) parentOf(store, kind, parent, false);
  requireReferences(store, kind, changes, parent);
  requireIssued(store, changes);
  requireDefinedTags(store, changes, current.body, settings);
  refuseDuplicate(store, kind, body, parent, id);
  refuseTooMany(store, kind, body, caller.tenancyId, id);
  requireGrants(store, kind, body, changes, caller, settings);
  const currentVersionNumber = keepContent(store, kind, id, changes);
  const version = currentVersionNumber === undefined ? {} : { currentVersionNumber };
  return change(store, kind, { ...current, parent }, { ...withoutWriteOnly(kind, changes), ...version });
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
    const group = parentOf(store, kind, target, false);
    const moved = { logGroupId: target, compartmentId: group?.body["compartmentId"] };
    refuseDuplicate(store, kind, { ...current.body, ...moved }, target, id);
    return change(store, kind, { ...current, parent: target }, moved);
  }
  if (action === "updateEndpointConfig")
    return change(store, kind, current, {
      endpointConfig: { ...(current.body["endpointConfig"] as object), ...given },
    });
  const target = action === "moveCompartment" ? "targetCompartmentId" : "compartmentId";
  if (typeof given[target] !== "string") throw missingParameter(target);
  requireIssued(store, given);
  const moved = { compartmentId: given[target] };
  refuseDuplicate(store, kind, { ...current.body, ...moved }, current.parent, id);
  return change(store, kind, current, moved);
}

/** Deletes an object that nothing else stands in. @throws ServiceError */
export function remove(
  store: Store,
  kind: Kind,
  id: string,
  parentId: string | undefined,
  settings: Settings,
): Written {
  const current = existing(store, id, kind, parentId);
  refusePending(current);
  const { holds, retired, deletion, takesAlong } = kind.rest;
  if (retired && current.body["isRetired"] !== true) throw incorrectState(`${id} is not retired`);
  const children = holds
    ? store.all().filter((object) => object.body[holds] === id && !isDeleted(object))
    : store.childrenOf(id);
  if (children.length > 0 && !takesAlong)
    throw conflict(`${id} still holds ${children.length} object(s), e.g. ${children[0]?.id}`);
  refuseReferred(store, current);
  for (const child of children) store.delete(child.id);
  const isSlow = takesTime(kind, "delete", settings.lifecycleDelay);
  const end = deletion === "shown" ? DELETED : undefined;
  if (end === undefined && !isSlow) {
    store.delete(id);
    return withWorkRequest(store, kind, "delete", current);
  }
  const name = `${String(current.body["name"])}.${randomBytes(4).toString("hex")}`;
  const lifecycleState = isSlow ? "DELETING" : end;
  const object = changed(store, current, { lifecycleState, ...(end && { name }) });
  const written = withWorkRequest(store, kind, "delete", object, isSlow ? settings.lifecycleDelay : 0);
  if (isSlow) becomes(store, written, end, settings);
  return written;
}

/** Schedules the deletion of an object, which stays until then. @throws ServiceError when it is scheduled already */
export function scheduleDeletion(store: Store, kind: Kind, id: string, given: RestObject, settings: Settings): Written {
  const current = existing(store, id, kind);
  refusePending(current);
  const inDays = new Date(Date.now() + DAYS_PENDING * 24 * 3_600_000).toISOString();
  const timeOfDeletion = given["timeOfDeletion"] ?? inDays;
  if (typeof timeOfDeletion !== "string" || Number.isNaN(Date.parse(timeOfDeletion)))
    throw invalidParameter(`'timeOfDeletion' is ${JSON.stringify(timeOfDeletion)}; it must be an RFC 3339 time`);
  const isSlow = takesTime(kind, "delete", settings.lifecycleDelay);
  const lifecycleState = isSlow ? "SCHEDULING_DELETION" : PENDING_DELETION;
  const written = change(store, kind, current, { lifecycleState, timeOfDeletion });
  if (isSlow) becomes(store, written, PENDING_DELETION, settings);
  return written;
}

/** Notes what becomes of an object after the sandbox's delay. */
function becomes(
  store: Store,
  { object: { id }, workRequest }: Written,
  state: string | undefined,
  { lifecycleDelay }: Settings,
): void {
  if (lifecycleDelay === 0) return;
  store.putTransition({ id, at: Date.now() + lifecycleDelay * 1000, state, workRequest: workRequest?.id });
}

/** The object of that OCID. @throws ServiceError 404 when it is not there, or is of another kind. */
export function existing(store: Store, id: string, kind?: Kind, parentId?: string): StoredObject {
  const object = store.get(id);
  if (!object || (kind && object.kind !== kind.token)) throw notFound(id);
  if (parentId !== undefined && object.parent !== parentId) throw notFound(id);
  return object;
}

/**
 * What an object stands in; undefined where the sandbox does not hold the kind, such as users.
 * @throws ServiceError when it is not there
 */
function parentOf(store: Store, kind: Kind, id: string, isInPath: boolean): StoredObject | undefined {
  const parentKind = kindOf(kind.rest.parentKind ?? "");
  if (!parentKind) return undefined;
  const found = store.get(id);
  if (found?.kind !== parentKind.token) throw isInPath ? notFound(id) : relatedNotFound(id);
  return found;
}

/** What of a new object is kept, and what is told but once. */
function apart({ computed }: Kind, body: RestObject): [RestObject, RestObject] {
  const isTold = ([key]: [string, unknown]): boolean => computed[key]?.toldOnce === true;
  const entries = Object.entries(body);
  return [Object.fromEntries(entries.filter((entry) => !isTold(entry))), Object.fromEntries(entries.filter(isTold))];
}

/** Version of an object's body, as the `etag` header carries it. */
export function etagOf(object: StoredObject): string {
  return createHash("sha256").update(JSON.stringify(object.body)).digest("hex").slice(0, 32);
}

function refusePending({ id, body }: StoredObject): void {
  if (body["lifecycleState"] === PENDING_DELETION) {
    throw incorrectState(`${id} is ${PENDING_DELETION} until ${String(body["timeOfDeletion"])}`);
  }
  const state = String(body["lifecycleState"]);
  if (state === DELETED || PASSING.includes(state)) throw incorrectState(`${id} is ${state}`);
}

function withoutWriteOnly(kind: Kind, body: RestObject): RestObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !kind.inputs[key]?.writeOnly));
}

function change(store: Store, kind: Kind, current: StoredObject, changes: RestObject): Written {
  return withWorkRequest(store, kind, "update", changed(store, current, changes));
}

function changed(store: Store, current: StoredObject, changes: RestObject): StoredObject {
  const now = new Date().toISOString();
  const object = { ...current, body: { ...current.body, ...changes, timeUpdated: now, timeLastModified: now } };
  store.put(object);
  return object;
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

/** Refuses a body that lacks what its kind requires, or has what the service does not take. @throws ServiceError */
export function requireBody(kind: Kind, body: RestObject): void {
  requireInputs(kind, body);
  requireValues({ properties: kind.inputs }, body, "");
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

/** @param delay seconds until the work request is done */
function withWorkRequest(store: Store, kind: Kind, write: Write, object: StoredObject, delay = 0): Written {
  const { workRequest } = kind.rest;
  if (!workRequest?.on.includes(write)) return { object };
  const now = new Date();
  const actionType = { create: "CREATED", update: "UPDATED", delete: "DELETED" }[write];
  const request: WorkRequest = {
    id: `ocid1.workrequest.oc1..${randomBytes(20).toString("hex")}`,
    operationType: `${write.toUpperCase()}_${workRequest.entityType.toUpperCase()}`,
    status: "IN_PROGRESS",
    compartmentId: object.body["compartmentId"],
    percentComplete: 0,
    timeAccepted: now.toISOString(),
    timeStarted: now.toISOString(),
    ...(delay === 0 ? done(now) : {}),
    resources: [{ entityType: workRequest.entityType, actionType, identifier: object.id, entityUri: `/${object.id}` }],
  };
  store.putWorkRequest(request);
  return { object, workRequest: request };
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
