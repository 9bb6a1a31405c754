import { defineRule, onExceptions } from "../define-rule";

/** An exception has an end so that somebody looks again. */
export const ociDeliveryExceptionNoExpired = defineRule(
  {
    name: "oci-delivery-exception-no-expired",
    description: "No exception from a rule is past its last day.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Mend the resource and remove the exception, or have it prolonged by its owner.",
    tags: ["exceptions"],
    unexceptable: "it is about exceptions",
  },
  onExceptions((register) =>
    register.expired.map(({ rule, resource, owner, expires }) => ({
      message:
        `exception from '${rule}' for '${resource}' of '${owner}' expired on ${expires}, expected a day that is not past; ` +
        "mend the resource and remove it, or set another day",
    })),
  ),
);
