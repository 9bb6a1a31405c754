import { strict as assert } from "node:assert";

import { printSubject } from "../../../policies/iam/printer";
import { whoCan } from "../../../policies/iam/who-can";
import { grantOf, statementOf } from "./trees";

function holders(request: string, ...statements: string[]): string[] {
  return whoCan(grantOf(`allow any-user to ${request}`), statements.map(statementOf)).map(
    ({ subject, answer }) => `${printSubject(subject)}: ${answer}`,
  );
}

describe("whoCan", () => {
  it("names who can do all of it, in the order of the statements", () => {
    assert.deepEqual(
      holders(
        "{REPOSITORY_UPDATE} in compartment a:b",
        "allow group B, A to manage repos in compartment a",
        "allow group C to read repos in compartment a",
        "allow group D to manage repos in compartment b",
        "allow dynamic-group A to manage all-resources in tenancy",
      ),
      ["group B: yes", "group A: yes", "dynamic-group A: yes"],
    );
  });

  it("adds up what several statements allow", () => {
    assert.deepEqual(
      holders(
        "read secrets in compartment a",
        "allow group A to inspect secrets in tenancy",
        "allow group A to {SECRET_READ} in compartment a",
        "allow group B to inspect secrets in tenancy",
      ),
      ["group A: yes"],
    );
  });

  it("adds up what a group may do and what everybody may", () => {
    assert.deepEqual(
      holders(
        "read secrets in compartment a",
        "allow any-user to inspect secrets in tenancy",
        "allow group A to {SECRET_READ} in compartment a",
      ),
      ["group A: yes"],
    );
  });

  it("names everybody once, and nobody for it", () => {
    assert.deepEqual(
      holders(
        "read secrets in compartment a",
        "allow any-user to read secrets in tenancy",
        "allow group A to read repos in compartment a",
      ),
      ["any-user: yes"],
    );
  });

  const open: { what: string; statement: string }[] = [
    { what: "a condition", statement: "allow group A to read secrets in tenancy where a.b = 'c'" },
    { what: "a compartment by OCID", statement: "allow group A to read secrets in compartment id ocid1.compartment.a" },
  ];
  for (const { what, statement } of open)
    it(`leaves open whether one can by ${what}`, () => {
      assert.deepEqual(holders("read secrets in compartment a", statement), ["group A: unknown"]);
    });

  it("finds the condition that is asked for", () => {
    assert.deepEqual(
      holders(
        "read secrets in tenancy where all {a.b = 'c', d.e = 'f'}",
        "allow group A to read secrets in tenancy where a.b = 'c'",
      ),
      ["group A: yes"],
    );
  });

  it("leaves out who is denied a part", () => {
    assert.deepEqual(
      holders(
        "manage repos in compartment a",
        "allow group A, B to manage repos in compartment a",
        "deny group A to {REPOSITORY_DELETE} in tenancy",
      ),
      ["group B: yes"],
    );
  });

  it("leaves open who may be denied a part", () => {
    assert.deepEqual(
      holders(
        "manage repos in compartment a",
        "allow group A to manage repos in compartment a",
        "deny group A to {REPOSITORY_DELETE} in compartment a:b",
      ),
      ["group A: unknown"],
    );
  });

  it("names the statements that allow it", () => {
    const statements = ["allow group A to inspect secrets in tenancy", "allow group A to {SECRET_READ} in tenancy"];
    const [holder] = whoCan(grantOf("allow any-user to read secrets in tenancy"), statements.map(statementOf));

    assert.deepEqual(holder?.allowedBy, statements.map(grantOf));
  });
});
