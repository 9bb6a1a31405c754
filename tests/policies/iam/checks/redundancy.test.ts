import { strict as assert } from "node:assert";

import { checkStatements } from "../../../../policies/iam/check";
import { sharedFacts } from "../../../shared-facts";
import { statementOf } from "../trees";

/** What is found in each statement of a set: the code and the text it is about. */
function found(...texts: string[]): string[][] {
  return checkStatements(texts.map(statementOf)).map((findings, index) =>
    findings.map(({ code, span }) => `${code}: ${texts[index]?.slice(span.start, span.end)}`),
  );
}

describe("checkStatements", () => {
  const FAMILY = "allow group A to manage virtual-network-family in compartment a";

  it("notes a type that a family of another statement has", () => {
    assert.deepEqual(found("allow group A to use subnets in compartment a:b", FAMILY), [
      ["iam-type-in-family: subnets"],
      [],
    ]);
  });

  it("names the family and the statement", () => {
    const [first] = checkStatements(["allow group A to use vnics in compartment a", FAMILY].map(statementOf));

    assert.deepEqual(
      first?.map(({ level, message }) => ({ level, message })),
      [
        {
          level: "note",
          message: `'virtual-network-family' has 'vnics', so that '${FAMILY}' already does this; leave this statement out`,
        },
      ],
    );
  });

  it("notes a statement that others do together", () => {
    const whole = "allow group A to read secrets in compartment a";

    assert.deepEqual(
      found(whole, "allow group A to {SECRET_READ} in tenancy", "allow group A to {SECRET_INSPECT} in tenancy"),
      [[`iam-redundant-statement: ${whole}`], [], []],
    );
  });

  it("notes the second of two that are the same", () => {
    assert.deepEqual(found(FAMILY, FAMILY), [[], [`iam-redundant-statement: ${FAMILY}`]]);
  });

  it("keeps what is found in a statement by itself, in the order of the text", () => {
    assert.deepEqual(found("allow group A to use vcns in compartment a", FAMILY), [
      ["iam-verb-adds-nothing: use vcns", "iam-type-in-family: vcns"],
      [],
    ]);
  });

  const accepted = [
    { what: "another compartment", text: "allow group A to use subnets in compartment b" },
    { what: "another group", text: "allow group B to use subnets in compartment a" },
    { what: "another type", text: "allow group A to use instances in compartment a" },
    { what: "a denial", text: "deny group A to use subnets in compartment a" },
    { what: "a definition", text: "define tenancy a as ocid1.tenancy.oc1..a" },
  ];
  for (const { what, text } of accepted) it(`accepts ${what}`, () => assert.deepEqual(found(FAMILY, text), [[], []]));

  it("has no errors for the statements of public repositories (needs ../shared)", function () {
    const corpus = sharedFacts("corpora/iam-statements/statements.json") as { statement: string }[] | undefined;
    if (!corpus) this.skip();
    const findings = checkStatements(corpus.map(({ statement }) => statementOf(statement)));

    assert.equal(findings.length, corpus.length);
    assert.deepEqual(
      findings.flat().filter(({ level }) => !["note", "warning"].includes(level)),
      [],
    );
  });
});
