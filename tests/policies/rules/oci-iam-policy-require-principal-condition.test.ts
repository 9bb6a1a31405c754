import { ociIamPolicyRequirePrincipalCondition as rule } from "../../../policies/rules/oci-iam-policy-require-principal-condition";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";
const objection = (subject: string, stated: string): string =>
  `is for '${subject}' and its condition says ${stated} of them, expected 'request.principal.id', or both ` +
  "'request.principal.type' and 'request.principal.compartment.id'; add them by 'where all {...}'";

describe("oci-iam-policy-require-principal-condition", () =>
  testStatements(rule, {
    accepted: [
      { what: "a dynamic group", statement: `Allow dynamic-group A to read repos ${HERE}` },
      {
        what: "type and compartment",
        statement: `Allow any-user to read repos ${HERE} where all {request.principal.type = 'a', request.principal.compartment.id = 'b'}`,
      },
      { what: "one principal", statement: `Allow any-user to read repos ${HERE} where request.principal.id = 'a'` },
      {
        what: "one of two principals",
        statement: `Allow any-user to read repos ${HERE} where any {request.principal.id = 'a', request.principal.id = 'b'}`,
      },
      { what: "one group", statement: `Allow any-group to read repos ${HERE} where request.groups.id = 'a'` },
      {
        what: "variables in another case",
        statement: `Allow any-user to read repos ${HERE} where Request.Principal.Id = 'a'`,
      },
    ],
    refused: [
      {
        what: "any-user without a condition",
        statement: `Allow any-user to read repos ${HERE}`,
        objection: objection("any-user", "nothing"),
      },
      {
        what: "any-group without a condition",
        statement: `Allow any-group to read repos ${HERE}`,
        objection: objection("any-group", "nothing"),
      },
      {
        what: "the type alone",
        statement: `Allow any-user to read repos ${HERE} where request.principal.type = 'a'`,
        objection: objection("any-user", "the sort of principal alone"),
      },
      {
        what: "the compartment alone",
        statement: `Allow any-user to read repos ${HERE} where request.principal.compartment.id = 'a'`,
        objection: objection("any-user", "their compartment alone"),
      },
      {
        what: "either of both",
        statement: `Allow any-user to read repos ${HERE} where any {request.principal.type = 'a', request.principal.compartment.id = 'b'}`,
        objection: objection("any-user", "nothing"),
      },
      {
        what: "who it is not for",
        statement: `Allow any-user to read repos ${HERE} where request.principal.id != 'a'`,
        objection: objection("any-user", "nothing"),
      },
    ],
  }));
