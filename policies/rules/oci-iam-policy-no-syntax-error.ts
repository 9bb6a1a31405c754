import { defineRule } from "../define-rule";
import { onStatements } from "../reading/policy";

/** OCI refuses a policy with an error in a statement, after everything before it was made. */
export const ociIamPolicyNoSyntaxError = defineRule(
  {
    name: "oci-iam-policy-no-syntax-error",
    description: "Every policy statement is written as OCI's policy language has it.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Correct the statement at the column that the finding names; 'npx oci-iam check' shows it marked.",
    tags: ["iam", "correctness"],
  },
  onStatements(({ parsed: { errors } }) => {
    const [first] = errors;
    if (!first) return [];
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    return [`has an error at column ${first.span.start + 1}: ${first.message}${more}; correct it [${first.code}]`];
  }),
);
