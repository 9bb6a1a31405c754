import { defineRule } from "../define-rule";
import type { CheckFinding } from "../iam/finding";
import { onStatements } from "../reading/policy";

/** Notes about types and permissions that no page lists: mostly misspelt ones. */
const UNLISTED: readonly CheckFinding["code"][] = ["iam-unknown-resource-type", "iam-unknown-permission"];

/** A statement that OCI takes and that grants something else than its author meant, or nothing. */
export const ociIamPolicyNoDoubtfulStatement = defineRule(
  {
    name: "oci-iam-policy-no-doubtful-statement",
    description: "Every policy statement grants what its verb, type and condition say together.",
    severity: "medium",
    enforcementLevel: "advisory",
    remediationSteps:
      "Write the verb, resource type, permission or variable that is meant; the finding names the nearest.",
    tags: ["iam", "correctness"],
  },
  onStatements(({ doubts }) =>
    doubts
      .filter(({ level, code }) => level === "warning" || UNLISTED.includes(code))
      .map(({ message, code, span }) => `is doubtful at column ${span.start + 1}: ${message} [${code}]`),
  ),
);
