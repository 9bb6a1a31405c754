import type { Grant, Statement, Subject } from "./ast";
import type { Coverage } from "./coverage";
import { mayTouch, remainderOf } from "./denial";
import { type Meaning, meaningOf } from "./meaning";
import { printStatement } from "./printer";
import { StatementIndex } from "./statement-index";
import { subjectsOf } from "./subject";
import { coverageBy } from "./union";

/** Access that a second set of statements gives, and a first one did not. */
export interface NewAccess extends Coverage {
  /** `yes`: surely new; `unknown`: it can't be told whether the first set gave it. */
  readonly answer: "yes" | "unknown";
  /** `allowed`: a statement of the second set allows it; `not denied`: one of the first set denied it. */
  readonly change: "allowed" | "not denied";
  readonly statement: Grant;
  /** The part of the statement's subject that it is new to: one member, or everybody. */
  readonly subject: Subject;
  /** The permissions that are surely new; upper-case, may be empty. Not all, where the catalogue doesn't know all. */
  readonly permissions: readonly string[];
  /** The statements of the first set that may have given it already. */
  readonly before: readonly Grant[];
}

/**
 * The access that `head` gives over `base`, by the statements of `head` in their order, then by the denials of `base` that
 * are gone. Empty only if nothing is new. Both are sets of policies in the same compartment; what is defined by `define`
 * has to be the same in both. Does not throw.
 */
export function newAccess(base: readonly Statement[], head: readonly Statement[]): NewAccess[] {
  const before = { allowed: new StatementIndex(base, "allow"), denied: new StatementIndex(base, "deny") };
  const after = { allowed: new StatementIndex(head, "allow"), denied: new StatementIndex(head, "deny") };
  return [
    ...after.allowed.meanings.flatMap(({ statement }) =>
      subjectsOf(statement.subject).flatMap((subject) =>
        newlyAllowed(before.allowed, after.denied, meaningOf({ ...statement, subject })),
      ),
    ),
    ...before.denied.meanings.flatMap((denial) => noLongerDenied(denial, after.allowed, after.denied)),
  ];
}

function newlyAllowed(allowedBefore: StatementIndex, deniedAfter: StatementIndex, wanted: Meaning): NewAccess[] {
  const { statement } = wanted;
  const { subject } = statement;
  const covered = coverageBy(allowedBefore.near(wanted), wanted);
  if (covered.answer === "yes") return [];
  const left = remainderOf(wanted, subject, deniedAfter.touching(wanted));
  if (left.answer === "no") return [];
  const permissions = covered.missing.filter((permission) => left.permissions.includes(permission));
  const isDenied = covered.missing.length > 0 && permissions.length === 0;
  const { answer, reason } = covered.answer === "no" && left.answer === "unknown" ? left : covered;
  return [
    {
      answer: answer === "no" && !isDenied ? "yes" : "unknown",
      reason,
      change: "allowed",
      statement,
      subject,
      permissions,
      before: covered.by.map((each) => each.statement),
    },
  ];
}

function noLongerDenied(denial: Meaning, allowedAfter: StatementIndex, deniedAfter: StatementIndex): NewAccess[] {
  const { statement } = denial;
  if (isStillDenied(denial, deniedAfter)) return [];
  const isAnybody = !("members" in statement.subject);
  const candidates = isAnybody ? allowedAfter.meanings : allowedAfter.touching(denial);
  const touched = candidates.find((allowed) => mayTouch(denial, allowed));
  if (!touched) return [];
  const reason = `it was denied, and '${printStatement(touched.statement)}' may allow it`;
  return [
    {
      answer: "unknown",
      reason,
      change: "not denied",
      statement,
      subject: statement.subject,
      permissions: [],
      before: [],
    },
  ];
}

function isStillDenied({ statement }: Meaning, deniedAfter: StatementIndex): boolean {
  return subjectsOf(statement.subject).every((subject) => {
    const part = meaningOf({ ...statement, subject });
    return coverageBy(deniedAfter.near(part), part).answer === "yes";
  });
}
