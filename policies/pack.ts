import type { Rule } from "./define-rule";
import { ociArtifactsContainerRepositoryNoPublicAccess } from "./rules/oci-artifacts-container-repository-no-public-access";
import { ociArtifactsContainerRepositoryRequireImmutability } from "./rules/oci-artifacts-container-repository-require-immutability";
import { ociArtifactsContainerRepositoryRequireScan } from "./rules/oci-artifacts-container-repository-require-scan";
import { ociArtifactsGenericRepositoryRequireImmutability } from "./rules/oci-artifacts-generic-repository-require-immutability";
import { ociArtifactsImageRequireDigest } from "./rules/oci-artifacts-image-require-digest";
import { ociArtifactsImageRequireOwnRegistry } from "./rules/oci-artifacts-image-require-own-registry";
import { ociDevopsBuildStageNoRetiredImage } from "./rules/oci-devops-build-stage-no-retired-image";
import { ociDevopsBuildStageNoShadowedParameter } from "./rules/oci-devops-build-stage-no-shadowed-parameter";
import { ociDevopsBuildStageRequirePrivateAccess } from "./rules/oci-devops-build-stage-require-private-access";
import { ociDevopsDeliveryNoLatest } from "./rules/oci-devops-delivery-no-latest";
import { ociDevopsDeployEnvironmentRequirePrivateAccess } from "./rules/oci-devops-deploy-environment-require-private-access";
import { ociDevopsDeployPipelineNoUndeclaredPlaceholder } from "./rules/oci-devops-deploy-pipeline-no-undeclared-placeholder";
import { ociDevopsDeployPipelineRequireApproval } from "./rules/oci-devops-deploy-pipeline-require-approval";
import { ociDevopsDeployStageRequireApprovers } from "./rules/oci-devops-deploy-stage-require-approvers";
import { ociDevopsDeployStageRequireRamp } from "./rules/oci-devops-deploy-stage-require-ramp";
import { ociDevopsDeployStageRequireRollback } from "./rules/oci-devops-deploy-stage-require-rollback";
import { ociDevopsDeployStageRequireShiftAfterDeploy } from "./rules/oci-devops-deploy-stage-require-shift-after-deploy";
import { ociDevopsProjectRequireLog } from "./rules/oci-devops-project-require-log";
import { ociDevopsTriggerRequireBranch } from "./rules/oci-devops-trigger-require-branch";
import { ociIamPolicyNoAllResources } from "./rules/oci-iam-policy-no-all-resources";
import { ociOnsTopicRequireSubscription } from "./rules/oci-ons-topic-require-subscription";

/** Every rule of the pack, in the order in which they are shown. */
export const rules: readonly Rule[] = [
  ociDevopsDeployPipelineRequireApproval,
  ociDevopsDeployStageRequireApprovers,
  ociDevopsDeployStageRequireRamp,
  ociDevopsDeployStageRequireRollback,
  ociDevopsDeployStageRequireShiftAfterDeploy,
  ociDevopsDeployPipelineNoUndeclaredPlaceholder,
  ociDevopsBuildStageNoShadowedParameter,
  ociDevopsDeliveryNoLatest,
  ociDevopsBuildStageNoRetiredImage,
  ociDevopsBuildStageRequirePrivateAccess,
  ociDevopsDeployEnvironmentRequirePrivateAccess,
  ociDevopsTriggerRequireBranch,
  ociDevopsProjectRequireLog,
  ociArtifactsContainerRepositoryNoPublicAccess,
  ociArtifactsContainerRepositoryRequireImmutability,
  ociArtifactsGenericRepositoryRequireImmutability,
  ociArtifactsContainerRepositoryRequireScan,
  ociArtifactsImageRequireDigest,
  ociArtifactsImageRequireOwnRegistry,
  ociIamPolicyNoAllResources,
  ociOnsTopicRequireSubscription,
];
