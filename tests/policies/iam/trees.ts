import { strict as assert } from "node:assert";

import type { MatchingRule, Statement } from "../../../policies/iam/ast";
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
