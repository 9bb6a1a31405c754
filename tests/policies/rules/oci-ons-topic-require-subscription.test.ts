import { strict as assert } from "node:assert";

import { ociOnsTopicRequireSubscription as rule } from "../../../policies/rules/oci-ons-topic-require-subscription";
import { judgeStack, UNKNOWN, type GivenResource } from "../judge";

const topic = (name: string, topicId: string): GivenResource => ({
  type: "oci:Ons/notificationTopic:NotificationTopic",
  name,
  props: { name, topicId },
});
const subscription = (topicId: string, behind?: string): GivenResource => ({
  type: "oci:Ons/subscription:Subscription",
  name: "oncall",
  props: { topicId, protocol: "EMAIL" },
  ...(behind ? { behind: { topicId: [behind] } } : {}),
});
const finding = (name: string) => ({
  message: `topic '${name}': no subscription of this stack is to it, expected at least one; subscribe an endpoint to it, in this program under 'oci-delivery:notify'`,
  urn: `urn:${name}`,
});

describe("oci-ons-topic-require-subscription", () => {
  it("accepts a topic whose subscription depends on it, while ids are unknown", () => {
    assert.deepEqual(judgeStack(rule, [topic("a", UNKNOWN), subscription(UNKNOWN, "a")]), []);
  });

  it("accepts a topic whose subscription depends on it, when ids are known", () => {
    assert.deepEqual(
      judgeStack(rule, [topic("a", "ocid1.onstopic.oc1..a"), subscription("ocid1.onstopic.oc1..a", "a")]),
      [],
    );
  });

  it("accepts a topic whose subscription gives its OCID as text", () => {
    assert.deepEqual(
      judgeStack(rule, [topic("a", "ocid1.onstopic.oc1..a"), subscription("ocid1.onstopic.oc1..a")]),
      [],
    );
  });

  it("fails when a topic has no subscription, while ids are unknown", () => {
    assert.deepEqual(judgeStack(rule, [topic("a", UNKNOWN)]), [finding("a")]);
  });

  it("fails when the only subscription depends on another topic, while ids are unknown", () => {
    const stack = [topic("a", UNKNOWN), topic("b", UNKNOWN), subscription(UNKNOWN, "b")];

    assert.deepEqual(judgeStack(rule, stack), [finding("a")]);
  });

  it("fails when the only subscription gives another topic's OCID as text", () => {
    const stack = [topic("a", "ocid1.onstopic.oc1..a"), subscription("ocid1.onstopic.oc1..b")];

    assert.deepEqual(judgeStack(rule, stack), [finding("a")]);
  });

  it("says nothing of a stack without topics", () => {
    assert.deepEqual(judgeStack(rule, [subscription("ocid1.onstopic.oc1..b")]), []);
  });
});
