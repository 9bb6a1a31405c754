import { defineRule, onEach } from "../define-rule";

/** Statements that don't have it anywhere can't grant it, and are not worth loading a parser at the pack's start. */
const ALL_RESOURCES = /all-resources/i;

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
  },
  onEach("oci:Identity/policy:Policy", ({ name, props }) => {
    const statements: unknown = props["statements"];
    if (!Array.isArray(statements)) return [];
    return statements.flatMap((statement) => {
      if (typeof statement !== "string" || !ALL_RESOURCES.test(statement)) return [];
      const { grantOf } = require("../iam/grant") as typeof import("../iam/grant");
      const grant = grantOf(statement);
      if (grant?.resource !== "all-resources") return [];
      const message =
        `policy '${name}': statement '${statement}' grants '${grant.verb}' on 'all-resources', expected the resource types ` +
        `that are needed; write one statement for each, e.g. '${grant.verb} repos'`;
      return [{ message }];
    });
  }),
);
