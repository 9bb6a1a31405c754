import { ociVaultSecretRequireExpiry as rule } from "../../../policies/rules/oci-vault-secret-require-expiry";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const secret = (props: Record<string, unknown>): readonly GivenResource[] => [
  { type: "oci:Vault/secret:Secret", name: "s", props: { secretName: "token", ...props } },
];
const message =
  "secret 'token': neither expires nor is rotated, expected a 'SECRET_EXPIRY_RULE' in 'secretRules' or a " +
  "'rotationConfig'; give it an expiry of 1 to 90 days";
const cases = {
  accepted: [
    {
      what: "an expiry",
      given: secret({ secretRules: [{ ruleType: "SECRET_EXPIRY_RULE", secretVersionExpiryInterval: "P30D" }] }),
    },
    { what: "a rotation", given: secret({ rotationConfig: { rotationInterval: "P30D" } }) },
    { what: "rules that are unknown", given: secret({ secretRules: UNKNOWN }) },
    { what: "a type of rule that is unknown", given: secret({ secretRules: [{ ruleType: UNKNOWN }] }) },
  ],
  refused: [
    { what: "neither", given: secret({}), messages: [message] },
    {
      what: "a rule on reuse alone",
      given: secret({ secretRules: [{ ruleType: "SECRET_REUSE_RULE" }] }),
      messages: [message],
    },
  ],
};

describe("oci-vault-secret-require-expiry", () => testStacks(rule, cases));
