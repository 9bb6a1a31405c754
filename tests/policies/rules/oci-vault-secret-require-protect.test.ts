import { ociVaultSecretRequireProtect as rule } from "../../../policies/rules/oci-vault-secret-require-protect";
import { type GivenResource } from "../judge";
import { testStacks } from "../stack-cases";

const one = (type: string, props: Record<string, unknown>, protect = false): readonly GivenResource[] => [
  { type, name: "it", props, protect },
];
const SECRET = "oci:Vault/secret:Secret";
const message = (what: string): string =>
  `${what}: 'protect' is false, expected true in production; set the resource option 'protect: true'`;
const cases = {
  accepted: [
    { what: "a protected secret", given: one(SECRET, { secretName: "a" }, true), stack: "prod" },
    { what: "another environment", given: one(SECRET, { secretName: "a" }), stack: "dev" },
  ],
  refused: [
    { what: "a secret", given: one(SECRET, { secretName: "a" }), stack: "prod", messages: [message("secret 'a'")] },
    {
      what: "a vault",
      given: one("oci:Kms/vault:Vault", { displayName: "v" }),
      stack: "prod",
      messages: [message("vault 'v'")],
    },
    {
      what: "a key",
      given: one("oci:Kms/key:Key", { displayName: "k" }),
      stack: "prod",
      messages: [message("key 'k'")],
    },
    {
      what: "production by tag",
      given: one(SECRET, { secretName: "a", freeformTags: { Environment: "production" } }),
      stack: "shop",
      messages: [message("secret 'a'")],
    },
  ],
};

describe("oci-vault-secret-require-protect", () => testStacks(rule, cases));
