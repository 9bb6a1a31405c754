import { movableCompartment, state, tags, text, type Kind } from "./kind";

/** Subscription of an endpoint to a topic: stays pending until its owner confirms it. */
export const subscription: Kind = {
  token: "oci:Ons/subscription:Subscription",
  entity: "onssubscription",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    deliveryPolicy: { type: "string", computed: true, attribute: "deliverPolicy" },
    endpoint: { type: "string", required: true, replaceOnChange: true },
    protocol: { type: "string", required: true, replaceOnChange: true },
    topicId: { type: "string", required: true, replaceOnChange: true },
  },
  computed: { createdTime: text, etag: text, state },
  rest: {
    base: "/20181201",
    collection: "subscriptions",
    target: "PENDING",
    immediate: ["create", "delete"],
    list: "array",
    shown: ({ deliveryPolicy, ...given }) => ({
      ...given,
      ...(deliveryPolicy ? { deliverPolicy: JSON.stringify(deliveryPolicy) } : {}),
    }),
    fill: (_object, { now }) => ({ createdTime: Date.parse(now) }),
  },
  sdk: { package: "oci-ons", client: "NotificationDataPlaneClient", noun: "Subscription" },
};
