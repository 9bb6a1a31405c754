import { defineRule } from "../define-rule";
import { onGrants } from "../reading/policy";

/** A delivery stack works in its own compartments: what holds in the whole tenancy reaches every other team's. */
export const ociIamPolicyNoTenancyScope = defineRule(
  {
    name: "oci-iam-policy-no-tenancy-scope",
    description: "No policy statement grants more than to inspect in the whole tenancy.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Write 'in compartment id <OCID>' and attach the policy to that compartment or one above it.",
    tags: ["iam", "least-privilege"],
  },
  onGrants(({ grant: { action, location }, isOfTenancy, isNarrowedTo }) => {
    const isWide = location?.kind === "tenancy" || location?.kind === "any-tenancy";
    const isInspect = action.kind === "verb" && action.verb === "inspect";
    if (!isWide || isInspect || isOfTenancy || isNarrowedTo("target.compartment.id", "target.compartment.name"))
      return [];
    return [
      "holds in the whole tenancy, expected the compartment that it is needed in; write 'in compartment id <OCID>', or " +
        "narrow it by 'target.compartment.id'",
    ];
  }),
);
