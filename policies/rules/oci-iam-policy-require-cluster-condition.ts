import { defineRule } from "../define-rule";
import { onGrants } from "../reading/policy";

/** What gives access to a cluster's API, or changes the cluster. */
const ACCESS = ["CLUSTER_USE", "CLUSTER_MANAGE", "CLUSTER_CREATE", "CLUSTER_UPDATE", "CLUSTER_DELETE", "CLUSTER_JOIN"];

/** A pipeline deploys to one cluster; without a condition it reaches all of the compartment. */
export const ociIamPolicyRequireClusterCondition = defineRule(
  {
    name: "oci-iam-policy-require-cluster-condition",
    description: "A statement that gives anything but people access to clusters names the clusters.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Add 'target.cluster.id' to its condition.",
    tags: ["iam", "least-privilege", "kubernetes"],
  },
  onGrants(({ grant: { subject }, permissions, isNarrowedTo }) => {
    const granted = ACCESS.filter((permission) => permissions.has(permission));
    if (granted.length === 0 || subject.kind === "group" || isNarrowedTo("target.cluster.id")) return [];
    return [
      `grants '${granted.join("', '")}' on every cluster there, expected those that it deploys to; ` +
        "add 'where target.cluster.id = '<OCID>''",
    ];
  }),
);
