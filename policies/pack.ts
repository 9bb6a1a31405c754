import type { Rule } from "./define-rule";
import { ociArtifactsContainerRepositoryNoPublicAccess } from "./rules/oci-artifacts-container-repository-no-public-access";
import { ociArtifactsContainerRepositoryRequireImmutability } from "./rules/oci-artifacts-container-repository-require-immutability";
import { ociArtifactsContainerRepositoryRequireScan } from "./rules/oci-artifacts-container-repository-require-scan";
import { ociArtifactsGenericRepositoryRequireImmutability } from "./rules/oci-artifacts-generic-repository-require-immutability";
import { ociArtifactsImageRequireDigest } from "./rules/oci-artifacts-image-require-digest";
import { ociArtifactsImageRequireOwnRegistry } from "./rules/oci-artifacts-image-require-own-registry";
import { ociArtifactsImageRequireSameRegion } from "./rules/oci-artifacts-image-require-same-region";
import { ociArtifactsRepositoryRequireOwnCompartment } from "./rules/oci-artifacts-repository-require-own-compartment";
import { ociDeliveryExceptionNoMalformed } from "./rules/oci-delivery-exception-no-malformed";
import { ociDeliveryExceptionNoExpired } from "./rules/oci-delivery-exception-no-expired";
import { ociDeliveryExceptionNoUnused } from "./rules/oci-delivery-exception-no-unused";
import { ociDeliveryFindingNoException } from "./rules/oci-delivery-finding-no-exception";
import { ociDeliveryResourceNoPlainCredential } from "./rules/oci-delivery-resource-no-plain-credential";
import { ociDevopsBuildStageNoRetiredImage } from "./rules/oci-devops-build-stage-no-retired-image";
import { ociDevopsBuildStageNoShadowedParameter } from "./rules/oci-devops-build-stage-no-shadowed-parameter";
import { ociDevopsBuildStageRequirePrivateAccess } from "./rules/oci-devops-build-stage-require-private-access";
import { ociDevopsConnectionRequireVaultSecret } from "./rules/oci-devops-connection-require-vault-secret";
import { ociDevopsDeliveryNoLatest } from "./rules/oci-devops-delivery-no-latest";
import { ociDevopsDeployEnvironmentRequirePrivateAccess } from "./rules/oci-devops-deploy-environment-require-private-access";
import { ociDevopsDeployPipelineNoUndeclaredPlaceholder } from "./rules/oci-devops-deploy-pipeline-no-undeclared-placeholder";
import { ociDevopsDeployPipelineRequireApproval } from "./rules/oci-devops-deploy-pipeline-require-approval";
import { ociDevopsDeployStageRequireApprovers } from "./rules/oci-devops-deploy-stage-require-approvers";
import { ociDevopsDeployStageRequireRamp } from "./rules/oci-devops-deploy-stage-require-ramp";
import { ociDevopsDeployStageRequireRollback } from "./rules/oci-devops-deploy-stage-require-rollback";
import { ociDevopsDeployStageRequireShiftAfterDeploy } from "./rules/oci-devops-deploy-stage-require-shift-after-deploy";
import { ociDevopsProjectRequireLog } from "./rules/oci-devops-project-require-log";
import { ociDevopsStageNoLongTimeout } from "./rules/oci-devops-stage-no-long-timeout";
import { ociDevopsTriggerRequireBranch } from "./rules/oci-devops-trigger-require-branch";
import { ociIamDynamicgroupNoLooseMatch } from "./rules/oci-iam-dynamicgroup-no-loose-match";
import { ociIamDynamicgroupRequireCompartment } from "./rules/oci-iam-dynamicgroup-require-compartment";
import { ociIamPolicyNoAllResources } from "./rules/oci-iam-policy-no-all-resources";
import { ociIamPolicyNoDoubtfulStatement } from "./rules/oci-iam-policy-no-doubtful-statement";
import { ociIamPolicyNoFamilyManage } from "./rules/oci-iam-policy-no-family-manage";
import { ociIamPolicyNoForeignSecret } from "./rules/oci-iam-policy-no-foreign-secret";
import { ociIamPolicyNoPipelineChange } from "./rules/oci-iam-policy-no-pipeline-change";
import { ociIamPolicyNoPushOutsideBuilds } from "./rules/oci-iam-policy-no-push-outside-builds";
import { ociIamPolicyNoRepositoryManagement } from "./rules/oci-iam-policy-no-repository-management";
import { ociIamPolicyNoRightsChange } from "./rules/oci-iam-policy-no-rights-change";
import { ociIamPolicyNoSelfApproval } from "./rules/oci-iam-policy-no-self-approval";
import { ociIamPolicyNoSyntaxError } from "./rules/oci-iam-policy-no-syntax-error";
import { ociIamPolicyNoTenancyScope } from "./rules/oci-iam-policy-no-tenancy-scope";
import { ociIamPolicyRequireClusterCondition } from "./rules/oci-iam-policy-require-cluster-condition";
import { ociIamPolicyRequirePrincipalCondition } from "./rules/oci-iam-policy-require-principal-condition";
import { ociIamPolicyRequireSecretCondition } from "./rules/oci-iam-policy-require-secret-condition";
import { ociIamPolicyRequireStatementHeadroom } from "./rules/oci-iam-policy-require-statement-headroom";
import { ociOkeBindingNoClusterAdmin } from "./rules/oci-oke-binding-no-cluster-admin";
import { ociOkeNamespaceRequireDefaultDeny } from "./rules/oci-oke-namespace-require-default-deny";
import { ociOkeNamespaceRequireEqualColours } from "./rules/oci-oke-namespace-require-equal-colours";
import { ociOkeNamespaceRequirePodSecurity } from "./rules/oci-oke-namespace-require-pod-security";
import { ociOkeNamespaceRequireQuota } from "./rules/oci-oke-namespace-require-quota";
import { ociOkeRoleNoWildcard } from "./rules/oci-oke-role-no-wildcard";
import { ociOnsTopicRequireSubscription } from "./rules/oci-ons-topic-require-subscription";
import { ociTaggingResourceRequireTags } from "./rules/oci-tagging-resource-require-tags";
import { ociVaultSecretRequireExpiry } from "./rules/oci-vault-secret-require-expiry";
import { ociVaultSecretRequireProtect } from "./rules/oci-vault-secret-require-protect";

/** Every rule of the pack, in the order in which they are shown and run: those about exceptions last. */
export const rules: readonly Rule[] = [
  ociArtifactsContainerRepositoryNoPublicAccess,
  ociArtifactsContainerRepositoryRequireImmutability,
  ociArtifactsContainerRepositoryRequireScan,
  ociArtifactsGenericRepositoryRequireImmutability,
  ociArtifactsImageRequireDigest,
  ociArtifactsImageRequireOwnRegistry,
  ociArtifactsImageRequireSameRegion,
  ociArtifactsRepositoryRequireOwnCompartment,
  ociDeliveryResourceNoPlainCredential,
  ociDevopsBuildStageNoRetiredImage,
  ociDevopsBuildStageNoShadowedParameter,
  ociDevopsBuildStageRequirePrivateAccess,
  ociDevopsConnectionRequireVaultSecret,
  ociDevopsDeliveryNoLatest,
  ociDevopsDeployEnvironmentRequirePrivateAccess,
  ociDevopsDeployPipelineNoUndeclaredPlaceholder,
  ociDevopsDeployPipelineRequireApproval,
  ociDevopsDeployStageRequireApprovers,
  ociDevopsDeployStageRequireRamp,
  ociDevopsDeployStageRequireRollback,
  ociDevopsDeployStageRequireShiftAfterDeploy,
  ociDevopsProjectRequireLog,
  ociDevopsStageNoLongTimeout,
  ociDevopsTriggerRequireBranch,
  ociIamDynamicgroupNoLooseMatch,
  ociIamDynamicgroupRequireCompartment,
  ociIamPolicyNoAllResources,
  ociIamPolicyNoDoubtfulStatement,
  ociIamPolicyNoFamilyManage,
  ociIamPolicyNoForeignSecret,
  ociIamPolicyNoPipelineChange,
  ociIamPolicyNoPushOutsideBuilds,
  ociIamPolicyNoRepositoryManagement,
  ociIamPolicyNoRightsChange,
  ociIamPolicyNoSelfApproval,
  ociIamPolicyNoSyntaxError,
  ociIamPolicyNoTenancyScope,
  ociIamPolicyRequireClusterCondition,
  ociIamPolicyRequirePrincipalCondition,
  ociIamPolicyRequireSecretCondition,
  ociIamPolicyRequireStatementHeadroom,
  ociOkeBindingNoClusterAdmin,
  ociOkeNamespaceRequireDefaultDeny,
  ociOkeNamespaceRequireEqualColours,
  ociOkeNamespaceRequirePodSecurity,
  ociOkeNamespaceRequireQuota,
  ociOkeRoleNoWildcard,
  ociOnsTopicRequireSubscription,
  ociTaggingResourceRequireTags,
  ociVaultSecretRequireExpiry,
  ociVaultSecretRequireProtect,
  ociDeliveryExceptionNoMalformed,
  ociDeliveryExceptionNoExpired,
  ociDeliveryExceptionNoUnused,
  ociDeliveryFindingNoException,
];
