import { finding, quote } from "../diagnostic";
import { type Check, isPlaceholder, isSecretPlaceholder } from "./check";

/** Values that were to be filled in, as examples have them. That of a vault variable is not shown: it may be a secret. */
export const placeholder: Check = ({ spec }) => [
  ...spec.vaultVariables.flatMap(({ key, value }) => {
    if (value.kind !== "text" || !isSecretPlaceholder(value.text.trim())) return [];
    const message = `vault variable '${key.text}' is a placeholder; put the OCID of the secret there`;
    return [{ ...finding("placeholder", value, message), secret: !isPlaceholder(value.text.trim()) }];
  }),
  ...spec.variables.flatMap(({ key, value }) => {
    if (value.kind !== "text" || !isPlaceholder(value.text.trim())) return [];
    const message = `variable '${key.text}' is ${quote(value.text)}, a placeholder; put the real value there`;
    return [finding("placeholder", value, message)];
  }),
];
