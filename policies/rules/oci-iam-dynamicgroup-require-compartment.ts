import { defineRule } from "../define-rule";
import { onMatchingRules } from "../reading/matching-rules";

/** What ties a member to a place, or is the member itself. @see facts 1.1, 1.2 */
const BOUND = ["resource.compartment.id", "instance.compartment.id", "resource.id", "instance.id"];

/** A rule without a compartment takes in what other teams make. */
export const ociIamDynamicgroupRequireCompartment = defineRule(
  {
    name: "oci-iam-dynamicgroup-require-compartment",
    description: "Every matching rule binds the members of its dynamic group to a compartment, or names them.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Write 'ALL {resource.type='<type>', resource.compartment.id='<OCID>'}'.",
    tags: ["iam", "least-privilege"],
  },
  onMatchingRules((condition) => {
    const { narrows, requires } = require("../reading/requires") as typeof import("../reading/requires");
    if (requires(condition, narrows(...BOUND))) return [];
    return [
      "takes in members of any compartment, expected 'resource.compartment.id' or 'resource.id' whichever way it is met; " +
        "write 'ALL {resource.type='<type>', resource.compartment.id='<OCID>'}'",
    ];
  }),
);
