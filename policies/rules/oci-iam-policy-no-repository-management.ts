import { defineRule } from "../define-rule";
import { onPrincipals, mayBePipeline } from "../reading/principals";

/** What a push does not need. REPOSITORY_MANAGE can make a repository public, and its tags mutable. */
const MANAGEMENT = [
  "REPOSITORY_CREATE",
  "REPOSITORY_DELETE",
  "REPOSITORY_MANAGE",
  "ARTIFACT_REPOSITORY_CREATE",
  "ARTIFACT_REPOSITORY_DELETE",
  "ARTIFACT_REPOSITORY_UPDATE",
  "ARTIFACT_REPOSITORY_MOVE",
];

/** Repositories are made before pipelines run, and outlive what they deliver. */
export const ociIamPolicyNoRepositoryManagement = defineRule(
  {
    name: "oci-iam-policy-no-repository-management",
    description: "No pipeline can create, delete or reconfigure the repositories that it delivers to.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Make repositories in the stack, and narrow the statement by 'request.permission' to what a push needs.",
    tags: ["iam", "least-privilege", "registry"],
  },
  onPrincipals(({ permissions }, principals) => {
    const granted = MANAGEMENT.filter((permission) => permissions.has(permission));
    if (granted.length === 0 || !mayBePipeline(principals)) return [];
    return [
      `gives a pipeline '${granted.join("', '")}', expected what a push needs; add ` +
        "'any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}' to its condition",
    ];
  }),
);
