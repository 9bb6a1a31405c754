import { ociIamPolicyRequireSecretCondition as rule } from "../../../policies/rules/oci-iam-policy-require-secret-condition";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";
const OBJECTION =
  "lets it read every secret there, expected those that it needs; narrow it, e.g. " +
  "'read secret-bundles ... where target.secret.id = '<OCID>''";

describe("oci-iam-policy-require-secret-condition", () =>
  testStatements(rule, {
    accepted: [
      {
        what: "a secret by its OCID",
        statement: `Allow dynamic-group A to read secret-bundles ${HERE} where target.secret.id = 'a'`,
      },
      {
        what: "secrets by name",
        statement: `Allow dynamic-group A to read secret-bundles ${HERE} where any {target.secret.name = 'a', target.secret.id = 'b'}`,
      },
      {
        what: "a pattern of names",
        statement: `Allow dynamic-group A to read secret-bundles ${HERE} where target.secret.name = /shop-*/`,
      },
      { what: "people", statement: `Allow group A to read secret-family ${HERE}` },
      { what: "to list secrets", statement: `Allow dynamic-group A to inspect secrets ${HERE}` },
      {
        what: "a family without the permission to read",
        statement: `Allow dynamic-group A to read secret-family ${HERE} where request.permission = 'SECRET_INSPECT'`,
      },
      {
        what: "all-resources, which is another rule's",
        statement: `Allow dynamic-group A to read all-resources ${HERE}`,
      },
    ],
    refused: [
      { what: "the family", statement: `Allow dynamic-group A to read secret-family ${HERE}`, objection: OBJECTION },
      {
        what: "bundles",
        statement: `Allow any-user to read secret-bundles ${HERE} where request.principal.id = 'a'`,
        objection: OBJECTION,
      },
      {
        what: "the permission",
        statement: `Allow dynamic-group A to {SECRET_BUNDLE_READ} ${HERE}`,
        objection: OBJECTION,
      },
      {
        what: "a vault, which is not a secret",
        statement: `Allow dynamic-group A to read secret-bundles ${HERE} where target.vault.id = 'a'`,
        objection: OBJECTION,
      },
      {
        what: "any name",
        statement: `Allow dynamic-group A to read secret-bundles ${HERE} where target.secret.name = /*/`,
        objection: OBJECTION,
      },
    ],
  }));
