import type { Combination, Condition } from "../ast";

/** A condition that tests something itself. */
export type Test = Exclude<Condition, Combination>;

/** The tests that a condition is made of, in the order of the text. */
export function testsOf(condition: Condition): Test[] {
  return "conditions" in condition ? condition.conditions.flatMap(testsOf) : [condition];
}
