import type { Condition, Grant, Permission } from "../ast";
import { knownPermissions, servicesOf } from "../catalogue";
import { extentOf } from "../extent";
import { PERMISSION } from "../filter";
import type { CheckFinding } from "../finding";
import { nearest } from "../nearest";
import { printAction } from "../printer";
import { testsOf } from "./tests-of";

/** `iam-unknown-permission`: a permission that a statement lists, or tests a request for, is not in the catalogue. */
export function checkPermissions({ action, condition }: Grant): CheckFinding[] {
  const listed = action.kind === "permissions" ? action.permissions : [];
  const tested = condition ? permissionsIn(condition, ["=", "!=", "in", "not in"]) : [];
  return [...listed, ...tested].flatMap(({ name, span }): CheckFinding[] => {
    if (servicesOf(name)) return [];
    const suggestion = nearest(name, knownPermissions());
    const hint = suggestion === undefined ? "" : `; did you mean '${suggestion}'`;
    return [
      {
        code: "iam-unknown-permission",
        level: "note",
        message: `permission '${name}' is not in the catalogue${hint}`,
        span,
        ...(suggestion === undefined ? {} : { suggestion }),
      },
    ];
  });
}

/**
 * `iam-inapplicable-permission`: a condition waits for a permission that the statement's own verb and type, or list, don't
 * have, so that the test is never met where the statement could grant something. Unknown permissions are left alone.
 */
export function checkTestedPermissions(statement: Grant): CheckFinding[] {
  const { most } = extentOf(statement);
  if (!most || !statement.condition) return [];
  return permissionsIn(statement.condition, ["=", "in"])
    .filter(({ name }) => servicesOf(name) && !most.has(name))
    .map(({ name, span }) => ({
      code: "iam-inapplicable-permission",
      level: "warning",
      message:
        `'${printAction(statement.action)}' doesn't have permission '${name}', so that this test is never met ` +
        `(it has: ${[...most].map((each) => `'${each}'`).join(", ")})`,
      span,
    }));
}

/** The permissions that a condition compares with by these operators, upper-case; patterns are not among them. */
function permissionsIn(condition: Condition, operators: readonly string[]): Permission[] {
  return testsOf(condition).flatMap((test): Permission[] => {
    if (!operators.includes(test.kind) || !("variable" in test)) return [];
    if (test.variable.name.toLowerCase() !== PERMISSION) return [];
    const values = "list" in test ? test.list.values : "value" in test ? [test.value] : [];
    return values.flatMap((value) =>
      value.kind === "string" ? [{ name: value.text.toUpperCase(), span: value.span }] : [],
    );
  });
}
