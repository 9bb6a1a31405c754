import { finding } from "../diagnostic";
import { assignsUnseen } from "../shell/variables";
import type { Check } from "./check";

/** An exported variable that no step assigns reaches the stages after without a value. */
export const exportUnassigned: Check = ({ spec, scripts }) => {
  const assigned = new Set(spec.variables.map(({ key }) => key.text));
  for (const { key } of spec.vaultVariables) assigned.add(key.text);
  for (const { events } of scripts) {
    for (const event of events) {
      if (event.kind === "assign") assigned.add(event.name);
      // what a file or a text assigns can't be seen
      else if (assignsUnseen(event)) return [];
    }
  }
  return spec.exportedVariables.flatMap((name) => {
    if (assigned.has(name.text)) return [];
    const near = [...assigned].find((other) => other.toLowerCase() === name.text.toLowerCase());
    const repair = near === undefined ? "assign it in a step, or remove it" : `the steps assign '${near}'`;
    return [finding("export-unassigned", name, `exported variable '${name.text}' is assigned in no step; ${repair}`)];
  });
};
