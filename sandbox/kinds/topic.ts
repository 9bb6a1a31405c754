import { fixedName, movableCompartment, state, tags, text, type Kind } from "./kind";

/** Notifications topic: unique by name in the tenancy. */
export const topic: Kind = {
  token: "oci:Ons/notificationTopic:NotificationTopic",
  entity: "onstopic",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    description: { type: "string", computed: true },
    name: fixedName,
  },
  computed: { apiEndpoint: text, etag: text, shortTopicId: text, state, timeCreated: text, topicId: text },
  rest: {
    base: "/20181201",
    collection: "topics",
    id: "topicId",
    target: "ACTIVE",
    unique: { attribute: "name", within: "tenancy" },
    list: "array",
    fill: (object, { region }) => ({
      apiEndpoint: `https://cell1.notification.${region}.oci.oraclecloud.com`,
      shortTopicId: String(object["topicId"]).slice(-10),
    }),
  },
  sdk: {
    package: "oci-ons",
    client: "NotificationControlPlaneClient",
    noun: "Topic",
    updateDetails: "topicAttributesDetails",
  },
};
