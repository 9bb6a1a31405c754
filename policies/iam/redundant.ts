import type { Grant, Statement } from "./ast";
import { type Meaning, meaningOf } from "./meaning";
import { StatementIndex } from "./statement-index";
import { subjectsOf } from "./subject";
import { coverageBy } from "./union";

/** A statement that adds nothing to others. */
export interface Redundancy {
  readonly statement: Grant;
  /** The statements that do what it does: one, or several together; none if it does nothing. None of them is redundant. */
  readonly by: readonly Grant[];
}

/**
 * The statements that can all be left out together without a change of what the rest allows and denies, in their order.
 * Of those that cover each other the first one stays. Conditions are compared by their form, so that some may be missed.
 * Does not throw.
 */
export function redundantOf(statements: readonly Statement[]): Redundancy[] {
  const effects = ["allow", "deny"] as const;
  const found = effects.flatMap((effect) => redundantAmong(new StatementIndex(statements, effect)));
  const by = new Map(found.map((each) => [each.statement, each]));
  return statements.flatMap((statement) => (statement.kind === "grant" && by.get(statement)) || []);
}

function redundantAmong(index: StatementIndex): Redundancy[] {
  const kept = new Set(index.meanings);
  const removed = [...index.meanings].reverse().filter((meaning) => {
    kept.delete(meaning);
    const isCovered = coveredBy(meaning, index, kept) !== undefined;
    if (!isCovered) kept.add(meaning);
    return isCovered;
  });
  // what covered one may have been left out after it, and is then covered by what stayed
  return removed.map((meaning) => ({
    statement: meaning.statement,
    by: [...(coveredBy(meaning, index, kept) ?? [])].map(({ statement }) => statement),
  }));
}

/** The statements that cover one for each member of its subject; undefined if there is a member for which none do. */
function coveredBy(meaning: Meaning, index: StatementIndex, kept: ReadonlySet<Meaning>): Set<Meaning> | undefined {
  const by = new Set<Meaning>();
  for (const subject of subjectsOf(meaning.statement.subject)) {
    const part = meaningOf({ ...meaning.statement, subject });
    const near = index.near(part).filter((each) => kept.has(each));
    const covered = coverageBy(near, part);
    if (covered.answer !== "yes") return undefined;
    for (const each of covered.by) by.add(each);
  }
  return by;
}
