import { strict as assert } from "node:assert";

import { printStatement } from "../../../policies/iam/printer";
import { rightsOf } from "../../../policies/iam/rights";
import { statementOf, subjectOf } from "./trees";

/** What a principal may do: the statement, whether it may, and the permissions. */
function rights(principal: string, ...statements: string[]): string[] {
  return rightsOf(subjectOf(principal), statements.map(statementOf)).map(
    ({ statement, answer, permissions }) => `${answer}: ${printStatement(statement)}: ${permissions.join(" ")}`,
  );
}

describe("rightsOf", () => {
  const READ = "allow group A to read repos in compartment a";

  it("gives the permissions of a group's statements, and of those about everybody, in their order", () => {
    assert.deepEqual(
      rights(
        "group A",
        "allow any-user to inspect repos in tenancy",
        "allow group B to manage repos in tenancy",
        "allow group B, A to use ons-topics in compartment a where a.b = 'c'",
        "allow any-group to {OF_NONE} in tenancy",
        "define group A as ocid1.group.oc1..a",
      ),
      [
        "yes: allow any-user to inspect repos in tenancy: REPOSITORY_INSPECT",
        "yes: allow group B, A to use ons-topics in compartment a where a.b = 'c': ONS_TOPIC_INSPECT ONS_TOPIC_READ ONS_TOPIC_PUBLISH ONS_TOPIC_SUBSCRIBE",
        "yes: allow any-group to {OF_NONE} in tenancy: OF_NONE",
      ],
    );
  });

  const named: { what: string; principal: string; expected: string[] }[] = [
    { what: "a dynamic group of the same name", principal: "dynamic-group A", expected: [] },
    { what: "a service of the same name", principal: "service A", expected: [] },
    { what: "a group of another domain", principal: "group 'D'/'A'", expected: [] },
    {
      what: "the group with its default domain",
      principal: "group Default/A",
      expected: [`yes: ${READ}: REPOSITORY_INSPECT REPOSITORY_READ`],
    },
    {
      what: "a group by OCID",
      principal: "group id ocid1.group.oc1..a",
      expected: [`unknown: ${READ}: REPOSITORY_INSPECT REPOSITORY_READ`],
    },
    {
      what: "a group in another case",
      principal: "group a",
      expected: [`unknown: ${READ}: REPOSITORY_INSPECT REPOSITORY_READ`],
    },
  ];
  for (const { what, principal, expected } of named)
    it(`tells the group from ${what}`, () => assert.deepEqual(rights(principal, READ), expected));

  const denied: { what: string; deny: string; expected: string }[] = [
    { what: "no statement", deny: "deny group B to read repos in tenancy", expected: "yes" },
    { what: "a statement on another service", deny: "deny group A to manage secrets in tenancy", expected: "yes" },
    { what: "a statement elsewhere", deny: "deny group A to {REPOSITORY_READ} in compartment b", expected: "yes" },
    { what: "a statement below", deny: "deny group A to {REPOSITORY_READ} in compartment a:b", expected: "unknown" },
    {
      what: "a statement with a condition",
      deny: "deny group A to {REPOSITORY_READ} in tenancy where a.b = 'c'",
      expected: "unknown",
    },
    {
      what: "a statement on a type that is not in the catalogue",
      deny: "deny group A to read of-no-service in tenancy",
      expected: "unknown",
    },
    {
      what: "a statement on all of it",
      deny: "deny any-user to {REPOSITORY_READ, REPOSITORY_INSPECT} in compartment a",
      expected: "no",
    },
  ];
  for (const { what, deny, expected } of denied)
    it(`says '${expected}' where ${what} denies`, () => {
      const [right] = rightsOf(subjectOf("group A"), [statementOf(READ), statementOf(deny)]);

      assert.equal(right?.answer, expected);
    });

  it("takes away the permissions that are denied", () => {
    assert.deepEqual(rights("group A", READ, "deny group A to {REPOSITORY_READ} in tenancy"), [
      `yes: ${READ}: REPOSITORY_INSPECT`,
    ]);
  });

  it("takes a verb that denies for what it adds to the weaker ones, at least", () => {
    assert.deepEqual(
      rights("group A", "allow group A to manage repos in tenancy", "deny group A to read repos in tenancy"),
      [
        "unknown: allow group A to manage repos in tenancy: REPOSITORY_INSPECT " +
          "REPOSITORY_CREATE REPOSITORY_DELETE REPOSITORY_UPDATE REPOSITORY_MANAGE",
      ],
    );
  });

  it("denies the default group of administrators nothing", () => {
    const allow = "allow group Administrators to manage all-resources in tenancy";
    const deny = "deny any-user to manage all-resources in tenancy";
    const [right] = rightsOf(subjectOf("group Administrators"), [statementOf(allow), statementOf(deny)]);

    assert.deepEqual([right?.answer, right?.deniedBy], ["yes", []]);
  });

  it("keeps out what the condition says of the permission", () => {
    const text = "allow group A to manage repos in tenancy where request.permission = /repository_r*/";

    assert.deepEqual(rights("group A", text), [`yes: ${text}: REPOSITORY_READ`]);
  });

  it("says whether the permissions are all", () => {
    const statements = [READ, "allow group A to use of-no-service in tenancy"].map(statementOf);

    assert.deepEqual(
      rightsOf(subjectOf("group A"), statements).map(({ isComplete }) => isComplete),
      [true, false],
    );
  });
});
