import { strict as assert } from "node:assert";

import { covers } from "../../../policies/iam/covers";
import { definitionsUsedBy, withDefinitions } from "../../../policies/iam/definitions";
import { printStatement } from "../../../policies/iam/printer";
import type { Grant } from "../../../policies/iam/ast";
import { grantOf, statementOf, subjectOf } from "./trees";
import { rightsOf } from "../../../policies/iam/rights";

/** The last statement of a policy, as it means it. */
function meant(...policy: readonly string[]): string {
  return printStatement(withDefinitions(policy.map(statementOf)).at(-1) as Grant);
}

const TENANCY = "define tenancy B as ocid1.tenancy.oc1..b";
const GROUP = "define group A as ocid1.group.oc1..a";

describe("the definitions of a policy", () => {
  const cases = [
    {
      what: "a group and its tenancy",
      policy: [TENANCY, GROUP, "admit group A of tenancy B to read repos in tenancy"],
      meant: "admit group id ocid1.group.oc1..a of tenancy ocid1.tenancy.oc1..b to read repos in tenancy",
    },
    {
      what: "one of several groups",
      policy: [GROUP, "allow group A, C to read repos in tenancy"],
      meant: "allow group id ocid1.group.oc1..a, C to read repos in tenancy",
    },
    {
      what: "a dynamic group of a domain",
      policy: ["define dynamic-group D/A as ocid1.dynamicgroup.oc1..a", "allow dynamic-group D/A to read a in tenancy"],
      meant: "allow dynamic-group id ocid1.dynamicgroup.oc1..a to read a in tenancy",
    },
    {
      what: "a tenancy as location",
      policy: [TENANCY, "endorse any-user to read objects in tenancy B"],
      meant: "endorse any-user to read objects in tenancy ocid1.tenancy.oc1..b",
    },
    {
      what: "a tenancy of a compartment",
      policy: [TENANCY, "endorse any-user to read objects in compartment c of tenancy B"],
      meant: "endorse any-user to read objects in compartment c of tenancy ocid1.tenancy.oc1..b",
    },
    {
      what: "both sides of an association",
      policy: [TENANCY, "endorse any-user to associate a in tenancy B with c in tenancy B"],
      meant: "endorse any-user to associate a in tenancy ocid1.tenancy.oc1..b with c in tenancy ocid1.tenancy.oc1..b",
    },
    {
      what: "a compartment",
      policy: ["define compartment c as ocid1.compartment.oc1..c", "allow any-user to read repos in compartment c"],
      meant: "allow any-user to read repos in compartment id ocid1.compartment.oc1..c",
    },
  ];
  for (const { what, policy, meant: expected } of cases)
    it(`give its OCID to ${what}`, () => assert.equal(meant(...policy), expected));

  const unchanged = [
    { what: "of another kind", policy: [TENANCY, "allow group B to read repos in compartment B"] },
    { what: "of another domain", policy: [GROUP, "allow group D/A to read repos in tenancy"] },
    { what: "with two OCIDs", policy: [GROUP, `${GROUP}b`, "allow group A to read repos in tenancy"] },
    {
      what: "at the beginning of a path",
      policy: ["define compartment c as ocid1.compartment.oc1..c", "allow any-user to read repos in compartment c:d"],
    },
    { what: "of a service", policy: [GROUP, "allow service A to read repos in tenancy"] },
  ];
  for (const { what, policy } of unchanged)
    it(`leave a name as it is: one ${what}`, () => assert.equal(meant(...policy), policy.at(-1)));

  it("make statements comparable that name one tenancy differently", () => {
    const [one, other] = ["B", "C"].map((name) =>
      withDefinitions(
        [`define tenancy ${name} as ocid1.tenancy.oc1..b`, `endorse any-user to read repos in tenancy ${name}`].map(
          statementOf,
        ),
      ),
    ) as [Grant[], Grant[]];

    assert.equal(covers(one[1] as Grant, other[1] as Grant).answer, "yes");
    assert.equal(
      covers(
        grantOf("endorse any-user to read repos in tenancy B"),
        grantOf("endorse any-user to read repos in tenancy C"),
      ).answer,
      "unknown",
    );
  });

  it("make rights those of the group with the OCID", () => {
    const policy = [GROUP, "allow group A to read repos in tenancy"].map(statementOf);

    const [right] = rightsOf(subjectOf("group id ocid1.group.oc1..a"), withDefinitions(policy));

    assert.equal(right?.answer, "yes");
  });

  it("are known by the statement that uses them, each once", () => {
    const policy = [
      TENANCY,
      GROUP,
      "admit group A, A of tenancy B to read repos in tenancy",
      "allow any-user to read a in tenancy",
    ];
    const statements = policy.map(statementOf);

    assert.deepEqual(
      statements.map((statement) => definitionsUsedBy(statement, statements).map(({ name }) => name.text)),
      [[], [], ["B", "A"], []],
    );
  });
});
