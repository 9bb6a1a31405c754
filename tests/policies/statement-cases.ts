import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import type { Rule } from "../../policies/define-rule";
import { judgeOne, judgeStack, UNKNOWN, type GivenResource } from "./judge";

const POLICY = "oci:Identity/policy:Policy";

/** What a rule about statements accepts and refuses, each for what it shows. */
export interface StatementCases {
  readonly accepted: readonly { readonly what: string; readonly statement: string }[];
  readonly refused: readonly {
    readonly what: string;
    readonly statement: string;
    /** What follows the statement in the message. */
    readonly objection: string;
  }[];
  /** What else the stack has, for rules that look at all of it. */
  readonly beside?: readonly GivenResource[];
}

/** What the code blocks of a rule's page show as wrong and as right. */
export function examplesOf(rule: Rule): { readonly incorrect: readonly string[]; readonly correct: readonly string[] } {
  const file = path.join(__dirname, "../../policies/docs", `${rule.metadata.name}.md`);
  const [, incorrect = "", correct = ""] = fs.readFileSync(file, "utf8").split(/^## (?:Incorrect|Correct|When .*)$/m);
  const blocks = (part: string): string[] =>
    [...part.matchAll(/^```\w*\n([^]*?)\n```$/gm)].map(([, text = ""]) => text);
  return { incorrect: blocks(incorrect), correct: blocks(correct) };
}

/** Tests a rule about statements: its cases, its page's examples, and what is absent, unknown, wrong, or of another type. */
export function testStatements(rule: Rule, { accepted, refused, beside = [] }: StatementCases): void {
  const judge = (statements: unknown, type = POLICY): string[] => {
    const props = statements === undefined ? {} : { statements };
    if ("validateResource" in rule.policy) return judgeOne(rule, type, props, "access").map(({ message }) => message);
    return judgeStack(rule, [...beside, { type, name: "access", props }]).map(({ message, urn }) => {
      assert.equal(urn, "urn:access");
      return message;
    });
  };
  const lines = (blocks: readonly string[]): string[] => blocks.flatMap((block) => block.split("\n"));
  const [first] = refused;
  assert.ok(first);
  const messageOf = ({ statement, objection }: typeof first): string =>
    `policy 'access': statement '${statement}' ${objection}`;

  for (const { what, statement } of accepted) it(`accepts ${what}`, () => assert.deepEqual(judge([statement]), []));

  for (const each of refused) {
    it(`fails for ${each.what}`, () => assert.deepEqual(judge([each.statement]), [messageOf(each)]));
  }

  it("refuses each incorrect statement of its page, and accepts the correct ones", () => {
    const { incorrect, correct } = examplesOf(rule);

    assert.ok(incorrect.length > 0 && correct.length > 0);
    for (const statement of lines(incorrect)) assert.equal(judge([statement]).length, 1, statement);
    assert.deepEqual(judge(lines(correct)), []);
  });

  it("fails beside a statement that is still unknown", () => {
    assert.deepEqual(judge([UNKNOWN, first.statement]), [messageOf(first)]);
  });

  it("says nothing of a policy without statements, or with something else in their place", () => {
    for (const statements of [undefined, null, [], "x", 7, {}, [null, 7, {}, []]])
      assert.deepEqual(judge(statements), []);
  });

  it("leaves other resource types alone", () => {
    assert.deepEqual(judge([first.statement], "oci:Other/policy:Policy"), []);
  });

  it("doesn't judge statements of which none is known", () => {
    if ("validateResource" in rule.policy) assert.throws(() => judge(UNKNOWN), /can't be known during preview/);
    else assert.deepEqual(judge(UNKNOWN), []);
  });
}
