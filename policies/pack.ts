import type { Rule } from "./define-rule";
import { ociDevopsDeployPipelineRequireApproval } from "./rules/oci-devops-deploy-pipeline-require-approval";
import { ociDevopsDeployStageRequireApprovers } from "./rules/oci-devops-deploy-stage-require-approvers";
import { ociDevopsDeployStageRequireRamp } from "./rules/oci-devops-deploy-stage-require-ramp";
import { ociDevopsDeployStageRequireRollback } from "./rules/oci-devops-deploy-stage-require-rollback";
import { ociDevopsDeployStageRequireShiftAfterDeploy } from "./rules/oci-devops-deploy-stage-require-shift-after-deploy";
import { ociIamPolicyNoAllResources } from "./rules/oci-iam-policy-no-all-resources";
import { ociOnsTopicRequireSubscription } from "./rules/oci-ons-topic-require-subscription";

/** Every rule of the pack, in the order in which they are shown. */
export const rules: readonly Rule[] = [
  ociDevopsDeployPipelineRequireApproval,
  ociDevopsDeployStageRequireApprovers,
  ociDevopsDeployStageRequireRamp,
  ociDevopsDeployStageRequireRollback,
  ociDevopsDeployStageRequireShiftAfterDeploy,
  ociIamPolicyNoAllResources,
  ociOnsTopicRequireSubscription,
];
