import type { Grant, Statement } from "../ast";
import { entryOf } from "../catalogue";
import type { CheckFinding } from "../finding";
import { printStatement } from "../printer";
import { redundantOf, type Redundancy } from "../redundant";

/**
 * `iam-type-in-family` and `iam-redundant-statement`: other statements of the set already do what a statement does. By
 * statement; those that do nothing at all are left to the other checks.
 */
export function checkRedundancy(statements: readonly Statement[]): Map<Statement, CheckFinding> {
  const found = redundantOf(statements).filter(({ by }) => by.length > 0);
  return new Map(found.map((redundancy) => [redundancy.statement, findingOf(redundancy)]));
}

function findingOf({ statement, by }: Redundancy): CheckFinding {
  const family = familyOf(statement, by);
  const others = by.map((each) => `'${printStatement(each)}'`).join(", ");
  if (family)
    return {
      code: "iam-type-in-family",
      level: "note",
      message: `'${family.type}' has '${family.member}', so that ${others} already does this; leave this statement out`,
      span: family.span,
    };
  return {
    code: "iam-redundant-statement",
    level: "note",
    message: `${others} already ${by.length > 1 ? "do" : "does"} this; leave this statement out`,
    span: statement.span,
  };
}

/** The family by which one statement covers another one on a member of it. */
function familyOf(
  { action }: Grant,
  [first, ...others]: readonly Grant[],
): { type: string; member: string; span: CheckFinding["span"] } | undefined {
  if (action.kind !== "verb" || first?.action.kind !== "verb" || others.length > 0) return undefined;
  const [type, { name: member, span }] = [first.action.resource.name, action.resource];
  return entryOf(type)?.members?.includes(member) ? { type, member, span } : undefined;
}
