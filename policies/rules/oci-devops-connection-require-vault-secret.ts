import { defineRule, onEach } from "../define-rule";
import { textAt } from "../graph/values";

/** Properties that a token or password is in. @see facts 2.1 */
const TOKENS = ["accessToken", "appPassword"];

/** A token that stands in a stack is in its state, in its history, and in the logs of whoever reads it. */
export const ociDevopsConnectionRequireVaultSecret = defineRule(
  {
    name: "oci-devops-connection-require-vault-secret",
    description: "Every connection takes its token from a vault, by the secret's OCID.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps: "Put the token into a vault and give the connection the secret's OCID; renew the token.",
    tags: ["secrets"],
    unexceptable: "what is once in a state or a log as plain text has to be renewed",
  },
  onEach("oci:DevOps/connection:Connection", ({ name, props }) =>
    TOKENS.flatMap((property) => {
      const token = textAt(props, property);
      if (token === undefined || /^ocid1\.vaultsecret\./i.test(token)) return [];
      const message =
        `connection '${textAt(props, "displayName") ?? name}': '${property}' is not the OCID of a vault secret (not shown), ` +
        "expected 'ocid1.vaultsecret...'; put the token into a vault and renew it where it was issued";
      return [{ message }];
    }),
  ),
);
