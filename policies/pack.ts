import type { Rule } from "./define-rule";
import { ociIamPolicyNoAllResources } from "./rules/oci-iam-policy-no-all-resources";
import { ociIamPolicyNoDoubtfulStatement } from "./rules/oci-iam-policy-no-doubtful-statement";
import { ociIamPolicyNoFamilyManage } from "./rules/oci-iam-policy-no-family-manage";
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
import { ociOnsTopicRequireSubscription } from "./rules/oci-ons-topic-require-subscription";

/** Every rule of the pack, in the order in which they are shown. */
export const rules: readonly Rule[] = [
  ociIamPolicyNoAllResources,
  ociIamPolicyNoDoubtfulStatement,
  ociIamPolicyNoFamilyManage,
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
  ociOnsTopicRequireSubscription,
];
