import { strict as assert } from "node:assert";

import { checkStatement } from "../../policies/iam/check";
import { examine } from "../../policies/iam/cli/examine";
import { ruleInWords, statementInWords } from "../../policies/iam/cli/words";
import { parseMatchingRule, parseStatement } from "../../policies/iam/parser";
import { printMatchingRule, printStatement } from "../../policies/iam/printer";
import type { Span } from "../../policies/iam/span";
import { withoutSpans } from "../policies/iam/trees";

/** What holds for any text: it is read or refused, errors are within it, and what is read survives printing. @throws if not. */
export function holdsForText(text: string): void {
  const { statement, errors } = parseStatement(text);
  areWithin(errors, text);
  assert.equal(statement === undefined, errors.length > 0);
  if (statement) {
    const printed = printStatement(statement);
    const again = parseStatement(printed).statement;
    assert.ok(again, printed);
    assert.deepEqual(withoutSpans(again), withoutSpans(statement));
    areWithin(checkStatement(statement), text);
    assert.notEqual(statementInWords(statement), "");
  }
  holdsForRule(text);
}

function holdsForRule(text: string): void {
  const { rule, errors } = parseMatchingRule(text);
  areWithin(errors, text);
  assert.equal(rule === undefined, errors.length > 0);
  if (!rule) return;
  const printed = printMatchingRule(rule);
  const again = parseMatchingRule(printed).rule;
  assert.ok(again, printed);
  assert.deepEqual(withoutSpans(again), withoutSpans(rule));
  assert.notEqual(ruleInWords(rule), "");
}

/** What holds for any file: its findings are within it. @throws if not. */
export function holdsForFile(name: string, content: string): void {
  const { diagnostics } = examine(name, content);
  for (const { start, end } of diagnostics) assert.ok(0 <= start && start <= end && end <= content.length + 1);
}

function areWithin(found: readonly { readonly span: Span }[], { length }: string): void {
  for (const { span } of found) assert.ok(0 <= span.start && span.start <= span.end && span.end <= length);
}
