import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { newAccess } from "../../../policies/iam/new-access";
import { printStatement, printSubject } from "../../../policies/iam/printer";
import { statementOf } from "./trees";

function added(base: readonly string[], head: readonly string[]): string[] {
  return newAccess(base.map(statementOf), head.map(statementOf)).map(
    ({ answer, change, subject, permissions }) =>
      `${change}: ${answer}: ${printSubject(subject)}: ${permissions.join(" ")}`,
  );
}

describe("newAccess", () => {
  const READ = "allow group A to read secrets in compartment a";
  const answered: { what: string; base?: string[]; head: string[]; expected: string[] }[] = [
    { what: "the same", head: [READ], expected: [] },
    { what: "less", head: ["allow group A to read secrets in compartment a:b where a.b = 'c'"], expected: [] },
    {
      what: "a stronger verb",
      head: [READ.replace("read", "use")],
      expected: ["allowed: yes: group A: SECRET_UPDATE"],
    },
    {
      what: "another group in the list",
      head: [READ.replace("group A", "group B, A")],
      expected: ["allowed: yes: group B: SECRET_INSPECT SECRET_READ"],
    },
    {
      what: "a wider scope",
      head: [READ.replace("compartment a", "tenancy")],
      expected: ["allowed: yes: group A: SECRET_INSPECT SECRET_READ"],
    },
    {
      what: "no condition any more",
      base: [`${READ} where a.b = 'c'`],
      head: [READ],
      expected: ["allowed: unknown: group A: "],
    },
    {
      what: "another condition on the permission",
      base: [`${READ} where request.permission = 'SECRET_READ'`],
      head: [READ],
      expected: ["allowed: yes: group A: SECRET_INSPECT"],
    },
    {
      what: "a stronger verb of unknown permissions",
      base: ["allow group A to read devops-trigger in tenancy"],
      head: ["allow group A to manage devops-trigger in tenancy"],
      expected: ["allowed: unknown: group A: "],
    },
    {
      what: "a type that no statement was about",
      head: ["allow group A to read of-no-service in tenancy"],
      expected: ["allowed: yes: group A: "],
    },
    {
      what: "what it denies as well",
      head: [READ, "allow group A to {SECRET_UPDATE} in tenancy", "deny any-user to {SECRET_UPDATE} in tenancy"],
      expected: [],
    },
    {
      what: "two statements as one",
      base: ["allow group A to inspect secrets in tenancy", "allow group A to {SECRET_READ} in tenancy"],
      head: [READ],
      expected: [],
    },
    {
      what: "a denial less",
      base: [READ, "deny group A to {SECRET_READ} in tenancy"],
      head: [READ],
      expected: ["not denied: unknown: group A: "],
    },
    {
      what: "a denial of everybody less",
      base: [READ, "deny any-user to {SECRET_READ} in tenancy"],
      head: [READ],
      expected: ["not denied: unknown: any-user: "],
    },
    {
      what: "a denial less that nothing is allowed against",
      base: [READ, "deny group A to {REPOSITORY_READ} in tenancy"],
      head: [READ],
      expected: [],
    },
    {
      what: "a wider denial",
      base: [READ, "deny group A to {SECRET_READ} in compartment a"],
      head: [READ, "deny any-user to {SECRET_READ} in tenancy"],
      expected: [],
    },
  ];
  for (const { what, base = [READ], head, expected } of answered)
    it(`answers for ${what}`, () => assert.deepEqual(added(base, head), expected));

  it("names the statements that may have given it", () => {
    const base = `${READ} where a.b = 'c'`;
    const [found] = newAccess([statementOf(base)], [statementOf(READ)]);

    assert.deepEqual(found?.before.map(printStatement), [base]);
    assert.equal(found.reason, `'${base}' may grant it: its condition may exclude what the other one grants`);
  });

  it("finds nothing new in a part of the first set, in any order", () => {
    const text = fc
      .tuple(
        fc.constantFrom("any-user", "group A", "group A, B", "dynamic-group C"),
        fc.constantFrom("read secrets", "use devops-family", "manage all-resources", "{OF_NONE}", "use a-type"),
        fc.constantFrom("tenancy", "compartment a", "compartment a:b", "compartment id ocid1.compartment.a"),
        fc.constantFrom("", " where a.b = 'c'", " where request.permission != 'SECRET_READ'"),
      )
      .map(([who, what, where, when]) => `allow ${who} to ${what} in ${where}${when}`);
    fc.assert(
      fc.property(
        fc.array(text).chain((base) => fc.tuple(fc.constant(base), fc.shuffledSubarray(base))),
        ([base, head]) => assert.deepEqual(added(base, head), []),
      ),
    );
  });
});
