import { defineRule } from "../define-rule";
import { onStatements } from "../reading/policy";

/** A statement on `all-resources` reaches every service of its compartments, those of tomorrow included. */
export const ociIamPolicyNoAllResources = defineRule(
  {
    name: "oci-iam-policy-no-all-resources",
    description: "No policy statement grants a verb on all-resources.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Name the resource types that are needed, one statement each, and narrow them by a 'where' clause.",
    tags: ["iam", "least-privilege"],
    unexceptable: "whoever has all-resources can write itself any other right",
  },
  // what the parser refuses in another part OCI may accept
  onStatements(({ parsed: { effect, action } }) => {
    if (effect !== "allow" || action?.kind !== "verb" || action.resource.name !== "all-resources") return [];
    return [
      `grants '${action.verb}' on 'all-resources', expected the resource types that are needed; ` +
        `write one statement for each, e.g. '${action.verb} repos'`,
    ];
  }),
);
