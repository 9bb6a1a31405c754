import type { PolicyResource } from "@pulumi/policy";

import { defineRule, onStack } from "../define-rule";

const TOPIC = "oci:Ons/notificationTopic:NotificationTopic";
const SUBSCRIPTION = "oci:Ons/subscription:Subscription";

/** A topic that nobody listens to: a failed deployment is told to no one. */
export const ociOnsTopicRequireSubscription = defineRule(
  {
    name: "oci-ons-topic-require-subscription",
    description: "Every notification topic of the stack has a subscription in the stack.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Subscribe an endpoint to the topic: in this program, add one under 'oci-delivery:notify'.",
    tags: ["notifications", "operations"],
  },
  onStack((resources) => {
    const subscriptions = resources.filter(({ type }) => type === SUBSCRIPTION);
    return resources
      .filter(({ type }) => type === TOPIC)
      .filter((topic) => !subscriptions.some((subscription) => isSubscribedTo(subscription, topic)))
      .map((topic) => ({
        message: `topic '${topic.name}': no subscription of this stack is to it, expected at least one; subscribe an endpoint to it, in this program under 'oci-delivery:notify'`,
        urn: topic.urn,
      }));
  }),
);

/** At a first preview the topic's id is unknown, but the engine knows which resource stands behind the property. */
function isSubscribedTo(subscription: PolicyResource, topic: PolicyResource): boolean {
  const behind = subscription.propertyDependencies["topicId"] ?? [];
  if (behind.length > 0) return behind.some(({ urn }) => urn === topic.urn);
  return subscription.props["topicId"] === topic.props["topicId"];
}
