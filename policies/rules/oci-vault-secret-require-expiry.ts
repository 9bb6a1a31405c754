import { defineRule, onEach } from "../define-rule";
import { listAt, textAt, UNKNOWN, valueAt } from "../graph/values";

/** A secret without an end is valid for whoever has copied it, for ever. */
export const ociVaultSecretRequireExpiry = defineRule(
  {
    name: "oci-vault-secret-require-expiry",
    description: "Every secret of a vault expires or is rotated.",
    severity: "low",
    enforcementLevel: "advisory",
    remediationSteps: "Give the secret a SECRET_EXPIRY_RULE or a rotation; in this program, 'expiry'.",
    tags: ["secrets"],
  },
  onEach("oci:Vault/secret:Secret", ({ name, props }) => {
    const [rules, rotation] = [valueAt(props, "secretRules"), valueAt(props, "rotationConfig")];
    const types = listAt(props, "secretRules").map((rule) => valueAt(rule, "ruleType"));
    const isUnknown = rules === UNKNOWN || types.includes(UNKNOWN);
    if (isUnknown || rotation !== undefined || types.includes("SECRET_EXPIRY_RULE")) return [];
    const message =
      `secret '${textAt(props, "secretName") ?? name}': neither expires nor is rotated, expected a 'SECRET_EXPIRY_RULE' ` +
      "in 'secretRules' or a 'rotationConfig'; give it an expiry of 1 to 90 days";
    return [{ message }];
  }),
);
