import { defineRule } from "../define-rule";
import { onPrincipals } from "../reading/principals";

/**
 * Approving is a change of a deployment; which permission it takes is not documented where it was read, so that the verb
 * decides. A build pipeline needs to manage deployments to start one. @see facts 1.4, 7
 */
const DEPLOYMENT = "devops-deployment";

/** An approval that the deployment's own pipeline could give is none. */
export const ociIamPolicyNoSelfApproval = defineRule(
  {
    name: "oci-iam-policy-no-self-approval",
    description: "No deploy pipeline can change deployments, and so approve its own.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps: "Grant 'use devops-deployment' to the group of people who approve, and to no deploy pipeline.",
    tags: ["iam", "separation-of-duties", "approval"],
    unexceptable: "an approval that a pipeline gives itself is none",
  },
  onPrincipals(({ grant: { action }, types }, principals) => {
    const isChange = action.kind === "verb" && (action.verb === "use" || action.verb === "manage");
    if (!isChange || !types.includes(DEPLOYMENT) || !principals.has("deploy")) return [];
    return [
      `lets a deploy pipeline '${action.verb}' deployments, its own approvals among them, expected 'read' at most; ` +
        `grant '${action.verb} ${DEPLOYMENT}' to the people who approve`,
    ];
  }),
);
