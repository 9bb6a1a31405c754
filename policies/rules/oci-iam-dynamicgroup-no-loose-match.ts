import { defineRule } from "../define-rule";
import { onMatchingRules } from "../reading/matching-rules";

/** `ANY {resource.type='x', resource.compartment.id='y'}` takes in every resource of the compartment, of any type. */
export const ociIamDynamicgroupNoLooseMatch = defineRule(
  {
    name: "oci-iam-dynamicgroup-no-loose-match",
    description: "No matching rule takes in a whole compartment beside the type of resource that it names.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Replace 'ANY' by 'ALL', or nest: 'ALL {resource.compartment.id='<OCID>', ANY {<types>}}'.",
    tags: ["iam", "least-privilege"],
  },
  onMatchingRules((condition) => {
    const { narrows, requires, valuesOf } = require("../reading/requires") as typeof import("../reading/requires");
    const types = valuesOf(condition, "resource.type");
    const isOfOneSort = narrows("resource.type", "resource.id", "instance.id", "instance.compartment.id");
    if (types.length === 0 || requires(condition, isOfOneSort)) return [];
    return [
      `takes in resources of any type beside '${[...new Set(types)].join("', '")}', expected that each way to meet it names ` +
        "a type; write 'ALL {resource.type='<type>', resource.compartment.id='<OCID>'}'",
    ];
  }),
);
