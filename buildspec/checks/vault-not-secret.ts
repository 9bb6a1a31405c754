import { finding } from "../diagnostic";
import { type Check, isSecretPlaceholder } from "./check";

/** A vault variable is the OCID of a secret. Its value is never shown: it may be the secret itself. */
export const vaultNotSecret: Check = ({ spec }) =>
  spec.vaultVariables.flatMap(({ key, value }) => {
    const text = value.kind === "text" ? value.text.trim() : undefined;
    if (text === undefined || text.startsWith("ocid1.vaultsecret.") || text.includes("$") || isSecretPlaceholder(text))
      return [];
    const got = /^ocid1\.([a-z]+)\./.exec(text)?.[1];
    const message =
      `vault variable '${key.text}' is ${got === undefined ? "no OCID" : `the OCID of a '${got}'`}, ` +
      "expected that of a secret ('ocid1.vaultsecret...'); keep the secret in the vault and name it here";
    return [{ ...finding("vault-not-secret", value, message), secret: got === undefined }];
  });
