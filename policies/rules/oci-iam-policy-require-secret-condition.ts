import { defineRule } from "../define-rule";
import { onGrants } from "../reading/policy";

/** Whoever may read the secrets of a compartment may read those that are put there tomorrow. */
export const ociIamPolicyRequireSecretCondition = defineRule(
  {
    name: "oci-iam-policy-require-secret-condition",
    description: "A statement that lets anything but people read secrets names the secrets.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Grant 'read secret-bundles' with 'target.secret.id' or 'target.secret.name' in its condition.",
    tags: ["iam", "least-privilege", "secrets"],
  },
  onGrants(({ grant: { subject }, permissions, isNarrowedTo }) => {
    const isRead = permissions.has("SECRET_BUNDLE_READ");
    if (!isRead || subject.kind === "group" || isNarrowedTo("target.secret.id", "target.secret.name")) return [];
    return [
      "lets it read every secret there, expected those that it needs; narrow it, e.g. " +
        "'read secret-bundles ... where target.secret.id = '<OCID>''",
    ];
  }),
);
