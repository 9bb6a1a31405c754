import type { Action, Grant } from "./ast";
import { entryOf, servicesOf } from "./catalogue";
import { VERBS } from "./catalogue/entry";
import { no, unknown, worstOf, YES, type Coverage } from "./coverage";
import { ALL_RESOURCES, mayHave } from "./extent";
import { implies } from "./implies";
import { coversLocation } from "./location";
import { meaningOf, type Meaning } from "./meaning";
import { printAction, printCondition, printStatement } from "./printer";
import { coversSubject } from "./subject";

export type { Coverage } from "./coverage";

/** More of them are counted, not named. */
const MOST_NAMED = 6;

/**
 * Whether one statement grants everything that another one grants, both of policies in the same compartment. Conditions
 * are compared by their form, but for those on `request.permission`, which narrow the permissions; unknown where that is
 * not enough. Statements that deny are unknown. Names are compared as they are: `withDefinitions` puts OCIDs in the place of
 * those that a policy defines. Does not throw.
 */
export function covers(a: Grant, b: Grant): Coverage {
  if (a.effect === "deny" || b.effect === "deny") return unknown("statements that deny grant nothing");
  return coversMeaning(meaningOf(a), meaningOf(b));
}

/** Like `covers`, of statements with the same effect: whether one allows, or denies, everything that the other one does. */
export function coversMeaning(a: Meaning, b: Meaning): Coverage {
  return worstOf([
    coversSubject(a.statement.subject, b.statement.subject),
    coversPlace(a, b),
    coversPermissions(a, b),
    coversCondition(a, b),
  ]);
}

/** Whether one holds wherever the other one holds. */
export function coversPlace({ statement: a }: Meaning, { statement: b }: Meaning): Coverage {
  if (a.reach !== b.reach) return no(`one is '${a.reach}', the other '${b.reach}'`);
  return worstOf([coversLocation(a.origin, b.origin), coversLocation(a.location, b.location)]);
}

/** Whether one has all permissions of the other one. */
export function coversPermissions(a: Meaning, b: Meaning): Coverage {
  if (surelyHasPermissions(a, b)) return YES;
  const [first, second] = [a.statement.action, b.statement.action];
  if (first.kind === "associate" || second.kind === "associate") return unknown("associations are not compared");
  const isLessThanAll = second.kind === "verb" && second.resource.name === ALL_RESOURCES && !b.isNarrowed;
  if (isLessThanAll && first.kind === "verb" && first.resource.name !== ALL_RESOURCES)
    return no(`'${first.resource.name}' is less than '${ALL_RESOURCES}'`);
  const { least, most } = b.extent;
  const missing = [...least].filter((permission) => !mayHave(a.extent, first, permission));
  if (missing.length > 0) return no(`'${printAction(first)}' doesn't grant ${listOf(missing)}`);
  if (isOfOtherServices(a, second)) return no(`'${printAction(first)}' grants nothing of '${printAction(second)}'`);
  return unknown(`the catalogue doesn't know all permissions of '${printAction(most ? first : second)}'`);
}

/** Whether `coversPermissions` says yes. */
export function surelyHasPermissions(a: Meaning, b: Meaning): boolean {
  const [first, second] = [a.statement.action, b.statement.action];
  if (isSame(a.statement, b.statement)) return true;
  if (first.kind === "associate" || second.kind === "associate") return false;
  if (!a.isNarrowed && coversByType(a.statement, first, second)) return true;
  const { most } = b.extent;
  return most !== undefined && most.size <= a.extent.least.size && isSubset(most, a.extent.least);
}

/** Whether all permissions of one are known, and none is of a service that the type of the other one is of. */
function isOfOtherServices({ extent: { most } }: Meaning, wanted: Action): boolean {
  const entry = wanted.kind === "verb" ? entryOf(wanted.resource.name) : undefined;
  if (!most || !entry) return false;
  const services = [entry, ...(entry.members ?? []).map(entryOf)].map((each) => each?.service);
  return [...most].every((permission) => !services.some((each) => each && servicesOf(permission)?.has(each)));
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  for (const each of part) if (!whole.has(each)) return false;
  return true;
}

/** Whether one is met wherever the other one is. */
export function coversCondition(a: Meaning, b: Meaning): Coverage {
  if (!a.condition || (b.condition && implies(b.condition, a.condition))) return YES;
  return unknown("its condition may exclude what the other one grants");
}

/** Whether a type is another one, or a family that has it, or all that it stands for. */
export function coversType(a: string, b: string): boolean {
  if (a === b || a === ALL_RESOURCES) return true;
  const members = entryOf(a)?.members ?? [];
  const { members: others, adds } = entryOf(b) ?? {};
  return members.includes(b) || (!adds && others !== undefined && others.every((member) => members.includes(member)));
}

/** Whether both are written the same from the action on. */
function isSame(a: Grant, b: Grant): boolean {
  if (a.action.kind === "associate") return printStatement(a) === printStatement(b);
  if (a.action.kind !== b.action.kind || printAction(a.action) !== printAction(b.action)) return false;
  return (a.condition && printCondition(a.condition)) === (b.condition && printCondition(b.condition));
}

/** By verb and type alone, whatever their permissions are. A verb that denies is compared with itself only. */
function coversByType({ effect }: Grant, a: Action, b: Action): boolean {
  if (a.kind !== "verb") return false;
  const isWide = a.resource.name === ALL_RESOURCES;
  if (isWide && effect === "allow" && a.verb === "manage") return true;
  if (b.kind !== "verb" || !coversType(a.resource.name, b.resource.name)) return false;
  return effect === "deny" ? a.verb === b.verb : VERBS.indexOf(a.verb) >= VERBS.indexOf(b.verb);
}

/** Names in quotes, in their order; from a number on, how many there are. */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `'${name}'`);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
