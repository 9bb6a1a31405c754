import { defineRule } from "../define-rule";
import { onGrants } from "../reading/policy";

/** Grants to everybody are meant for somebody: a condition says for whom. */
export const ociIamPolicyRequirePrincipalCondition = defineRule(
  {
    name: "oci-iam-policy-require-principal-condition",
    description: "A statement for any-user or any-group says by a condition which principals it is for.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Add 'request.principal.type' and 'request.principal.compartment.id' to its condition, or name a dynamic group.",
    tags: ["iam", "least-privilege"],
  },
  onGrants(({ grant: { subject }, isNarrowedTo }) => {
    if (subject.kind !== "any-user" && subject.kind !== "any-group") return [];
    const isOne = isNarrowedTo("request.principal.id", "request.user.id", "request.groups.id", "request.groups.name");
    const isSort = isNarrowedTo("request.principal.type");
    const isPlace = isNarrowedTo("request.principal.compartment.id");
    if (isOne || (isSort && isPlace)) return [];
    const stated = isSort ? "the sort of principal alone" : isPlace ? "their compartment alone" : "nothing";
    return [
      `is for '${subject.kind}' and its condition says ${stated} of them, expected 'request.principal.id', or both ` +
        `'request.principal.type' and 'request.principal.compartment.id'; add them by 'where all {...}'`,
    ];
  }),
);
