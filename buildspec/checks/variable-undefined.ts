import { finding } from "../diagnostic";
import type { Check } from "./check";

/**
 * A variable that is used and set nowhere. It may be a parameter of the pipeline: where the parameters aren't known, said
 * only of a name that differs from one that is set by case or underscores.
 */
export const variableUndefined: Check = ({ unset, parameters }) =>
  unset.flatMap(({ name, place, near }) => {
    if (parameters?.includes(name) || (parameters === undefined && near === undefined)) return [];
    const where = parameters === undefined ? "" : ", nor is it a parameter";
    const repair = near === undefined ? "set it, or correct the name" : `did you mean '${near}'?`;
    return [finding("variable-undefined", place, `'${name}' is set by no step and not in env${where}; ${repair}`)];
  });
