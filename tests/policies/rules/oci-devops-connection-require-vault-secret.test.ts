import { ociDevopsConnectionRequireVaultSecret as rule } from "../../../policies/rules/oci-devops-connection-require-vault-secret";
import { type GivenResource, UNKNOWN } from "../judge";
import { testStacks } from "../stack-cases";

const connection = (props: Record<string, unknown>): readonly GivenResource[] => [
  { type: "oci:DevOps/connection:Connection", name: "c", props: { displayName: "github", ...props } },
];
const message = (property: string): string =>
  `connection 'github': '${property}' is not the OCID of a vault secret (not shown), expected 'ocid1.vaultsecret...'; put ` +
  "the token into a vault and renew it where it was issued";
const cases = {
  accepted: [
    { what: "a secret's OCID", given: connection({ accessToken: "ocid1.vaultsecret.oc1.eu-frankfurt-1.a" }) },
    { what: "a secret that isn't made yet", given: connection({ accessToken: UNKNOWN }) },
    { what: "a connection without a token", given: connection({}) },
  ],
  refused: [
    { what: "a token", given: connection({ accessToken: "not-a-real-token" }), messages: [message("accessToken")] },
    {
      what: "a password",
      given: connection({ appPassword: "not-a-real-password" }),
      messages: [message("appPassword")],
    },
    {
      what: "the OCID of something else",
      given: connection({ accessToken: "ocid1.vault.oc1..a" }),
      messages: [message("accessToken")],
    },
  ],
};

describe("oci-devops-connection-require-vault-secret", () => testStacks(rule, cases));
