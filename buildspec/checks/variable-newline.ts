import { finding } from "../diagnostic";
import type { Check } from "./check";

/** The service turns line breaks in a variable into spaces. */
export const variableNewline: Check = ({ spec }) =>
  spec.variables.flatMap(({ key, value }) => {
    if (value.kind !== "text" || !/[\r\n]/.test(value.text.trimEnd())) return [];
    const message = `variable '${key.text}' has line breaks, which the service turns into spaces; keep it in a file instead`;
    return [finding("variable-newline", key, message)];
  });
