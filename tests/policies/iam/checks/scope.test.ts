import { strict as assert } from "node:assert";

import { findingsIn } from "../trees";

describe("iam-tenancy-only-type", () => {
  it("notes a type of the tenancy that is granted in a compartment", () => {
    assert.deepEqual(findingsIn("allow group A to manage users in compartment a:b"), [
      {
        code: "iam-tenancy-only-type",
        level: "note",
        at: "compartment a:b",
        message:
          "'users' are in the tenancy itself, so that 'compartment a:b' may have none of them; " +
          "expected 'tenancy', with a condition to narrow it",
      },
    ]);
  });

  it("notes it by OCID, and of a denial", () => {
    const codes = [
      "allow group A to use dynamic-groups in compartment id ocid1.compartment.oc1..a",
      "deny group A to inspect tenancies in compartment a",
    ].flatMap((text) => findingsIn(text).map(({ code }) => code));

    assert.deepEqual(codes, ["iam-tenancy-only-type", "iam-tenancy-only-type"]);
  });

  const accepted = [
    "allow group A to manage users in tenancy",
    "allow group A to manage tag-namespaces in compartment a",
    "allow group A to read all-resources in compartment a",
    "endorse group A to manage users in any-tenancy",
  ];
  for (const text of accepted) it(`accepts '${text}'`, () => assert.deepEqual(findingsIn(text), []));
});
