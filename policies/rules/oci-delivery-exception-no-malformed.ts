import { defineRule, onExceptions } from "../define-rule";

/** An exception that can't be read must not pass for one that was thought of. */
export const ociDeliveryExceptionNoMalformed = defineRule(
  {
    name: "oci-delivery-exception-no-malformed",
    description: "Every exception from a rule names rule, resource, reason, owner and a last day within a year.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Complete the exception in the stack's configuration, or remove it.",
    tags: ["exceptions"],
    unexceptable: "it is about exceptions",
  },
  onExceptions((register) => register.problems.map((message) => ({ message }))),
);
