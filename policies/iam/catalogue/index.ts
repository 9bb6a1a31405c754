import type { Verb } from "../ast";
import { devops } from "./devops";
import { VERBS, type CatalogueEntry } from "./entry";
import { functions } from "./functions";
import { identity } from "./identity";
import { kubernetes } from "./kubernetes";
import { listed } from "./listed";
import { logging } from "./logging";
import { notifications } from "./notifications";
import { objectStorage } from "./object-storage";
import { registry } from "./registry";
import { seen } from "./seen";
import { vault } from "./vault";

export type { CatalogueEntry } from "./entry";

/** Every entry, confirmed ones first; a type has one entry. */
export const catalogue: readonly CatalogueEntry[] = [
  ...devops,
  ...functions,
  ...identity,
  ...kubernetes,
  ...logging,
  ...notifications,
  ...objectStorage,
  ...registry,
  ...vault,
  ...listed,
  ...seen,
];

const byType: ReadonlyMap<string, CatalogueEntry> = new Map(catalogue.map((entry) => [entry.type, entry]));

/** What the catalogue knows of a type; undefined if nothing. */
export function entryOf(type: string): CatalogueEntry | undefined {
  return byType.get(type);
}

/** The names of all types, for the nearest one. */
export function knownTypes(): Iterable<string> {
  return byType.keys();
}

/**
 * The permissions that a verb grants on a type or on the members of a family, without duplicates, those of weaker verbs
 * first. Undefined if the catalogue doesn't know them all.
 */
export function permissionsOf(verb: Verb, type: string): readonly string[] | undefined {
  const entry = entryOf(type);
  if (entry?.members) {
    const granted = entry.members.map((member) => permissionsOf(verb, member));
    return granted.every((each) => each !== undefined) ? [...new Set(granted.flat())] : undefined;
  }
  const verbs = entry?.adds?.slice(0, VERBS.indexOf(verb) + 1);
  return verbs && [...new Set(verbs.flatMap((added) => added.split(" ")).filter((permission) => permission !== ""))];
}

/** Like `permissionsOf`, but those that are known where not all are; empty for types that the catalogue doesn't have. */
export function knownPermissionsOf(verb: Verb, type: string): readonly string[] {
  const { members } = entryOf(type) ?? {};
  if (members) return [...new Set(members.flatMap((member) => knownPermissionsOf(verb, member)))];
  return permissionsOf(verb, type) ?? [];
}

let services: Map<string, Set<string>> | undefined;

/** The services of the types that grant a permission, by their names; undefined if the catalogue doesn't know it. */
export function servicesOf(permission: string): ReadonlySet<string> | undefined {
  services ??= byPermission();
  return services.get(permission);
}

function byPermission(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { type, service } of catalogue)
    for (const permission of knownPermissionsOf("manage", type))
      found.set(permission, (found.get(permission) ?? new Set()).add(service));
  return found;
}
