import { defineRule } from "../define-rule";
import { isProduction, production, type Production } from "../graph/production";
import { textAt } from "../graph/values";
import { onTypes } from "../reading/types";

/** What takes others along when it is deleted, and keeps its name for up to 30 days. @see facts 3.1 */
const KEPT: Readonly<Record<string, { readonly noun: string; readonly field: string }>> = {
  "oci:Vault/secret:Secret": { noun: "secret", field: "secretName" },
  "oci:Kms/vault:Vault": { noun: "vault", field: "displayName" },
  "oci:Kms/key:Key": { noun: "key", field: "displayName" },
};

/** A secret that was deleted by mistake can't be made again under its name. */
export const ociVaultSecretRequireProtect = defineRule<{ readonly production: Production }>(
  {
    name: "oci-vault-secret-require-protect",
    description: "Secrets, vaults and keys of production are protected against deletion.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Set the resource option 'protect: true'.",
    tags: ["secrets", "operations"],
    settings: { production },
  },
  onTypes(Object.keys(KEPT), ({ type, name, urn, props, opts }, settings) => {
    if (opts.protect || !isProduction([{ urn, props }], settings.production)) return [];
    const { noun, field } = KEPT[type] ?? { noun: type, field: "displayName" };
    return [
      `${noun} '${textAt(props, field) ?? name}': 'protect' is false, expected true in production; set the resource ` +
        "option 'protect: true'",
    ];
  }),
);
