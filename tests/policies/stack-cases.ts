import { strict as assert } from "node:assert";

import type { Rule } from "../../policies/define-rule";
import { judgeOne, judgeStack, UNKNOWN, type GivenResource, type Surroundings } from "./judge";

/** What a rule accepts and refuses, each for what it shows. */
export interface StackCases {
  readonly accepted: readonly ({ readonly what: string; readonly given: readonly GivenResource[] } & Surroundings)[];
  readonly refused: readonly ({
    readonly what: string;
    readonly given: readonly GivenResource[];
    /** All that is found, in order; each is about the first resource, or the one that is named. */
    readonly messages: readonly string[];
    readonly about?: string;
  } & Surroundings)[];
}

/** Tests a rule on small stacks: its cases, the same in other types, and properties that are absent, unknown or wrong. */
export function testStacks(rule: Rule, { accepted, refused }: StackCases): void {
  const judge = (given: readonly GivenResource[], surroundings: Surroundings): string[] => {
    if (!("validateResource" in rule.policy))
      return judgeStack(rule, given, surroundings).map(({ message }) => message);
    return given.flatMap(({ type, name, props }) =>
      judgeOne(rule, type, props, name, surroundings).map(({ message }) => message),
    );
  };
  const [first] = refused;
  assert.ok(first && accepted.length > 0);

  for (const { what, given, ...surroundings } of accepted)
    it(`accepts ${what}`, () => assert.deepEqual(judge(given, surroundings), []));

  for (const { what, given, messages, about, ...surroundings } of refused) {
    it(`fails for ${what}`, () => {
      assert.deepEqual(judge(given, surroundings), messages);
      if ("validateResource" in rule.policy) return;
      const urns = new Set(judgeStack(rule, given, surroundings).map(({ urn }) => urn));
      const subject = about ?? given[0]?.name ?? "";
      assert.ok(
        [...urns].every((urn) => urn === `urn:${subject}` || urn?.endsWith(`::${subject}`)),
        [...urns].join(),
      );
    });
  }

  it("leaves other resource types alone", () => {
    const others = first.given.map((each) => ({ ...each, type: `other:${each.type}` }));
    assert.deepEqual(judge(others, first), []);
  });

  it("does not throw for properties that are absent, unknown or wrong", () => {
    for (const { given, ...surroundings } of [...accepted, ...refused]) {
      for (const value of [undefined, null, 7, "x", [], [null], {}, UNKNOWN, [UNKNOWN], { items: UNKNOWN }]) {
        const broken = given.map((each) => ({
          ...each,
          props: Object.fromEntries(Object.keys(each.props).map((key) => [key, value])),
        }));
        assert.doesNotThrow(() => judge(broken, surroundings));
      }
    }
  });

  it("does not throw for a resource without properties", () => {
    assert.doesNotThrow(() =>
      judge(
        first.given.map((each) => ({ ...each, props: {} })),
        first,
      ),
    );
  });
}
