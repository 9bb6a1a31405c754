import { ociIamPolicyRequireClusterCondition as rule } from "../../../policies/rules/oci-iam-policy-require-cluster-condition";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";
const objection = (...permissions: string[]): string =>
  `grants '${permissions.join("', '")}' on every cluster there, expected those that it deploys to; ` +
  "add 'where target.cluster.id = '<OCID>''";

describe("oci-iam-policy-require-cluster-condition", () =>
  testStatements(rule, {
    accepted: [
      { what: "one cluster", statement: `Allow dynamic-group A to use clusters ${HERE} where target.cluster.id = 'a'` },
      { what: "to find clusters", statement: `Allow dynamic-group A to read clusters ${HERE}` },
      { what: "people", statement: `Allow group A to manage cluster-family ${HERE}` },
    ],
    refused: [
      {
        what: "to use clusters",
        statement: `Allow dynamic-group A to use clusters ${HERE}`,
        objection: objection("CLUSTER_USE"),
      },
      {
        what: "to manage the family",
        statement: `Allow dynamic-group A to manage cluster-family ${HERE}`,
        objection: objection(
          "CLUSTER_USE",
          "CLUSTER_MANAGE",
          "CLUSTER_CREATE",
          "CLUSTER_UPDATE",
          "CLUSTER_DELETE",
          "CLUSTER_JOIN",
        ),
      },
      {
        what: "a condition that may be met without the cluster",
        statement: `Allow dynamic-group A to use clusters ${HERE} where any {target.cluster.id = 'a', request.region = 'fra'}`,
        objection: objection("CLUSTER_USE"),
      },
    ],
  }));
