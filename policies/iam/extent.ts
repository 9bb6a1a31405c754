import type { Grant, VerbAction } from "./ast";
import { catalogue, entryOf, knownPermissionsOf, permissionsOf, servicesOf } from "./catalogue";
import { VERBS } from "./catalogue/entry";
import type { PermissionFilter } from "./filter";

/** Stands for every type of every service. */
export const ALL_RESOURCES = "all-resources";

/** The permissions of a statement, as far as the catalogue knows them: two bounds, equal where it knows all. */
export interface Extent {
  /** Surely among them; upper-case. */
  readonly least: ReadonlySet<string>;
  /** None but these are among them; undefined where the catalogue can't tell. */
  readonly most?: ReadonlySet<string>;
}

type VerbExtents = Readonly<Record<Grant["effect"], Extent>>;

const NONE: ReadonlySet<string> = new Set();
const UNKNOWN: Extent = { least: NONE };

/** Those of types in the catalogue, once asked for. */
const known = new Map<string, VerbExtents>();

/**
 * The permissions that a statement allows or denies, without those that a filter of its condition stops. Does not throw.
 *
 * What a verb denies: the pages that were read don't tell whether a verb denies also what stronger verbs grant, or what
 * weaker ones grant. What it adds to the weaker ones is denied either way; nothing but what `manage` grants can be.
 */
export function extentOf({ action, effect }: Grant, filter?: PermissionFilter): Extent {
  switch (action.kind) {
    case "associate":
      return UNKNOWN;
    case "permissions": {
      const names = new Set(action.permissions.map(({ name }) => name));
      return narrowed({ least: action.resource ? NONE : names, most: names }, filter);
    }
    case "verb": {
      const { listed } = filter ?? {};
      const isEverything = effect === "allow" && action.verb === "manage" && action.resource.name === ALL_RESOURCES;
      if (isEverything && listed) return { least: new Set(listed), most: new Set(listed) };
      return narrowed(extentOfVerb(action)[effect], filter);
    }
  }
}

/** Whether a permission may be among those of an extent, by its bounds or, without one, by the services that have it. */
export function mayHave(extent: Extent, action: Grant["action"], permission: string): boolean {
  if (extent.most) return extent.most.has(permission);
  if (action.kind !== "verb" || action.resource.name === ALL_RESOURCES) return true;
  const service = entryOf(action.resource.name)?.service;
  const services = servicesOf(permission);
  return service === undefined || services === undefined || services.has(service);
}

function narrowed({ least, most }: Extent, filter: PermissionFilter | undefined): Extent {
  if (!filter) return most ? { least, most } : { least };
  const bound = most ?? filter.listed;
  const passing = (permissions: Iterable<string>): Set<string> => new Set([...permissions].filter(filter.passes));
  return { least: passing(least), ...(bound && { most: passing(bound) }) };
}

function extentOfVerb(action: VerbAction): VerbExtents {
  const key = `${action.verb} ${action.resource.name}`;
  const found = known.get(key);
  if (found) return found;
  const isListed = action.resource.name === ALL_RESOURCES || entryOf(action.resource.name) !== undefined;
  const made = { allow: allowedBy(action), deny: deniedBy(action) };
  if (isListed) known.set(key, made);
  return made;
}

function allowedBy({ verb, resource }: VerbAction): Extent {
  if (resource.name === ALL_RESOURCES)
    return { least: new Set(catalogue.flatMap(({ type }) => knownPermissionsOf(verb, type))) };
  const most = permissionsOf(verb, resource.name);
  return { least: new Set(knownPermissionsOf(verb, resource.name)), ...(most && { most: new Set(most) }) };
}

function deniedBy(action: VerbAction): Extent {
  const { verb, resource, span } = action;
  const { least } = allowedBy(action);
  const weaker = VERBS[VERBS.indexOf(verb) - 1];
  const below = weaker ? allowedBy({ kind: "verb", verb: weaker, resource, span }).least : NONE;
  const most = resource.name === ALL_RESOURCES ? undefined : permissionsOf("manage", resource.name);
  return {
    least: new Set([...least].filter((permission) => !below.has(permission))),
    ...(most && { most: new Set(most) }),
  };
}
