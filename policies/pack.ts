import type { Rule } from "./define-rule";
import { ociIamPolicyNoAllResources } from "./rules/oci-iam-policy-no-all-resources";
import { ociOnsTopicRequireSubscription } from "./rules/oci-ons-topic-require-subscription";

/** Every rule of the pack, in the order in which they are shown. */
export const rules: readonly Rule[] = [ociIamPolicyNoAllResources, ociOnsTopicRequireSubscription];
