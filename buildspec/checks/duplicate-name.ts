import { type Diagnostic, finding } from "../diagnostic";
import type { Text } from "../tree";
import type { Check } from "./check";

/** Input artifacts of one name, and variables that are exported twice. */
export const duplicateName: Check = ({ spec }) => [
  ...repeated(
    "input artifact",
    spec.inputArtifacts.flatMap(({ name }) => name ?? []),
  ),
  ...repeated("exported variable", spec.exportedVariables),
];

function repeated(what: string, names: readonly Text[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return names.flatMap((name) => {
    if (!seen.has(name.text)) {
      seen.add(name.text);
      return [];
    }
    return [finding("duplicate-name", name, `${what} '${name.text}' is declared twice; remove or rename one of them`)];
  });
}
