import type { Subject } from "./ast";
import { no, unknown, YES, type Coverage } from "./coverage";
import { coversCondition, coversPlace } from "./covers";
import { mayHave } from "./extent";
import { mayMeet } from "./location";
import type { Meaning } from "./meaning";
import { printStatement } from "./printer";
import { coversSubject, nameOf } from "./subject";

/** The group whose members no statement denies anything. */
const EXEMPT = "default/Administrators";

/** What statements that deny leave of what another one allows. */
export interface Remainder extends Coverage {
  /** Without what is surely denied; upper-case, those that the catalogue knows. */
  readonly permissions: readonly string[];
  /** Those that deny all or a part of it, or may do so. */
  readonly by: readonly Meaning[];
}

/**
 * What statements that deny leave to a subject of what a statement allows: `yes` all of it, or the permissions that are
 * left; `no` nothing; `unknown` where they may take something away, if only in some compartment or under some condition.
 * Denials win over what is allowed, and never apply to the default group of administrators. Does not throw.
 * @see https://docs.oracle.com/iaas/Content/Identity/policysyntax/denypolicies.htm read 2026-11-25
 */
export function remainderOf(allowed: Meaning, subject: Subject, denials: readonly Meaning[]): Remainder {
  const by = isExempt(subject)
    ? []
    : denials.filter(
        (each) => coversSubject(each.statement.subject, subject).answer !== "no" && mayTouch(each, allowed),
      );
  const { least, most } = allowed.extent;
  const sure = by.filter((denial) => surelyApplies(denial, allowed, subject));
  const denied = new Set(sure.flatMap(({ extent }) => [...extent.least]));
  const permissions = [...least].filter((permission) => !denied.has(permission));
  if (most && [...most].some((each) => denied.has(each)) && [...most].every((each) => denied.has(each)))
    return { ...no(`${namesOf(sure)} denies it`), permissions, by };
  const open = by.filter((denial) => !sure.includes(denial) || mayDenyMore(denial, allowed, denied));
  if (open.length > 0) return { ...unknown(`${namesOf(open)} may deny some of it`), permissions, by };
  return { ...YES, permissions, by };
}

/** Whether a statement that applies may deny what is not surely denied. */
function mayDenyMore({ extent }: Meaning, allowed: Meaning, denied: ReadonlySet<string>): boolean {
  return !extent.most || [...extent.most].some((each) => !denied.has(each) && has(allowed, each));
}

function namesOf(meanings: readonly Meaning[]): string {
  return meanings.map(({ statement }) => `'${printStatement(statement)}'`).join(", ");
}

/** Whether a statement that denies may have anything in common with one that allows. */
export function mayTouch(denial: Meaning, allowed: Meaning): boolean {
  const [a, b] = [denial.statement, allowed.statement];
  if (a.reach !== b.reach && a.reach !== "own") return false;
  const isOfOthers = [coversSubject(a.subject, b.subject), coversSubject(b.subject, a.subject)].every(
    ({ answer }) => answer === "no",
  );
  if (isOfOthers || !mayMeet(a.location, b.location)) return false;
  const isApart = (one: Meaning, other: Meaning): boolean =>
    one.extent.most !== undefined && [...one.extent.most].every((permission) => !has(other, permission));
  return !isApart(denial, allowed) && !isApart(allowed, denial);
}

function has({ extent, statement }: Meaning, permission: string): boolean {
  return mayHave(extent, statement.action, permission);
}

function surelyApplies(denial: Meaning, allowed: Meaning, subject: Subject): boolean {
  return [
    coversSubject(denial.statement.subject, subject),
    coversPlace(denial, allowed),
    coversCondition(denial, allowed),
  ].every(({ answer }) => answer === "yes");
}

function isExempt(subject: Subject): boolean {
  return subject.kind === "group" && subject.members.every((member) => nameOf(member) === EXEMPT);
}
