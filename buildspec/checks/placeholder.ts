import { type Diagnostic, finding, quote } from "../diagnostic";
import type { Tree } from "../tree";
import { type Check, isPlaceholder, isSecretPlaceholder } from "./check";

/** Values that were to be filled in, as examples have them. */
export const placeholder: Check = ({ spec }) => {
  const judge = (what: string, value: Tree, test: (text: string) => boolean): readonly Diagnostic[] => {
    if (value.kind !== "text" || !test(value.text.trim())) return [];
    return [finding("placeholder", value, `${what} is ${quote(value.text)}, a placeholder; put the real value there`)];
  };
  return [
    ...spec.vaultVariables.flatMap(({ key, value }) =>
      judge(`vault variable '${key.text}'`, value, isSecretPlaceholder),
    ),
    ...spec.variables.flatMap(({ key, value }) => judge(`variable '${key.text}'`, value, isPlaceholder)),
  ];
};
