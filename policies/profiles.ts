import type { PolicyPackConfig } from "@pulumi/policy";

import type { Rule } from "./define-rule";
import { production, saysProduction } from "./graph/production";

/** Key of the stack's configuration that names its profile. */
export const PROFILE = "oci-delivery-policies:profile";

/**
 * How a stack is judged. `baseline`: each rule at its own level, and production is what the setting `production` tells.
 * `production`: every rule is mandatory but those that only show exceptions, and the whole stack is production.
 */
export type Profile = "baseline" | "production";

/**
 * The profile of a stack.
 * @param configured undefined or empty: `production` for a stack whose name says so, e.g. `prod`, else `baseline`
 * @throws Error for a name that no profile has.
 */
export function profileOf(configured: string | undefined, stack: string): Profile {
  if (configured === undefined || configured === "")
    return saysProduction(stack, production.default) ? "production" : "baseline";
  if (configured === "baseline" || configured === "production") return configured;
  throw new Error(`${PROFILE} is '${configured}', expected 'baseline' or 'production'; set one of them`);
}

/** What a profile configures of the rules; what a file of `--policy-pack-config` says comes before it. */
export function configOf(profile: Profile, stack: string, rules: readonly Rule[]): PolicyPackConfig {
  if (profile === "baseline") return {};
  return Object.fromEntries(
    rules
      .filter(({ metadata }) => !metadata.tags.includes("exceptions"))
      .map(({ metadata: { name, settings } }) => [
        name,
        {
          enforcementLevel: "mandatory",
          ...(settings && "production" in settings ? { production: { stacks: [stack] } } : {}),
        },
      ]),
  );
}
