import { strict as assert } from "node:assert";

import fc from "fast-check";

import { anyOf, printStatement, type Condition, type Grant } from "../../../components/model/statement";

const grant: Grant = {
  subject: { kind: "dynamic-group", name: "shop-prod-build-pipelines" },
  verb: "use",
  resource: "ons-topics",
  compartmentId: "ocid1.compartment.oc1..example",
};
const PLAIN =
  "Allow dynamic-group shop-prod-build-pipelines to use ons-topics in compartment id ocid1.compartment.oc1..example";

/** What a caller may put in: words without a space, a quote or a brace. */
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_./-]{0,20}$/);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.record({ variable: word, equals: word }),
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
  ),
}));
const anyGrant: fc.Arbitrary<Grant> = fc.record(
  {
    subject: fc.record({ kind: fc.constant("dynamic-group" as const), name: word }),
    verb: fc.constantFrom("inspect", "read", "use", "manage"),
    resource: word,
    compartmentId: word,
    where: condition,
  },
  { requiredKeys: ["subject", "verb", "resource", "compartmentId"] },
);

function comparisonsIn(where: Condition): readonly string[] {
  if ("variable" in where) return [`${where.variable} = '${where.equals}'`];
  return ("all" in where ? where.all : where.any).flatMap(comparisonsIn);
}

/** Whether every brace that opens closes, in that order. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

describe("printStatement", () => {
  const a: Condition = { variable: "target.repo.name", equals: "shop-prod/orders-api" };
  const b: Condition = { variable: "request.permission", equals: "REPOSITORY_READ" };
  const conditions: readonly { what: string; where: Condition; text: string }[] = [
    { what: "one comparison", where: a, text: "target.repo.name = 'shop-prod/orders-api'" },
    {
      what: "all of several",
      where: { all: [a, b] },
      text: "all {target.repo.name = 'shop-prod/orders-api', request.permission = 'REPOSITORY_READ'}",
    },
    {
      what: "any of several",
      where: { any: [a, b] },
      text: "any {target.repo.name = 'shop-prod/orders-api', request.permission = 'REPOSITORY_READ'}",
    },
    {
      what: "any within all",
      where: { all: [a, { any: [b] }] },
      text: "all {target.repo.name = 'shop-prod/orders-api', any {request.permission = 'REPOSITORY_READ'}}",
    },
  ];

  it("prints a grant that is not narrowed", () => {
    assert.equal(printStatement(grant), PLAIN);
  });

  for (const { what, where, text } of conditions) {
    it(`narrows a grant to ${what}`, () => {
      assert.equal(printStatement({ ...grant, where }), `${PLAIN} where ${text}`);
    });
  }

  for (const verb of ["inspect", "read", "use", "manage"] as const) {
    it(`prints the verb '${verb}'`, () => {
      assert.equal(printStatement({ ...grant, verb }), PLAIN.replace("to use", `to ${verb}`));
    });
  }

  it("prints any grant on a single line", () => {
    fc.assert(
      fc.property(anyGrant, (each) => {
        assert.doesNotMatch(printStatement(each), /[\r\n\u2028\u2029]/);
      }),
    );
  });

  it("closes every brace that it opens", () => {
    fc.assert(
      fc.property(anyGrant, (each) => {
        assert.equal(isBalanced(printStatement(each)), true);
      }),
    );
  });

  it("prints every comparison of any grant, in order", () => {
    fc.assert(
      fc.property(anyGrant, (each) => {
        const printed = printStatement(each).match(/\S+ = '[^']*'/g) ?? [];

        const bare = printed.map((text) => text.replace(/^\{/, ""));
        assert.deepEqual(bare, each.where ? comparisonsIn(each.where) : []);
      }),
    );
  });
});

describe("anyOf", () => {
  it("is the comparison alone for a single value", () => {
    assert.deepEqual(anyOf("target.repo.name", ["a"]), { variable: "target.repo.name", equals: "a" });
  });

  it("is any of several values, in their order", () => {
    assert.deepEqual(anyOf("target.repo.name", ["b", "a"]), {
      any: [
        { variable: "target.repo.name", equals: "b" },
        { variable: "target.repo.name", equals: "a" },
      ],
    });
  });
});
