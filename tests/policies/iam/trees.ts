import { strict as assert } from "node:assert";

import type { Grant, MatchingRule, Statement, Subject } from "../../../policies/iam/ast";
import { checkStatement } from "../../../policies/iam/check";
import { parseMatchingRule, parseStatement } from "../../../policies/iam/parser";

/** A statement that has to be accepted. */
export function statementOf(text: string): Statement {
  const { statement, errors } = parseStatement(text);
  assert.deepEqual(errors, [], text);
  return statement as Statement;
}

/** A matching rule that has to be accepted. */
export function ruleOf(text: string): MatchingRule {
  const { rule, errors } = parseMatchingRule(text);
  assert.deepEqual(errors, [], text);
  return rule as MatchingRule;
}

/** A tree without its spans. */
export function withoutSpans(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === "span" ? undefined : value)));
}

/** A statement that has to be accepted, and allows or denies. */
export function grantOf(text: string): Grant {
  const statement = statementOf(text);
  assert.equal(statement.kind, "grant", text);
  return statement;
}

/** The subject of a statement, e.g. of `group A`. */
export function subjectOf(text: string): Subject {
  return grantOf(`allow ${text} to read repos in tenancy`).subject;
}

/** A finding with the text that it is about. */
export interface FoundText {
  readonly code: string;
  readonly level: string;
  readonly at: string;
  readonly message: string;
}

/** What the checks find in a statement by itself. */
export function findingsIn(text: string): FoundText[] {
  return checkStatement(statementOf(text)).map(({ code, level, span, message }) => ({
    code,
    level,
    at: text.slice(span.start, span.end),
    message,
  }));
}
