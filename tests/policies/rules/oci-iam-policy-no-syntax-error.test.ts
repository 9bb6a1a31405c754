import { ociIamPolicyNoSyntaxError as rule } from "../../../policies/rules/oci-iam-policy-no-syntax-error";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";

describe("oci-iam-policy-no-syntax-error", () =>
  testStatements(rule, {
    accepted: [
      { what: "a statement that is well written", statement: `Allow group A to read repos ${HERE}` },
      { what: "a definition", statement: "Define tenancy Other as ocid1.tenancy.oc1..a" },
      { what: "a denial", statement: `Deny group A to read repos ${HERE}` },
      { what: "a type that the catalogue lacks", statement: `Allow group A to read newest-things ${HERE}` },
    ],
    refused: [
      {
        what: "a verb that is none",
        statement: `Allow group A to mange repos ${HERE}`,
        objection:
          "has an error at column 18: expected one of 'inspect', 'read', 'use', 'manage', 'associate', '{', got 'mange'; did you mean 'manage'; correct it [iam-unknown-verb]",
      },
      {
        what: "several errors",
        statement: "Allow grup A to mange repos in tenancy",
        objection:
          "has an error at column 7: expected one of 'group', 'dynamic-group', 'service', 'resource', 'any-user', 'any-group', got 'grup'; did you mean 'group' (and 1 more); correct it [iam-unknown-subject]",
      },
      {
        what: "an empty statement",
        statement: "",
        objection: "has an error at column 1: expected a statement, got nothing; correct it [iam-empty-statement]",
      },
    ],
  }));
