import type { Action, Condition, Grant, Location, Statement, Subject } from "./ast";
import type { Coverage } from "./coverage";
import { remainderOf } from "./denial";
import { StatementIndex } from "./statement-index";
import { coversSubject } from "./subject";

/** Something that a principal may do, by one statement. */
export interface Right extends Coverage {
  /** The statement that it comes from; its action, location and condition say what, where and when. */
  readonly statement: Grant;
  /**
   * What is left of its permissions after those that are surely denied or kept out by its condition: upper-case, may be
   * empty. Those that the catalogue knows; `isComplete` says whether these are all.
   */
  readonly permissions: readonly string[];
  readonly isComplete: boolean;
  readonly action: Action;
  readonly location?: Location;
  readonly condition?: Condition;
  /** The statements that deny all or a part of it, or may do so. */
  readonly deniedBy: readonly Grant[];
}

/**
 * What a principal may do under statements, in their order: those about it by name or OCID, and those about everybody.
 * `yes` with the permissions that no statement denies; `no` where all of them are denied; `unknown` where a statement may
 * deny some, or where it can't be told whether a statement is about this principal. What its other groups may do is not
 * among it. A subject of many members may do what all of them may. Does not throw.
 */
export function rightsOf(principal: Subject, statements: readonly Statement[]): Right[] {
  const denied = new StatementIndex(statements, "deny").about(principal);
  return new StatementIndex(statements, "allow").about(principal).flatMap((meaning): Right[] => {
    const { statement, extent } = meaning;
    const isAbout = coversSubject(statement.subject, principal);
    if (isAbout.answer === "no") return [];
    const left = remainderOf(meaning, principal, denied);
    const { answer, reason } = isAbout.answer === "unknown" && left.answer !== "no" ? isAbout : left;
    const { action, location, condition } = statement;
    return [
      {
        answer,
        reason,
        statement,
        permissions: left.permissions,
        isComplete: extent.most !== undefined && extent.most.size === extent.least.size,
        action,
        ...(location && { location }),
        ...(condition && { condition }),
        deniedBy: left.by.map((each) => each.statement),
      },
    ];
  });
}
