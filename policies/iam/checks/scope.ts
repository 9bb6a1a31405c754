import type { Grant } from "../ast";
import { entryOf } from "../catalogue";
import type { CheckFinding } from "../finding";
import { printLocation } from "../printer";

/** `iam-tenancy-only-type`: a type that is in no compartment is granted in one. */
export function checkScope({ action, location }: Grant): CheckFinding[] {
  if (action.kind !== "verb" || (location?.kind !== "compartment" && location?.kind !== "compartment-id")) return [];
  const { name } = action.resource;
  if (!entryOf(name)?.isOfTenancy) return [];
  const message =
    `'${name}' are in the tenancy itself, so that '${printLocation(location)}' may have none of them; ` +
    "expected 'tenancy', with a condition to narrow it";
  return [{ code: "iam-tenancy-only-type", level: "note", message, span: location.span }];
}
