import type { Grant, Statement } from "./ast";
import { checkPermissions, checkTestedPermissions } from "./checks/permission";
import { checkRedundancy } from "./checks/redundancy";
import { checkResourceType } from "./checks/resource-type";
import { checkScope } from "./checks/scope";
import { checkVariables } from "./checks/variable";
import { checkVerb } from "./checks/verb";
import type { CheckFinding } from "./finding";

const CHECKS: readonly ((statement: Grant) => CheckFinding[])[] = [
  checkResourceType,
  checkVerb,
  checkScope,
  checkPermissions,
  checkTestedPermissions,
  checkVariables,
];

/**
 * What is doubtful about a statement by what the catalogue knows, in the order of the text. What it doesn't know is a
 * note. Does not throw.
 */
export function checkStatement(statement: Statement): CheckFinding[] {
  if (statement.kind === "definition") return [];
  return inOrder(CHECKS.flatMap((check) => check(statement)));
}

/**
 * What is doubtful about each statement of a set, in their order: by itself, and next to the others. The set is that of
 * one policy, or of policies in the same compartment. Does not throw.
 */
export function checkStatements(statements: readonly Statement[]): CheckFinding[][] {
  const redundant = checkRedundancy(statements);
  return statements.map((statement) => {
    const among = redundant.get(statement);
    return among ? inOrder([...checkStatement(statement), among]) : checkStatement(statement);
  });
}

function inOrder(findings: CheckFinding[]): CheckFinding[] {
  return findings.sort((a, b) => a.span.start - b.span.start);
}
