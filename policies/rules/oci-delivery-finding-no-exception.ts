import { defineRule, onExceptions } from "../define-rule";
import { noticeOf } from "../exceptions/notice";

/** An exception accepts a finding; it does not hide it. */
export const ociDeliveryFindingNoException = defineRule(
  {
    name: "oci-delivery-finding-no-exception",
    description: "No finding is excepted; those that are stay in sight, with owner, reason and last day.",
    severity: "low",
    enforcementLevel: "advisory",
    remediationSteps: "Mend the resource and remove the exception.",
    tags: ["exceptions"],
    unexceptable: "it is about exceptions",
  },
  onExceptions((register) => register.excepted.map((excepted) => ({ message: noticeOf(excepted), urn: excepted.urn }))),
);
