import { ociIamPolicyNoRightsChange as rule } from "../../../policies/rules/oci-iam-policy-no-rights-change";
import { principals } from "../principals";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";

describe("oci-iam-policy-no-rights-change", () =>
  testStatements(rule, {
    beside: principals,
    accepted: [
      { what: "people", statement: `Allow group Admins to manage policies ${HERE}` },
      { what: "to read policies", statement: `Allow dynamic-group builds to inspect policies ${HERE}` },
      { what: "other types", statement: `Allow dynamic-group builds to manage repos ${HERE}` },
    ],
    refused: [
      {
        what: "policies",
        statement: `Allow dynamic-group builds to manage policies ${HERE}`,
        objection:
          "gives 'POLICY_UPDATE', 'POLICY_CREATE', 'POLICY_DELETE' to something that runs by itself, which can so give itself any right there, expected people alone; remove it",
      },
      {
        what: "dynamic groups",
        statement: "Allow dynamic-group instances to use dynamic-groups in tenancy",
        objection:
          "gives 'DYNAMIC_GROUP_UPDATE' to something that runs by itself, which can so give itself any right there, expected people alone; remove it",
      },
      {
        what: "everybody",
        statement: `Allow any-user to {POLICY_CREATE} ${HERE}`,
        objection:
          "gives 'POLICY_CREATE' to something that runs by itself, which can so give itself any right there, expected people alone; remove it",
      },
      {
        what: "one of two permissions",
        statement: `Allow dynamic-group builds to manage policies ${HERE} where request.permission = 'POLICY_UPDATE'`,
        objection:
          "gives 'POLICY_UPDATE' to something that runs by itself, which can so give itself any right there, expected people alone; remove it",
      },
    ],
  }));
