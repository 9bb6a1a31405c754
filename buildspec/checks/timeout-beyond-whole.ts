import { finding } from "../diagnostic";
import { commandsOf } from "../model";
import type { Check } from "./check";

/** A step that may take longer than the whole run is cut off by the run's timeout, not by its own. */
export const timeoutBeyondWhole: Check = ({ spec }) =>
  commandsOf(spec).flatMap(({ timeoutInSeconds: { value, at } }) => {
    const whole = spec.timeoutInSeconds.value;
    if (at === undefined || value <= whole) return [];
    const message = `step's timeoutInSeconds is ${value}, more than the ${whole} of the whole run; lower it, or raise that`;
    return [finding("timeout-beyond-whole", at, message)];
  });
