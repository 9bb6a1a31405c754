import { defineRule, onEach } from "../define-rule";
import { listAt, textAt, UNKNOWN, valueAt } from "../graph/values";

/** Without a branch, whoever may push any branch builds with the rights of the build pipeline. */
export const ociDevopsTriggerRequireBranch = defineRule(
  {
    name: "oci-devops-trigger-require-branch",
    description: "Every action of a trigger is bound to a branch.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Set 'filter.include.headRef' of the action to the branch that is built.",
    tags: ["triggers", "builds"],
  },
  onEach("oci:DevOps/trigger:Trigger", ({ name, props }) =>
    listAt(props, "actions").flatMap((action, index) => {
      const refs = ["headRef", "baseRef"].map((ref) => valueAt(action, "filter", "include", ref));
      if (action === UNKNOWN || refs.some((ref) => ref === UNKNOWN || isBranch(ref))) return [];
      const got = refs.find((ref) => typeof ref === "string");
      const message =
        `trigger '${textAt(props, "displayName") ?? name}': action ${index + 1} ${got === undefined ? "names no branch" : `takes every branch ('${got}')`}, ` +
        "expected the one that is built; set 'filter.include.headRef'";
      return [{ message }];
    }),
  ),
);

function isBranch(ref: unknown): boolean {
  return typeof ref === "string" && !/^(?:refs\/heads\/)?\**$/.test(ref.trim());
}
