import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { covers, type Coverage } from "../../../policies/iam/covers";
import { condition, grant, subject, type, verb } from "./arbitraries";
import { grantOf } from "./trees";

function coverage(a: string, b: string): Coverage {
  return covers(grantOf(a), grantOf(b));
}

describe("covers", () => {
  const ALLOW = "allow group A to manage secrets in compartment a";
  const answered: { what: string; a?: string; b: string; answer: string; reason: string }[] = [
    { what: "itself", b: ALLOW, answer: "yes", reason: "every part is covered" },
    {
      what: "a weaker verb",
      b: "allow group A to read secrets in compartment a",
      answer: "yes",
      reason: "every part is covered",
    },
    {
      what: "a permission of its verb",
      b: "allow group A to {SECRET_MOVE} in compartment a",
      answer: "yes",
      reason: "every part is covered",
    },
    {
      what: "a compartment within",
      b: "allow group A to use secrets in compartment a:b",
      answer: "yes",
      reason: "every part is covered",
    },
    { what: "a condition on it", b: `${ALLOW} where a.b = 'c'`, answer: "yes", reason: "every part is covered" },
    {
      what: "another group",
      b: "allow group A, B to use secrets in compartment a",
      answer: "no",
      reason: "'group B' is not among 'group A'",
    },
    {
      what: "a group by OCID",
      b: "allow group id ocid1.group.oc1..a to use secrets in compartment a",
      answer: "unknown",
      reason: "'group id ocid1.group.oc1..a' is not among 'group A' by name, but may be by OCID or in another case",
    },
    {
      what: "a family of it",
      b: "allow group A to read secret-family in compartment a",
      answer: "no",
      reason:
        "'manage secrets' doesn't grant 'SECRET_VERSION_INSPECT', 'SECRET_VERSION_READ', 'SECRET_BUNDLE_INSPECT', 'SECRET_BUNDLE_READ'",
    },
    {
      what: "a type that is not known",
      b: "allow group A to read of-no-service in compartment a",
      answer: "unknown",
      reason: "the catalogue doesn't know all permissions of 'read of-no-service'",
    },
    {
      what: "a type of another service without known permissions",
      b: "allow group A to read api-gateways in compartment a",
      answer: "no",
      reason: "'manage secrets' grants nothing of 'read api-gateways'",
    },
    {
      what: "a family of the same service without known permissions",
      a: "allow group A to {DEVOPS_TRIGGER_READ} in compartment a",
      b: "allow group A to read devops-family in compartment a",
      answer: "unknown",
      reason: "the catalogue doesn't know all permissions of 'read devops-family'",
    },
    {
      what: "a compartment by another OCID",
      a: "allow group A to use secrets in compartment id ocid1.compartment.oc1..a",
      b: "allow group A to use secrets in compartment id ocid1.compartment.oc1..b",
      answer: "unknown",
      reason:
        "nothing says whether 'compartment id ocid1.compartment.oc1..b' is below 'compartment id ocid1.compartment.oc1..a'",
    },
    {
      what: "all-resources",
      b: "allow group A to inspect all-resources in compartment a",
      answer: "no",
      reason: "'secrets' is less than 'all-resources'",
    },
    {
      what: "the compartment above",
      a: "allow group A to use secrets in compartment a:b",
      b: "allow group A to use secrets in compartment a",
      answer: "no",
      reason: "'compartment a' is not in 'compartment a:b'",
    },
    {
      what: "the compartment above in another case",
      a: "allow group A to use secrets in compartment a:b",
      b: "allow group A to use secrets in compartment A",
      answer: "no",
      reason: "'compartment A' is not in 'compartment a:b'",
    },
    {
      what: "a compartment within in another case",
      b: "allow group A to use secrets in compartment A:b",
      answer: "unknown",
      reason: "'compartment A:b' is not in 'compartment a', unless names in another case are the same",
    },
    {
      what: "the tenancy",
      b: "allow group A to use secrets in tenancy",
      answer: "no",
      reason: "'tenancy' is not in 'compartment a'",
    },
    {
      what: "what its condition may exclude",
      a: `${ALLOW} where a.b = 'c'`,
      b: ALLOW,
      answer: "unknown",
      reason: "its condition may exclude what the other one grants",
    },
    {
      what: "a stricter condition",
      a: `${ALLOW} where any {a.b = 'c', d.e = 'f'}`,
      b: `${ALLOW} where all {g.h = 'i', A.B = 'C'}`,
      answer: "yes",
      reason: "every part is covered",
    },
    {
      what: "the permissions that its condition leaves",
      a: `${ALLOW} where any {request.permission = 'SECRET_READ', request.permission = /*_INSPECT/}`,
      b: "allow group A to read secrets in compartment a",
      answer: "yes",
      reason: "every part is covered",
    },
    {
      what: "a permission that its condition keeps out",
      a: `${ALLOW} where request.permission != 'SECRET_DELETE'`,
      b: ALLOW,
      answer: "no",
      reason: "'manage secrets' doesn't grant 'SECRET_DELETE'",
    },
    {
      what: "a permission that only 'manage' of everything has",
      a: "allow group A to manage all-resources in tenancy where request.permission = 'OF_NONE'",
      b: "allow group A to {OF_NONE} in compartment a",
      answer: "yes",
      reason: "every part is covered",
    },
    {
      what: "a family by its members' permissions, but for what it has besides",
      a: "allow group A to manage virtual-network-family in tenancy",
      b: "allow group A to inspect instance-family in tenancy",
      answer: "no",
      reason:
        "'manage virtual-network-family' doesn't grant 'APP_CATALOG_LISTING_INSPECT', 'CONSOLE_HISTORY_INSPECT', " +
        "'INSTANCE_INSPECT', 'INSTANCE_CONSOLE_CONNECTION_INSPECT', 'INSTANCE_IMAGE_INSPECT', 'VOLUME_ATTACHMENT_INSPECT'",
    },
    {
      what: "another reach",
      b: "endorse group A to manage secrets in any-tenancy",
      answer: "no",
      reason: "one is 'own', the other 'endorse'",
    },
    {
      what: "a denial",
      b: "deny group A to manage secrets in compartment a",
      answer: "unknown",
      reason: "statements that deny grant nothing",
    },
    {
      what: "every group, but not services",
      a: "allow any-group to read keys in tenancy",
      b: "allow service a to read keys in tenancy",
      answer: "no",
      reason: "'service a' is not among 'any-group'",
    },
    {
      what: "a member of a family without known permissions",
      a: "allow group A to use devops-family in tenancy",
      b: "allow group A to read devops-trigger in tenancy",
      answer: "yes",
      reason: "every part is covered",
    },
  ];
  for (const { what, a = ALLOW, b, answer, reason } of answered)
    it(`says '${answer}' to ${what}`, () => assert.deepEqual(coverage(a, b), { answer, reason }));

  it("is reflexive", () => {
    fc.assert(fc.property(grant, (a) => assert.equal(covers(a, a).answer, "yes")));
  });

  it("is transitive", () => {
    let chains = 0;
    fc.assert(
      fc.property(fc.array(grant, { minLength: 8, maxLength: 8 }), (grants) => {
        for (const a of grants)
          for (const b of grants.filter((each) => each !== a && covers(a, each).answer === "yes"))
            for (const c of grants.filter((each) => each !== b && covers(b, each).answer === "yes")) {
              chains++;
              assert.equal(covers(a, c).answer, "yes");
            }
      }),
      { numRuns: 2000 },
    );
    // about 130 with these parts: far fewer would say that the property was hardly tried
    assert.ok(chains > 20, `${chains} chains`);
  });

  it("goes on to cover what is narrowed", () => {
    const parts = fc.tuple(subject, verb, type, fc.constantFrom("compartment a", "compartment a:b"), condition);
    fc.assert(
      fc.property(grant, parts, (a, [who, how, what, place, limit]) => {
        const b = `allow ${who} to ${how} ${what} in ${place}`;
        if (covers(a, grantOf(b)).answer !== "yes") return;

        assert.equal(covers(a, grantOf(`${b} where ${limit}`)).answer, "yes");
        assert.equal(covers(a, grantOf(`allow ${who} to ${how} ${what} in ${place}:e`)).answer, "yes");
        assert.equal(covers(a, grantOf(`allow ${who} to inspect ${what} in ${place}`)).answer, "yes");
      }),
      { numRuns: 2000 },
    );
  });

  it("compares deep conditions in time", () => {
    const deep = (kinds: readonly string[], depth: number): string =>
      depth === 0 ? "x.a = '1'" : `${kinds[depth % 2]} {x.b = '2', ${deep(kinds, depth - 1)}, x.c = '3'}`;
    const started = performance.now();
    coverage(
      `allow group A to read repos in tenancy where ${deep(["any", "all"], 60)}`,
      `allow group A to read repos in tenancy where ${deep(["all", "any"], 60)}`,
    );

    assert.ok(performance.now() - started < 1000);
  });
});
