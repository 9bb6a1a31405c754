import { type Diagnostic, finding } from "../diagnostic";
import { type Check, isPlaceholder, stepName } from "./check";

/** Secrets in plain text: everybody who reads the repository has them. The messages never show one. */
export const plainSecret: Check = ({ spec, scripts }) => [
  ...spec.variables.flatMap(({ key, value }): readonly Diagnostic[] => {
    if (value.kind !== "text") return [];
    const text = value.text.trim();
    const named =
      SECRET_NAME.test(key.text) && text.length >= 6 && !/[$/\s]|^ocid1\./.test(text) && !isPlaceholder(text);
    if (!(named || SECRET_FORM.test(text)) || /^(true|false|\d+)$/i.test(text)) return [];
    const message = `variable '${key.text}' looks like a secret in plain text; keep it in a vault and name it under env.vaultVariables`;
    return [{ ...finding("plain-secret", value, message), secret: true }];
  }),
  ...scripts.flatMap((script): readonly Diagnostic[] => {
    const found = SECRET_FORM.exec(script.step.command.text);
    if (found === null) return [];
    const message = `${stepName(script)} has a secret in plain text; keep it in a vault and name it under env.vaultVariables`;
    const place = script.place(found.index, found.index + found[0].length);
    return [{ ...finding("plain-secret", place, message), secret: true }];
  }),
];

const SECRET_NAME = /(^|_)(password|passwd|pwd|secret|auth_?token|access_?token|api_?key|private_?key)$/i;
const SECRET_FORM =
  /\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{30,}|glpat-[\w-]{20,})|-----BEGIN [A-Z ]*PRIVATE KEY-----/;
