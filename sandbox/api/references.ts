import { kindOf, kinds } from "../kinds";
import type { Field, Kind, ObjectShape, Reference, RestObject, Shape } from "../kinds/kind";
import { conflict, invalidParameter, notAuthorizedOrNotFound, relatedNotFound } from "./errors";
import { isIssued } from "./ids";
import type { Store, StoredObject } from "./store";

/** An OCID in a body, of what it must be, and where it stands. */
interface Mention {
  readonly id: string;
  readonly at: string;
  readonly reference: Reference;
}

/** Kinds whose objects refer to objects of a kind, by its token. */
const referring = new Map(
  kinds.map(({ token }) => [token, kinds.filter((kind) => refersTo({ properties: kind.inputs }, token))]),
);

/**
 * Refuses OCIDs of what is not there, or is of another kind.
 * @param parentId OCID of what the object stands in.
 * @throws ServiceError
 */
export function requireReferences(store: Store, kind: Kind, body: RestObject, parentId: string | undefined): void {
  for (const { id, at, reference } of mentionsIn({ properties: kind.inputs }, body, "")) {
    const object = store.get(id);
    if (!object || !reference.kinds.includes(object.kind)) throw relatedNotFound(`'${at}' ${id}`);
    if (reference.sameParent && object.id !== parentId && object.parent !== parentId)
      throw invalidParameter(`'${at}' is ${id}; it must be in ${String(parentId)} too`);
  }
}

/**
 * Refuses OCIDs that a sandbox has given out, of what is not there or no longer: anywhere in a body. Those of OCI itself
 * are of what was there before, so that a stack may name what others made.
 * @throws ServiceError in the form that OCI has for a compartment; of anything else, as for a reference.
 */
export function requireIssued(store: Store, body: RestObject, path = ""): void {
  for (const [name, value] of Object.entries(body)) {
    const at = path + name;
    if (typeof value === "object" && value !== null) requireIssued(store, value as RestObject, `${at}.`);
    if (typeof value !== "string" || !isIssued(value)) continue;
    const state = store.get(value)?.body["lifecycleState"];
    if (state !== undefined && state !== "DELETED") continue;
    throw value.startsWith("ocid1.compartment.")
      ? notAuthorizedOrNotFound(`there is no compartment ${value}, which '${at}' names`)
      : relatedNotFound(`'${at}' ${value}`);
  }
}

/** Refuses to delete what other objects refer to. That OCI does so too is not documented. @throws ServiceError */
export function refuseReferred(store: Store, { id, kind }: StoredObject): void {
  const mentioning = (referring.get(kind) ?? [])
    .flatMap(({ token }) => store.byKind(token))
    .filter((other) => other.id !== id)
    .filter(({ kind: token, body }) => {
      const properties = kindOf(token)?.inputs ?? {};
      return mentionsIn({ properties }, body, "").some((mention) => mention.id === id);
    });
  if (mentioning.length > 0)
    throw conflict(`${id} is still named by ${mentioning.length} object(s), e.g. ${mentioning[0]?.id}`);
}

function refersTo(shape: ObjectShape, token: string): boolean {
  return Object.values(shape.properties).some(
    ({ type, refersTo: reference }) =>
      reference?.kinds.includes(token) === true || shapesIn(type).some((inner) => refersTo(inner, token)),
  );
}

function shapesIn(type: Shape): ObjectShape[] {
  const inner = Array.isArray(type) ? (type as readonly [Shape])[0] : type;
  return typeof inner === "object" && "properties" in inner ? [inner] : [];
}

function mentionsIn(shape: ObjectShape, body: RestObject, path: string): Mention[] {
  return Object.entries(shape.properties).flatMap(([name, field]) =>
    mentionsOf(field, body[field.attribute ?? name], path + (field.attribute ?? name)),
  );
}

function mentionsOf({ type, refersTo: reference }: Field, value: unknown, at: string): Mention[] {
  if (Array.isArray(value)) {
    const item = {
      type: Array.isArray(type) ? (type as readonly [Shape])[0] : type,
      ...(reference ? { refersTo: reference } : {}),
    };
    return value.flatMap((each, index) => mentionsOf(item, each, `${at}[${index}]`));
  }
  if (typeof value === "string") return reference ? [{ id: value, at, reference }] : [];
  if (typeof value !== "object" || value === null) return [];
  return shapesIn(type).flatMap((inner) => mentionsIn(inner, value as RestObject, `${at}.`));
}
