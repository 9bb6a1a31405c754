import { defineRule } from "../define-rule";
import { listAt } from "../graph/values";
import { kinds, objectName } from "../reading/namespaces";
import { onTypes } from "../reading/types";

/** `*` stands for what the next version of Kubernetes adds, too. */
export const ociOkeRoleNoWildcard = defineRule(
  {
    name: "oci-oke-role-no-wildcard",
    description: "No Kubernetes role grants every verb, or every resource.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "List the verbs and resources that are needed.",
    tags: ["kubernetes", "least-privilege"],
  },
  onTypes([kinds.role, kinds.clusterRole], (role) =>
    listAt(role.props, "rules").flatMap((rule, index) =>
      ["verbs", "resources"]
        .filter((field) => listAt(rule, field).includes("*"))
        .map(
          (field) =>
            `role '${objectName(role)}': 'rules[${index}].${field}' has '*', expected the ${field} that are needed; list them`,
        ),
    ),
  ),
);
