import { finding } from "../diagnostic";
import type { Check } from "./check";

/** A variable that only a parameter of the pipeline or an earlier stage can have set, while neither is known. */
export const parameterAssumed: Check = ({ unset, parameters }) =>
  unset.flatMap(({ name, place, near }) => {
    if (parameters !== undefined || near !== undefined) return [];
    const message =
      `'${name}' is set by no step and not in env, so that it must come from the pipeline; ` +
      "name its parameters by --parameter to have this checked";
    return [finding("parameter-assumed", place, message)];
  });
