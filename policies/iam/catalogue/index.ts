import type { Verb } from "../ast";
import { artifacts } from "./artifacts";
import { blockVolume } from "./block-volume";
import { compute } from "./compute";
import { dependencyManagement } from "./dependency-management";
import { devops } from "./devops";
import { VERBS, type CatalogueEntry } from "./entry";
import { fileStorage } from "./file-storage";
import { functions } from "./functions";
import { identity } from "./identity";
import { kubernetes } from "./kubernetes";
import { listed } from "./listed";
import { loadBalancer } from "./load-balancer";
import { logging } from "./logging";
import { networking } from "./networking";
import { notifications } from "./notifications";
import { objectStorage } from "./object-storage";
import { registry } from "./registry";
import { resourceManager } from "./resource-manager";
import { seen } from "./seen";
import { vault } from "./vault";

export type { CatalogueEntry } from "./entry";

/** Every entry, confirmed ones first; a type has one entry. */
export const catalogue: readonly CatalogueEntry[] = [
  ...artifacts,
  ...blockVolume,
  ...compute,
  ...dependencyManagement,
  ...devops,
  ...fileStorage,
  ...functions,
  ...identity,
  ...kubernetes,
  ...loadBalancer,
  ...logging,
  ...networking,
  ...notifications,
  ...objectStorage,
  ...registry,
  ...resourceManager,
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
  const members = entry?.members?.map((member) => permissionsOf(verb, member));
  const own = entry && ownPermissionsOf(verb, entry);
  if (!own && !members) return undefined;
  return members?.some((each) => !each)
    ? undefined
    : [...new Set([...(own ?? []), ...(members ?? []).flatMap((each) => each ?? [])])];
}

/** Like `permissionsOf`, but those that are known where not all are; empty for types that the catalogue doesn't have. */
export function knownPermissionsOf(verb: Verb, type: string): readonly string[] {
  const entry = entryOf(type);
  if (!entry) return [];
  const members = entry.members ?? [];
  return [
    ...new Set([
      ...(ownPermissionsOf(verb, entry) ?? []),
      ...members.flatMap((each) => knownPermissionsOf(verb, each)),
    ]),
  ];
}

function ownPermissionsOf(verb: Verb, { adds, all }: CatalogueEntry): string[] | undefined {
  if (!adds && (verb !== "manage" || !all)) return undefined;
  return wordsOf(adds ? adds.slice(0, VERBS.indexOf(verb) + 1).join(" ") : all);
}

function wordsOf(text = ""): string[] {
  return text.split(" ").filter((word) => word !== "");
}

let services: Map<string, Set<string>> | undefined;

/** The services of the types that grant a permission, by their names; undefined if the catalogue doesn't know it. */
export function servicesOf(permission: string): ReadonlySet<string> | undefined {
  services ??= byPermission();
  return services.get(permission);
}

/** The names of all permissions, for the nearest one; unconfirmed ones are among them. */
export function knownPermissions(): Iterable<string> {
  services ??= byPermission();
  return services.keys();
}

function byPermission(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const entry of catalogue)
    for (const permission of [...(ownPermissionsOf("manage", entry) ?? []), ...wordsOf(entry.unconfirmed)])
      found.set(permission, (found.get(permission) ?? new Set()).add(entry.service));
  return found;
}
