import { ociIamPolicyNoDoubtfulStatement as rule } from "../../../policies/rules/oci-iam-policy-no-doubtful-statement";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";

describe("oci-iam-policy-no-doubtful-statement", () =>
  testStatements(rule, {
    accepted: [
      { what: "a statement that grants what it says", statement: `Allow group A to read repos ${HERE}` },
      {
        what: "a type that only the tenancy has, a note",
        statement: `Allow group A to inspect dynamic-groups ${HERE}`,
      },
      { what: "a statement with an error, which is another rule's", statement: "Allow group A to" },
    ],
    refused: [
      {
        what: "a verb that adds nothing",
        statement: `Allow group A to use repos ${HERE}`,
        objection:
          "is doubtful at column 18: 'use repos' grants no more than 'read repos', and what changes them takes 'manage repos'; write the one that is meant [iam-verb-adds-nothing]",
      },
      {
        what: "a type that is not known",
        statement: `Allow group A to manage artifacts ${HERE}`,
        objection:
          "is doubtful at column 25: resource type 'artifacts' is not in the catalogue; did you mean 'all-artifacts' [iam-unknown-resource-type]",
      },
      {
        what: "a permission that is not known",
        statement: `Allow group A to {REPOSITORY_RAED} ${HERE}`,
        objection:
          "is doubtful at column 19: permission 'REPOSITORY_RAED' is not in the catalogue; did you mean 'REPOSITORY_READ' [iam-unknown-permission]",
      },
      {
        what: "a variable that requests do not have",
        statement: `Allow group A to read repos ${HERE} where target.repository.name = 'a'`,
        objection:
          "is doubtful at column 78: requests for 'repos' have no variable 'target.repository.name', so that this test is never met (they have: 'target.repo.name'); did you mean 'target.repo.name' [iam-inapplicable-variable]",
      },
    ],
  }));
