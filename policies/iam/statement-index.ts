import type { Grant, Location, Member, Statement, Subject, Text } from "./ast";
import { entryOf, servicesOf } from "./catalogue";
import { ALL_RESOURCES } from "./extent";
import { meaningOf, type Meaning } from "./meaning";
import { nameOf } from "./subject";

/** The key of what may be about any service, or in any compartment. */
const ANY = "*";

type ByPlace = Map<string, Meaning[]>;
type ByService = Map<string, ByPlace>;

/**
 * Statements of one effect by subject, service and compartment, so that a statement is compared only with those that it
 * may have something in common with.
 */
export class StatementIndex {
  /** In the order of the statements. */
  readonly meanings: readonly Meaning[];
  private readonly order = new Map<Meaning, number>();
  private readonly bySubject = new Map<string, ByService>();
  /** By whether the members are OCIDs, as an OCID and a name may be the same member. */
  private readonly byForm = { id: new Map() as ByService, name: new Map() as ByService };

  constructor(statements: readonly Statement[], effect: Grant["effect"]) {
    this.meanings = statements.flatMap((each) =>
      each.kind === "grant" && each.effect === effect ? [meaningOf(each)] : [],
    );
    this.meanings.forEach((meaning, index) => {
      this.order.set(meaning, index);
      const { subject } = meaning.statement;
      for (const key of keysOf(subject))
        put(
          made(this.bySubject, key, (): ByService => new Map()),
          meaning,
        );
      if (!("members" in subject)) return;
      for (const form of new Set(subject.members.map(formOf))) put(this.byForm[form], meaning);
    });
  }

  /** The statements that may cover one, or a part of its permissions, in their order. */
  near(wanted: Meaning): readonly Meaning[] {
    const { subject, location } = wanted.statement;
    return this.find(subject, servicesOfMeaning(wanted), placesAbove(location));
  }

  /** The statements that may have something in common with one, in their order. */
  touching(meaning: Meaning): readonly Meaning[] {
    return this.find(meaning.statement.subject, servicesOfMeaning(meaning), undefined);
  }

  /** The statements that may be about a subject, in their order. */
  about(subject: Subject): readonly Meaning[] {
    return this.find(subject, undefined, undefined);
  }

  private find(
    subject: Subject,
    services: ReadonlySet<string> | undefined,
    places: readonly string[] | undefined,
  ): readonly Meaning[] {
    const groups = [...keysOf(subject), "any-user", "any-group"].map((key) => this.bySubject.get(key));
    if ("members" in subject)
      for (const form of new Set(subject.members.map(formOf))) groups.push(this.byForm[form === "id" ? "name" : "id"]);
    const found = new Set<Meaning>();
    for (const group of groups)
      for (const byPlace of valuesOf(group, services && [...services, ANY]))
        for (const meanings of valuesOf(byPlace, places)) for (const meaning of meanings) found.add(meaning);
    return [...found].sort((a, b) => this.orderOf(a) - this.orderOf(b));
  }

  private orderOf(meaning: Meaning): number {
    return this.order.get(meaning) as number;
  }
}

/** Names in lower case: whether case matters is up to the comparison. */
function keysOf(subject: Subject): string[] {
  if (!("members" in subject)) return [subject.kind];
  return subject.members.map((member) => `${subject.kind} ${nameOf(member).toLowerCase()}`);
}

function formOf({ kind }: Member): "id" | "name" {
  return kind === "id" ? "id" : "name";
}

/** The services whose permissions a statement may have; undefined where it may be any. */
function servicesOfMeaning({ statement: { action }, extent }: Meaning): ReadonlySet<string> | undefined {
  const services = new Set<string>();
  if (action.kind === "associate") return undefined;
  if (action.kind === "verb") {
    const { name } = action.resource;
    if (name === ALL_RESOURCES) return undefined;
    const entry = entryOf(name);
    services.add(entry?.service ?? `type ${name}`);
    for (const member of entry?.members ?? []) services.add(entryOf(member)?.service ?? `type ${member}`);
  }
  for (const permission of extent.most ?? extent.least) {
    const known = servicesOf(permission);
    if (!known) return undefined;
    for (const each of known) services.add(each);
  }
  return services;
}

function placeOf(location: Location | undefined): string {
  return location?.kind === "compartment" && !location.tenancy ? pathKey(location.path) : ANY;
}

/** The places that may have one in them; undefined where it may be any. */
function placesAbove(location: Location | undefined): string[] | undefined {
  if (location?.kind === "tenancy") return [ANY];
  if (location?.kind !== "compartment" || location.tenancy) return undefined;
  return [ANY, ...location.path.map((_, index) => pathKey(location.path.slice(0, index + 1)))];
}

function pathKey(path: readonly Text[]): string {
  return path.map(({ text }) => text.toLowerCase()).join(":");
}

function put(byService: ByService, meaning: Meaning): void {
  const place = placeOf(meaning.statement.location);
  for (const service of servicesOfMeaning(meaning) ?? [ANY])
    made(
      made(byService, service, (): ByPlace => new Map()),
      place,
      (): Meaning[] => [],
    ).push(meaning);
}

/** The value of a key, made if it isn't there. */
function made<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

/** The values of these keys, or of all. */
function valuesOf<T>(map: ReadonlyMap<string, T> | undefined, keys: readonly string[] | undefined): Iterable<T> {
  if (!map) return [];
  return keys ? keys.map((key) => map.get(key)).filter((value) => value !== undefined) : map.values();
}
