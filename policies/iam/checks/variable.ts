import type { Condition, Grant, Variable } from "../ast";
import { entryOf, type CatalogueEntry } from "../catalogue";
import type { CheckFinding } from "../finding";
import { nearest } from "../nearest";
import { testsOf } from "../tests-of";

/**
 * Variables of every request, whatever it is for.
 * @see https://docs.oracle.com/iaas/Content/Identity/policyreference/policyreference_topic-General_Variables_for_All_Requests.htm
 * read 2026-11-25
 */
const GENERAL = ["target.compartment.*", "target.resource.*", "target.workrequest.*", "target.tag.*"];

/** `iam-inapplicable-variable`: requests for the type have no such variable, so that the test of it is never met. */
export function checkVariables({ action, condition }: Grant): CheckFinding[] {
  const entry = action.kind === "verb" && condition ? entryOf(action.resource.name) : undefined;
  const known = entry && variablesOf(entry);
  if (!known || !condition) return [];
  return variablesIn(condition).flatMap(({ name, span }): CheckFinding[] => {
    const lower = name.toLowerCase();
    if (!lower.startsWith("target.") || [...GENERAL, ...known].some((each) => matches(each, lower))) return [];
    const suggestion = nearest(lower, known);
    const hint = suggestion === undefined ? "" : `; did you mean '${suggestion}'`;
    return [
      {
        code: "iam-inapplicable-variable",
        level: "warning",
        message:
          `requests for '${entry.type}' have no variable '${name}', so that this test is never met ` +
          `(they have: ${known.length > 0 ? known.map((each) => `'${each}'`).join(", ") : "only the general ones"})${hint}`,
        span,
        ...(suggestion === undefined ? {} : { suggestion }),
      },
    ];
  });
}

/** The variables of a type, or of all members of a family; undefined if those of one are not known. */
function variablesOf(entry: CatalogueEntry): readonly string[] | undefined {
  if (!entry.members) return entry.variables;
  const each = entry.members.map((member) => entryOf(member)?.variables);
  return each.every((variables) => variables !== undefined) ? [...new Set(each.flat())] : undefined;
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** The variables that a condition tests, not those that it compares them with. */
function variablesIn(condition: Condition): Variable[] {
  return testsOf(condition).flatMap((test) =>
    "variable" in test ? [test.variable] : [test.left, test.right].filter((side) => side.kind === "variable"),
  );
}
