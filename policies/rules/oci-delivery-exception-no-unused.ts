import { defineRule, onExceptions } from "../define-rule";

/** What accepts nothing today accepts tomorrow what nobody has looked at. */
export const ociDeliveryExceptionNoUnused = defineRule(
  {
    name: "oci-delivery-exception-no-unused",
    description: "Every exception from a rule accepts a finding.",
    severity: "low",
    enforcementLevel: "advisory",
    remediationSteps: "Remove the exception from the stack's configuration.",
    tags: ["exceptions"],
    unexceptable: "it is about exceptions",
  },
  onExceptions((register) =>
    register.unused.map(({ rule, resource, owner }) => ({
      message: `exception from '${rule}' for '${resource}' of '${owner}' accepts nothing, expected a finding; remove it, or mend 'resource'`,
    })),
  ),
);
