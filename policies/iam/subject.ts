import type { Coverage } from "./coverage";
import { no, unknown, YES } from "./coverage";
import type { Member, NamedSubject, Subject } from "./ast";
import { printSubject } from "./printer";

/**
 * Whether everybody of one subject is of another one. Names are compared with their domain; that a name and an OCID are
 * the same, or two names in different case, can't be known. Does not throw.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/subject.htm read 2026-11-25
 */
export function coversSubject(a: Subject, b: Subject): Coverage {
  if (a.kind === "any-user") return YES;
  if (a.kind === "any-group" && (b.kind === "any-group" || b.kind === "group" || b.kind === "dynamic-group"))
    return YES;
  if (!("members" in a) || !("members" in b) || a.kind !== b.kind)
    return no(`'${printSubject(b)}' is not among '${printSubject(a)}'`);
  const names = new Set(a.members.map(nameOf));
  const missing = b.members.filter((member) => !names.has(nameOf(member)));
  if (missing.length === 0) return YES;
  const isSure = !mixesNames(a.members, missing) && !differInCase(a.members, missing);
  const reason = `'${printSubject({ ...b, members: missing })}' is not among '${printSubject(a)}'`;
  return isSure ? no(reason) : unknown(`${reason} by name, but may be by OCID or in another case`);
}

/** A subject of many members as one subject for each of them. */
export function subjectsOf(subject: Subject): readonly Subject[] {
  if (!("members" in subject) || subject.members.length === 1) return [subject];
  return subject.members.map((member): NamedSubject => ({ ...subject, members: [member] }));
}

/** What tells one member from another; a member without a domain is of the default one. */
export function nameOf(member: Member): string {
  if (member.kind === "id") return `id ${member.ocid.text}`;
  if (member.kind === "resource") return `${member.service.text} ${member.type.text}`;
  return `${(member.domain?.text ?? "Default").toLowerCase()}/${member.name.text}`;
}

/** Whether one is named where the other has an OCID. */
function mixesNames(members: readonly Member[], others: readonly Member[]): boolean {
  const hasId = members.some(({ kind }) => kind === "id");
  const hasName = members.some(({ kind }) => kind !== "id");
  return others.some(({ kind }) => (kind === "id" ? hasName : hasId));
}

function differInCase(members: readonly Member[], others: readonly Member[]): boolean {
  const names = new Set(members.map((member) => nameOf(member).toLowerCase()));
  return others.some((other) => names.has(nameOf(other).toLowerCase()));
}
