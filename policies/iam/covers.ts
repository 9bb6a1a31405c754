import type { Action, Grant, Location, Member, Subject } from "./ast";
import { catalogue, entryOf, knownPermissionsOf, permissionsOf } from "./catalogue";
import { VERBS } from "./catalogue/entry";
import { implies } from "./implies";
import { printLocation, printStatement, printSubject } from "./printer";

/** `unknown` where neither can be said; the reason is one line, without the final period. */
export interface Coverage {
  readonly answer: "yes" | "no" | "unknown";
  readonly reason: string;
}

const ALL_RESOURCES = "all-resources";
const YES: Coverage = { answer: "yes", reason: "every part is covered" };

/**
 * Whether one statement grants everything that another one grants, both of policies in the same compartment. Conditions
 * are compared by their form, and unknown where that is not enough. Statements that deny are unknown. Does not throw.
 */
export function covers(a: Grant, b: Grant): Coverage {
  if (a.effect === "deny" || b.effect === "deny") return unknown("statements that deny grant nothing");
  if (printStatement(a) === printStatement(b)) return YES;
  if (a.reach !== b.reach) return no(`one is '${a.reach}', the other '${b.reach}'`);
  const parts = [
    coversSubject(a.subject, b.subject),
    coversLocation(a.origin, b.origin),
    coversAction(a.action, b.action),
    coversLocation(a.location, b.location),
    coversCondition(a, b),
  ];
  return parts.find(({ answer }) => answer === "no") ?? parts.find(({ answer }) => answer === "unknown") ?? YES;
}

/** @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/subject.htm read 2026-11-25 */
function coversSubject(a: Subject, b: Subject): Coverage {
  if (a.kind === "any-user") return YES;
  if (a.kind === "any-group" && (b.kind === "any-group" || b.kind === "group" || b.kind === "dynamic-group"))
    return YES;
  if (!("members" in a) || !("members" in b) || a.kind !== b.kind)
    return no(`'${printSubject(b)}' is not among '${printSubject(a)}'`);
  const names = new Set(a.members.map(nameOf));
  const missing = b.members.filter((member) => !names.has(nameOf(member)));
  if (missing.length === 0) return YES;
  const isSure = [...a.members, ...missing].every(({ kind }) => kind !== "id") && !differInCase(a.members, missing);
  const reason = `'${printSubject({ ...b, members: missing })}' is not among '${printSubject(a)}'`;
  return isSure ? no(reason) : unknown(`${reason} by name, but may be by OCID or in another case`);
}

/** A member without a domain is of the default one. */
function nameOf(member: Member): string {
  if (member.kind === "id") return `id ${member.ocid.text}`;
  if (member.kind === "resource") return `${member.service.text} ${member.type.text}`;
  return `${(member.domain?.text ?? "Default").toLowerCase()}/${member.name.text}`;
}

function differInCase(members: readonly Member[], others: readonly Member[]): boolean {
  const names = new Set(members.map((member) => nameOf(member).toLowerCase()));
  return others.some((other) => names.has(nameOf(other).toLowerCase()));
}

function coversAction(a: Action, b: Action): Coverage {
  if (a.kind === "associate" || b.kind === "associate") return unknown("associations are not compared");
  if (a.kind === "permissions" && a.resource) return unknown("permissions on a type are not compared");
  if (b.kind === "permissions" && b.resource) return unknown("permissions on a type are not compared");
  if (a.kind === "verb" && b.kind === "verb") {
    const isAsStrong = VERBS.indexOf(a.verb) >= VERBS.indexOf(b.verb);
    if (isAsStrong && coversType(a.resource.name, b.resource.name)) return YES;
    if (b.resource.name === ALL_RESOURCES && a.resource.name !== ALL_RESOURCES)
      return no(`'${a.resource.name}' is less than '${ALL_RESOURCES}'`);
  }
  if (a.kind === "verb" && a.verb === "manage" && a.resource.name === ALL_RESOURCES) return YES;
  const wanted = allOf(b);
  if (!wanted) return unknown(`the catalogue doesn't know all permissions of '${describe(b)}'`);
  const granted = new Set(knownOf(a));
  const missing = wanted.filter((permission) => !granted.has(permission));
  if (missing.length === 0) return YES;
  if (!allOf(a)) return unknown(`the catalogue doesn't know all permissions of '${describe(a)}'`);
  return no(`'${describe(a)}' doesn't grant ${missing.map((permission) => `'${permission}'`).join(", ")}`);
}

/** Whether a type is another one, or a family that has it, or all of its members. */
function coversType(a: string, b: string): boolean {
  if (a === b || a === ALL_RESOURCES) return true;
  const members = entryOf(a)?.members ?? [];
  return members.includes(b) || (entryOf(b)?.members?.every((member) => members.includes(member)) ?? false);
}

function allOf(action: Exclude<Action, { kind: "associate" }>): readonly string[] | undefined {
  if (action.kind === "permissions") return action.permissions.map(({ name }) => name);
  return permissionsOf(action.verb, action.resource.name);
}

function knownOf(action: Exclude<Action, { kind: "associate" }>): readonly string[] {
  if (action.kind === "permissions") return action.permissions.map(({ name }) => name);
  const { verb, resource } = action;
  if (resource.name !== ALL_RESOURCES) return knownPermissionsOf(verb, resource.name);
  return catalogue.flatMap(({ type }) => knownPermissionsOf(verb, type));
}

function describe(action: Exclude<Action, { kind: "associate" }>): string {
  if (action.kind === "verb") return `${action.verb} ${action.resource.name}`;
  return `{${action.permissions.map(({ name }) => name).join(", ")}}`;
}

function coversLocation(a: Location | undefined, b: Location | undefined): Coverage {
  if (!a && !b) return YES;
  if (!a || !b) return unknown("one of them states no location");
  if (printLocation(a) === printLocation(b) || a.kind === "any-tenancy") return YES;
  const reason = `'${printLocation(b)}' is not in '${printLocation(a)}'`;
  if (a.kind === "tenancy") {
    if (a.name || b.kind === "any-tenancy" || (b.kind === "tenancy" && b.name)) return unknown(reason);
    return YES;
  }
  if (b.kind === "tenancy" || b.kind === "any-tenancy") return no(reason);
  if (a.kind !== "compartment" || b.kind !== "compartment") return unknown(`${reason} by name, but may be by OCID`);
  if (a.tenancy || b.tenancy) return unknown(reason);
  const differs = a.path.findIndex(({ text }, index) => text !== b.path[index]?.text);
  if (differs === -1) return YES;
  const isCase = a.path[differs]?.text.toLowerCase() === b.path[differs]?.text.toLowerCase();
  return isCase ? unknown(`${reason}, unless names in another case are the same`) : no(reason);
}

function coversCondition(a: Grant, b: Grant): Coverage {
  if (!a.condition || (b.condition && implies(b.condition, a.condition))) return YES;
  return unknown("its condition may exclude what the other one grants");
}

function no(reason: string): Coverage {
  return { answer: "no", reason };
}

function unknown(reason: string): Coverage {
  return { answer: "unknown", reason };
}
