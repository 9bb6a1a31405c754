import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/Identity/Reference/notificationpolicyreference.htm read 2026-11-25 */
const source = "https://docs.oracle.com/iaas/Content/Identity/Reference/notificationpolicyreference.htm";
const service = "Notifications";

/** The page says that only the general ones are supported. */
const variables: readonly string[] = [];

export const notifications: readonly CatalogueEntry[] = [
  { type: "ons-family", service, members: ["ons-topics", "ons-subscriptions"], source },
  {
    type: "ons-topics",
    service,
    adds: [
      "ONS_TOPIC_INSPECT",
      "ONS_TOPIC_READ",
      "ONS_TOPIC_PUBLISH ONS_TOPIC_SUBSCRIBE",
      "ONS_TOPIC_CREATE ONS_TOPIC_MOVE ONS_TOPIC_UPDATE ONS_TOPIC_DELETE",
    ],
    variables,
    source,
  },
  {
    type: "ons-subscriptions",
    service,
    adds: ["ONS_SUBSCRIPTION_INSPECT", "", "", "ONS_SUBSCRIPTION_MOVE ONS_TOPIC_SUBSCRIBE"],
    variables,
    source,
  },
];
