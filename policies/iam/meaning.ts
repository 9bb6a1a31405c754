import type { Condition, Grant } from "./ast";
import { extentOf, type Extent } from "./extent";
import { splitCondition } from "./filter";

/** A statement as who may (or may not) do what, where, and when. */
export interface Meaning {
  /** Says who, and where. */
  readonly statement: Grant;
  readonly extent: Extent;
  /** Whether its condition keeps some permissions of its action out. */
  readonly isNarrowed: boolean;
  /** The condition without its tests of the permission; absent if it is always met. */
  readonly condition?: Condition;
}

/** What a statement means, by what the catalogue knows. Does not throw. */
export function meaningOf(statement: Grant): Meaning {
  if (!statement.condition) return { statement, extent: extentOf(statement), isNarrowed: false };
  const { filter, rest } = splitCondition(statement.condition);
  return {
    statement,
    extent: extentOf(statement, filter),
    isNarrowed: filter !== undefined,
    ...(rest && { condition: rest }),
  };
}
