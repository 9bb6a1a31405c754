import type { Condition, Grant, Location, Statement, Subject, Text } from "./ast";
import { entryOf, servicesOf } from "./catalogue";
import { ALL_RESOURCES } from "./extent";
import { meaningOf, type Meaning } from "./meaning";
import { printCondition } from "./printer";
import { nameOf } from "./subject";
import { testsOf } from "./tests-of";

/** The key of what may be about any service, in any compartment, or met without any one test. */
const ANY = "*";

/** What separates the parts of a key; no name has it. */
const SEPARATOR = "\n";

/**
 * Statements of one effect by subject, service, compartment and a test that their condition needs, so that a statement is
 * compared only with those that may cover it.
 */
export class StatementIndex {
  /** In the order of the statements. */
  readonly meanings: readonly Meaning[];
  private readonly order = new Map<Meaning, number>();
  private readonly byEverything = new Map<string, Meaning[]>();
  private readonly bySubject = new Map<string, Meaning[]>();
  private readonly byPlace = new Map<string, Meaning[]>();

  constructor(statements: readonly Statement[], effect: Grant["effect"]) {
    this.meanings = statements.flatMap((each) =>
      each.kind === "grant" && each.effect === effect ? [meaningOf(each)] : [],
    );
    const needs = rarestNeeds(this.meanings);
    this.meanings.forEach((meaning, index) => {
      this.order.set(meaning, index);
      const { subject, location } = meaning.statement;
      const [place, need] = [placeOf(location), needs[index] ?? ANY];
      const { known, isAny } = servicesOfMeaning(meaning);
      for (const subjectKey of keysOf(subject))
        for (const service of isAny ? [ANY] : known)
          put(this.byEverything, [subjectKey, service, place, need].join(SEPARATOR), meaning);
      for (const key of [...keysOf(subject), ...formsOf(subject)]) {
        put(this.bySubject, key, meaning);
        put(this.byPlace, [key, place].join(SEPARATOR), meaning);
      }
    });
  }

  /** Those that may cover a statement, or a part of its permissions, in no order. */
  covering(wanted: Meaning): Iterable<Meaning> {
    const { statement, condition } = wanted;
    const [subjectKey = ANY] = keysOf(statement.subject);
    const { known } = servicesOfMeaning(wanted);
    const found = new Set<Meaning>();
    const subjects = [...new Set([subjectKey, "any-user", "any-group"])].filter((key) => this.bySubject.has(key));
    const needs = condition ? [ANY, ...textsOf(condition)] : [ANY];
    for (const subject of subjects)
      for (const service of [...known, ANY])
        for (const place of placesAbove(statement.location))
          for (const need of needs)
            for (const meaning of this.byEverything.get([subject, service, place, need].join(SEPARATOR)) ?? [])
              found.add(meaning);
    return found;
  }

  /** Those that are about a subject, or may be, or about a part of it, in no order. */
  about(subject: Subject): Iterable<Meaning> {
    return this.listed(this.bySubject, keysAbout(subject));
  }

  /** Those that are about a statement's subject, or may be, and may hold where it holds, in no order. */
  possible({ statement: { subject, location } }: Meaning): Iterable<Meaning> {
    const isComparable = location?.kind === "tenancy" || placeOf(location) !== ANY;
    if (!isComparable) return this.about(subject);
    const places = placesAbove(location);
    const keys = keysAbout(subject).flatMap((key) => places.map((place) => [key, place].join(SEPARATOR)));
    return this.listed(this.byPlace, keys);
  }

  private *listed(map: ReadonlyMap<string, readonly Meaning[]>, keys: readonly string[]): Iterable<Meaning> {
    const found = new Set<Meaning>();
    for (const key of keys)
      for (const meaning of map.get(key) ?? []) {
        if (found.has(meaning)) continue;
        found.add(meaning);
        yield meaning;
      }
  }

  /** Some of the statements in their order. */
  inOrder(meanings: Iterable<Meaning>): readonly Meaning[] {
    return [...meanings].sort((a, b) => (this.order.get(a) as number) - (this.order.get(b) as number));
  }
}

/** Names in lower case: whether case matters is up to the comparison. */
function keysOf(subject: Subject): string[] {
  if (!("members" in subject)) return [subject.kind];
  return subject.members.map((member) => `${subject.kind} ${nameOf(member).toLowerCase()}`);
}

/** Whether its members are OCIDs or names, as the one may be the same member as the other. */
function formsOf(subject: Subject): string[] {
  if (!("members" in subject)) return [];
  return [...new Set(subject.members.map(({ kind }) => (kind === "id" ? "id" : "name")))];
}

/** The keys of those that a subject is, or is one of, or may be the same as. */
function keysAbout(subject: Subject): string[] {
  const others = formsOf(subject).map((form) => (form === "id" ? "name" : "id"));
  return [...new Set([...keysOf(subject), ...others, "any-user", "any-group"])];
}

/** The services whose permissions a statement has, as far as that is known, and whether it may have those of any. */
function servicesOfMeaning({ statement: { action }, extent }: Meaning): { known: Set<string>; isAny: boolean } {
  const known = new Set<string>();
  let isAny = action.kind === "associate";
  if (action.kind === "verb" && action.resource.name !== ALL_RESOURCES) {
    const { name } = action.resource;
    const entry = entryOf(name);
    known.add(entry?.service ?? `type ${name}`);
    for (const member of entry?.members ?? []) known.add(entryOf(member)?.service ?? `type ${member}`);
  } else if (!extent.most) return { known, isAny: true };
  for (const permission of extent.most ?? extent.least) {
    const services = servicesOf(permission);
    if (!services) isAny = true;
    else for (const each of services) known.add(each);
  }
  return { known, isAny };
}

function placeOf(location: Location | undefined): string {
  return location?.kind === "compartment" && !location.tenancy ? pathKey(location.path) : ANY;
}

/** The places that may be known to have a location in them. */
function placesAbove(location: Location | undefined): string[] {
  if (location?.kind !== "compartment" || location.tenancy) return [ANY];
  return [ANY, ...location.path.map((_, index) => pathKey(location.path.slice(0, index + 1)))];
}

function pathKey(path: readonly Text[]): string {
  return path.map(({ text }) => text.toLowerCase()).join(":");
}

/** For each statement the test that its condition needs and that fewest of the others need; undefined if it needs none. */
function rarestNeeds(meanings: readonly Meaning[]): (string | undefined)[] {
  const counts = new Map<string, number>();
  const needs = meanings.map(({ condition }) => (condition ? needsOf(condition) : []));
  for (const need of needs.flat()) counts.set(need, (counts.get(need) ?? 0) + 1);
  return needs.map((each) => each.sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))[0]);
}

/** The tests without which a condition is not met; a condition can imply it only if it has each of them. */
function needsOf(condition: Condition): string[] {
  if (condition.kind === "all") return condition.conditions.flatMap(needsOf);
  return condition.kind === "any" ? [] : textsOf(condition);
}

/** The tests of a condition as they are compared: in any case. */
function textsOf(condition: Condition): string[] {
  return testsOf(condition).map((test) => printCondition(test).toLowerCase());
}

function put(map: Map<string, Meaning[]>, key: string, meaning: Meaning): void {
  const list = map.get(key);
  if (list) list.push(meaning);
  else map.set(key, [meaning]);
}
