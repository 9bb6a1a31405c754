import { ociIamPolicyNoTenancyScope as rule } from "../../../policies/rules/oci-iam-policy-no-tenancy-scope";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";
const OBJECTION =
  "holds in the whole tenancy, expected the compartment that it is needed in; write 'in compartment id <OCID>', or " +
  "narrow it by 'target.compartment.id'";

describe("oci-iam-policy-no-tenancy-scope", () =>
  testStatements(rule, {
    accepted: [
      { what: "a compartment by its OCID", statement: `Allow group A to read repos ${HERE}` },
      { what: "a compartment by its name", statement: "Allow group A to read repos in compartment shop:prod" },
      { what: "to inspect in the tenancy", statement: "Allow group A to inspect compartments in tenancy" },
      { what: "a type of the tenancy itself", statement: "Allow group A to manage dynamic-groups in tenancy" },
      {
        what: "a condition that names compartments",
        statement: "Allow group A to read repos in tenancy where target.compartment.id = 'ocid1.compartment.oc1..a'",
      },
      { what: "a denial in the tenancy", statement: "Deny group A to manage repos in tenancy" },
    ],
    refused: [
      { what: "the tenancy", statement: "Allow group A to read repos in tenancy", objection: OBJECTION },
      {
        what: "a condition that may be met in another way",
        statement:
          "Allow group A to read repos in tenancy where any {target.compartment.id = 'a', request.region = 'fra'}",
        objection: OBJECTION,
      },
      {
        what: "a condition that excludes a compartment",
        statement: "Allow group A to read repos in tenancy where target.compartment.id != 'a'",
        objection: OBJECTION,
      },
      {
        what: "a condition that any compartment meets",
        statement: "Allow group A to read repos in tenancy where target.compartment.name = /*/",
        objection: OBJECTION,
      },
      { what: "permissions", statement: "Allow group A to {REPOSITORY_READ} in tenancy", objection: OBJECTION },
    ],
  }));
