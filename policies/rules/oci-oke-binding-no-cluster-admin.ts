import { defineRule } from "../define-rule";
import { textAt } from "../graph/values";
import { kinds, objectName } from "../reading/namespaces";
import { onTypes } from "../reading/types";

/** A binding to `cluster-admin` gives everything in the cluster, or in the namespace, secrets and roles included. */
export const ociOkeBindingNoClusterAdmin = defineRule(
  {
    name: "oci-oke-binding-no-cluster-admin",
    description: "No role binding is to cluster-admin.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps: "Bind a Role of the namespace that has what is needed.",
    tags: ["kubernetes", "least-privilege"],
  },
  onTypes([kinds.roleBinding, kinds.clusterRoleBinding], (binding) =>
    textAt(binding.props, "roleRef", "name") === "cluster-admin"
      ? [
          `role binding '${objectName(binding)}': binds 'cluster-admin', expected a role that has what is needed; make a ` +
            "Role in the namespace and bind that",
        ]
      : [],
  ),
);
