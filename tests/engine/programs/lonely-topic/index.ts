import { NotificationTopic, Subscription } from "@pulumi/oci/ons";

const compartmentId = "ocid1.compartment.oc1..example";

const heard = new NotificationTopic("heard", { compartmentId, name: "heard" });
new Subscription("oncall", { compartmentId, topicId: heard.id, protocol: "EMAIL", endpoint: "oncall@example.com" });

new NotificationTopic("lonely", { compartmentId, name: "lonely" });
