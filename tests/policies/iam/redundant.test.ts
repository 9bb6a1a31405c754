import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { printStatement } from "../../../policies/iam/printer";
import { redundantOf } from "../../../policies/iam/redundant";
import { StatementIndex } from "../../../policies/iam/statement-index";
import { coverageBy } from "../../../policies/iam/union";
import { statementOf } from "./trees";

function redundant(...statements: string[]): { statement: string; by: string[] }[] {
  return redundantOf(statements.map(statementOf)).map(({ statement, by }) => ({
    statement: printStatement(statement),
    by: by.map(printStatement),
  }));
}

describe("redundantOf", () => {
  const MANAGE = "allow group A to manage repos in compartment a";

  it("finds what another statement covers, in the order of the statements", () => {
    const within = "allow group A to read repos in compartment a:b";
    const narrower = "allow group A to manage repos in compartment a where a.b = 'c'";

    assert.deepEqual(redundant(within, MANAGE, narrower), [
      { statement: within, by: [MANAGE] },
      { statement: narrower, by: [MANAGE] },
    ]);
  });

  it("keeps the first of two that are the same", () => {
    assert.deepEqual(redundant(MANAGE, MANAGE), [{ statement: MANAGE, by: [MANAGE] }]);
  });

  it("finds what several cover together", () => {
    const [inspect, read, both] = [
      "allow group A to inspect secrets in tenancy",
      "allow group A to {SECRET_READ} in compartment a",
      "allow group A to read secrets in compartment a:b",
    ];

    assert.deepEqual(redundant(inspect, read, both), [{ statement: both, by: [inspect, read] }]);
  });

  it("finds a family whose members are each covered, whatever their permissions are", () => {
    const members = ["devops-repository", "devops-pull-request", "devops-pull-request-comment"].map(
      (type) => `allow group A to use ${type} in tenancy`,
    );
    const last = "allow group A to manage devops-protected-branch in tenancy";
    const family = "allow group A to use devops-repository-family in compartment a";

    assert.deepEqual(redundant(family, ...members, last), [{ statement: family, by: [...members, last] }]);
    assert.deepEqual(redundant(family, ...members), []);
  });

  it("finds a list of groups whose members are each covered", () => {
    const list = "allow group A, B to read repos in compartment a";
    const other = "allow group B to manage repos in tenancy";

    assert.deepEqual(redundant(list, MANAGE, other), [{ statement: list, by: [MANAGE, other] }]);
  });

  it("finds what does nothing, by no other statement", () => {
    const nothing = "allow group A to inspect secrets in tenancy where request.permission = 'SECRET_READ'";

    assert.deepEqual(redundant(nothing, MANAGE), [{ statement: nothing, by: [] }]);
  });

  const kept: { what: string; statements: string[] }[] = [
    { what: "another compartment", statements: [MANAGE, "allow group A to read repos in compartment b"] },
    { what: "another group", statements: [MANAGE, "allow group B to read repos in compartment a"] },
    { what: "a condition", statements: [`${MANAGE} where a.b = 'c'`, MANAGE.replace("manage", "read")] },
    { what: "a denial", statements: [MANAGE, "deny group A to manage repos in compartment a"] },
    { what: "a type of unknown permissions", statements: ["allow group A to read a-type in tenancy", MANAGE] },
  ];
  for (const { what, statements } of kept)
    it(`keeps both where they differ by ${what}`, () => assert.deepEqual(redundant(...statements), []));

  it("finds a denial that another one covers", () => {
    const deny = "deny group A to manage repos in compartment a:b";
    const wider = "deny any-user to manage repos in compartment a";

    assert.deepEqual(redundant(deny, wider), [{ statement: deny, by: [wider] }]);
    assert.deepEqual(redundant(deny.replace("manage", "read"), wider), []);
  });

  it("leaves statements that cover each one that it finds", () => {
    const action = fc.constantFrom(
      ...["inspect secrets", "read secrets", "read secret-family", "manage secret-bundles", "{SECRET_READ}"],
      ...["use devops-family", "use devops-trigger", "manage all-resources", "read a-type"],
    );
    const text = fc
      .tuple(
        fc.constantFrom("any-user", "group A", "group A, B", "group B", "group id ocid1.group.oc1..a"),
        action,
        fc.constantFrom("tenancy", "compartment a", "compartment a:b", "compartment c"),
        fc.constantFrom("", "", " where a.b = 'c'", " where request.permission = 'SECRET_READ'"),
      )
      .map(([who, what, where, when]) => `allow ${who} to ${what} in ${where}${when}`);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const statements = texts.map(statementOf);
        const found = redundantOf(statements);
        const left = statements.filter((each) => !found.some(({ statement }) => statement === each));
        const { meanings } = new StatementIndex(left, "allow");

        for (const { statement, by } of found) {
          assert.ok(
            by.every((each) => left.includes(each)),
            printStatement(statement),
          );
          const members = new StatementIndex([statement], "allow").meanings;
          if (!printStatement(statement).includes(","))
            for (const member of members) assert.equal(coverageBy(meanings, member).answer, "yes");
        }
        assert.deepEqual(redundantOf(left), []);
      }),
      { numRuns: 300 },
    );
  });
});
