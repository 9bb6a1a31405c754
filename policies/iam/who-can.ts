import type { Grant, Statement, Subject } from "./ast";
import { worstOf, type Coverage } from "./coverage";
import { remainderOf } from "./denial";
import { meaningOf } from "./meaning";
import { printSubject } from "./printer";
import { StatementIndex } from "./statement-index";
import { subjectsOf } from "./subject";
import { coverageBy } from "./union";

/**
 * What is asked for: a verb and type or permissions, where, and under which condition at least; without a condition, under
 * any. A statement is one, whatever its subject.
 */
export type Request = Pick<Grant, "action" | "location" | "condition">;

/** A subject that can do what is asked for. */
export interface Holder extends Coverage {
  /** One group, dynamic group, service or resource, or everybody. */
  readonly subject: Subject;
  readonly answer: "yes" | "unknown";
  /** The statements that allow it, or may do so, in their order; at least one. */
  readonly allowedBy: readonly Grant[];
  /** The statements that may deny a part of it. */
  readonly deniedBy: readonly Grant[];
}

/**
 * Which subjects can do all of what is asked for, by one statement or by several together, in the order in which the
 * statements name them. `unknown` where a condition, an OCID or a type of which the catalogue doesn't know the permissions
 * leaves it open. Whoever can do a part only, or is denied all, is not among them; nor is who can do it as everybody can.
 * Does not throw.
 */
export function whoCan(request: Request, statements: readonly Statement[]): Holder[] {
  const allowed = new StatementIndex(statements, "allow");
  const denied = new StatementIndex(statements, "deny");
  return distinctSubjects(allowed).flatMap((subject): Holder[] => {
    const wanted = meaningOf(grantTo(subject, request));
    const covered = coverageBy(allowed.near(wanted), wanted);
    const isOwn = covered.by.some(({ statement }) => isAbout(statement.subject, subject));
    if (covered.answer === "no" || !isOwn) return [];
    const left = remainderOf(wanted, subject, denied.touching(wanted));
    if (left.answer === "no" || left.permissions.length < wanted.extent.least.size) return [];
    const { answer, reason } = worstOf([covered, left]) as Coverage & { answer: "yes" | "unknown" };
    const allowedBy = covered.by.map(({ statement }) => statement);
    return [{ subject, answer, reason, allowedBy, deniedBy: left.by.map(({ statement }) => statement) }];
  });
}

function grantTo(subject: Subject, { action, location, condition }: Request): Grant {
  const { span } = action;
  return {
    kind: "grant",
    effect: "allow",
    reach: "own",
    subject,
    action,
    ...(location && { location }),
    ...(condition && { condition }),
    span,
  };
}

function distinctSubjects({ meanings }: StatementIndex): Subject[] {
  const found = new Map<string, Subject>();
  for (const { statement } of meanings)
    for (const subject of subjectsOf(statement.subject))
      if (!found.has(printSubject(subject))) found.set(printSubject(subject), subject);
  return [...found.values()];
}

/** Whether a statement is about a subject by name, not as one of everybody. */
function isAbout(stated: Subject, subject: Subject): boolean {
  return stated.kind === subject.kind;
}
