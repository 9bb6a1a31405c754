import type { Condition, Value } from "../iam/ast";
import { testsOf, type Test } from "../iam/tests-of";

/**
 * Whether a condition is met only where a test of this sort is: in every `any` each way has one, in an `all` one has.
 * Does not throw.
 */
export function requires(condition: Condition | undefined, isSort: (test: Test) => boolean): boolean {
  if (!condition) return false;
  if (!("conditions" in condition)) return isSort(condition);
  const { kind, conditions } = condition;
  return kind === "all"
    ? conditions.some((each) => requires(each, isSort))
    : conditions.every((each) => requires(each, isSort));
}

/**
 * Tests that narrow one of these variables to values; `!=`, a pattern of anything and tests of time do not. Names are
 * given in lower case and compared in any, as OCI does.
 */
export function narrows(...variables: readonly string[]): (test: Test) => boolean {
  return (test) => {
    const values = comparedWith(test);
    if (values.length === 0 || !("variable" in test)) return false;
    const isAnything = values.some((value) => value.kind === "pattern" && /^\**$/.test(value.text));
    return variables.includes(test.variable.name.toLowerCase()) && !isAnything;
  };
}

/** The values that a condition gives a variable by `=` and `in`, in any part of it, as written. */
export function valuesOf(condition: Condition | undefined, variable: string): string[] {
  const tests = condition ? testsOf(condition).filter(narrows(variable)) : [];
  return tests.flatMap(comparedWith).flatMap((value) => ("text" in value ? [value.text] : []));
}

/** What a test by `=` or `in` compares with; none of other tests. */
function comparedWith(test: Test): readonly Value[] {
  if ("list" in test) return test.kind === "in" ? test.list.values : [];
  return test.kind === "=" && "value" in test ? [test.value] : [];
}
