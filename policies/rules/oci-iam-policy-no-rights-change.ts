import { defineRule } from "../define-rule";
import { onPrincipals } from "../reading/principals";

/** What changes who may do what: policies, and who is in a group. */
const RIGHTS =
  /^(POLICY|DYNAMIC_GROUP|GROUP|USER|AUTHENTICATION_POLICY|IDENTITY_PROVIDER|DOMAIN)_(CREATE|UPDATE|DELETE|MANAGE)$/;

/** Whoever writes policies may do everything that a policy can grant there. */
export const ociIamPolicyNoRightsChange = defineRule(
  {
    name: "oci-iam-policy-no-rights-change",
    description: "Nothing but people can change policies, groups or users, and so what it may do itself.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps: "Remove the statement: policies and groups are changed by the people who run 'up'.",
    tags: ["iam", "escalation"],
    unexceptable: "whoever changes rights has all of them",
  },
  onPrincipals(({ permissions }, principals) => {
    const granted = [...permissions].filter((permission) => RIGHTS.test(permission));
    const isForPeople = [...principals].every((each) => each === "people" || each === "service");
    if (granted.length === 0 || isForPeople) return [];
    return [
      `gives '${granted.join("', '")}' to something that runs by itself, which can so give itself any right there, ` +
        "expected people alone; remove it",
    ];
  }),
);
