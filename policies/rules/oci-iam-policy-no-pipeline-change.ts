import { defineRule } from "../define-rule";
import { onPrincipals, mayBePipeline } from "../reading/principals";

/** What pipelines are made of: whoever changes one decides what runs with its rights. */
const PARTS: ReadonlySet<string> = new Set([
  "devops-project",
  "devops-build-pipeline",
  "devops-build-pipeline-stage",
  "devops-deploy-pipeline",
  "devops-deploy-stage",
  "devops-deploy-environment",
  "devops-trigger",
]);

/** Permissions that are granted by name. `use` is not judged: no page tells which of them it has. @see facts 1.3, 7 */
const CHANGE =
  /^DEVOPS_(PROJECT|BUILD_PIPELINE|BUILD_PIPELINE_STAGE|DEPLOY_PIPELINE|DEPLOY_STAGE|DEPLOY_ENVIRONMENT|TRIGGER)_(CREATE|UPDATE|DELETE|CASCADE_DELETE|SETTINGS_UPDATE|SETTINGS_DELETE)$/;

/** A pipeline that edits pipelines takes its own approval out, or gives itself another's target. */
export const ociIamPolicyNoPipelineChange = defineRule(
  {
    name: "oci-iam-policy-no-pipeline-change",
    description: "No pipeline can change projects, pipelines, stages, environments or triggers.",
    severity: "critical",
    enforcementLevel: "mandatory",
    remediationSteps: "Let people or the stack that makes the pipelines change them; grant pipelines 'read' or 'use'.",
    tags: ["iam", "separation-of-duties"],
  },
  onPrincipals(({ grant: { action }, types, permissions }, principals) => {
    if (!mayBePipeline(principals)) return [];
    const parts = action.kind === "verb" && action.verb === "manage" ? types.filter((type) => PARTS.has(type)) : [];
    const changed = parts.length > 0 ? parts : [...permissions].filter((permission) => CHANGE.test(permission));
    if (changed.length === 0) return [];
    return [
      `lets a pipeline change '${changed.join("', '")}', expected none of what pipelines are made of; ` +
        "grant 'read' or 'use', or leave it to the stack that makes them",
    ];
  }),
);
