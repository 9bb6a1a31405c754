import { defineRule } from "../define-rule";
import { onPrincipals, mayBePipeline } from "../reading/principals";

/** Families hold what a pipeline needs together with what it must never touch. */
export const ociIamPolicyNoFamilyManage = defineRule(
  {
    name: "oci-iam-policy-no-family-manage",
    description: "No pipeline manages a whole family of resource types.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Grant the single types that the pipeline works with, each by the least verb.",
    tags: ["iam", "least-privilege"],
  },
  onPrincipals(({ grant: { action }, types }, principals) => {
    if (action.kind !== "verb" || action.verb !== "manage" || types.length < 2 || !mayBePipeline(principals)) return [];
    const members = types.slice(0, 3).map((type) => `'${type}'`);
    return [
      `lets a pipeline manage all ${types.length} types of '${action.resource.name}', expected those that it works with; ` +
        `grant them one by one, e.g. of ${members.join(", ")}`,
    ];
  }),
);
