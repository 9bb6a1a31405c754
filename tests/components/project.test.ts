import { strict as assert } from "node:assert";

import { idOf, inventoryOf, UNKNOWN, type Registration } from "./inventory";

import { namesOf } from "../../components/model/names";
import { Project, type ProjectArgs } from "../../components/project";

const COMPARTMENT = "ocid1.compartment.oc1..workload";
const PARENT = "oci-delivery:index:Project::delivery";
const TOPIC = "oci:Ons/notificationTopic:NotificationTopic::delivery-topic";

const WEBHOOK = "https://hooks.slack.com/services/T0/B0/example";

const args: ProjectArgs = {
  names: namesOf("shop", "prod"),
  compartmentId: COMPARTMENT,
  description: "Delivery of the shop",
  subscriptions: [
    { name: "oncall@example.com", protocol: "EMAIL", endpoint: "oncall@example.com", isSecret: false },
    { name: "shop-channel", protocol: "SLACK", endpoint: WEBHOOK, isSecret: true },
  ],
  logRetention: 90,
};

/** Everything that `args` makes, where `id` tells what a resource's id reads as. */
function whole(id: (name: string) => string): readonly Registration[] {
  const subscription = (name: string, protocol: string, endpoint: unknown): Registration => ({
    type: "oci:Ons/subscription:Subscription",
    name: `delivery-${name}`,
    parent: PARENT,
    inputs: { compartmentId: COMPARTMENT, topicId: id("delivery-topic"), protocol, endpoint },
    dependsOn: [TOPIC],
  });
  return [
    {
      type: "oci-delivery:index:Project",
      name: "delivery",
      inputs: {},
      outputs: {
        projectId: id("delivery"),
        topicId: id("delivery-topic"),
        logGroupId: id("delivery-logs"),
        logId: id("delivery-log"),
      },
    },
    {
      type: "oci:DevOps/project:Project",
      name: "delivery",
      parent: PARENT,
      inputs: {
        compartmentId: COMPARTMENT,
        name: "shop-prod",
        notificationConfig: { topicId: id("delivery-topic") },
        description: "Delivery of the shop",
      },
      dependsOn: [TOPIC],
      deleteBeforeReplace: true,
    },
    {
      type: "oci:Logging/log:Log",
      name: "delivery-log",
      parent: PARENT,
      inputs: {
        logGroupId: id("delivery-logs"),
        displayName: "devops",
        logType: "SERVICE",
        isEnabled: true,
        retentionDuration: 90,
        configuration: {
          compartmentId: COMPARTMENT,
          source: { sourceType: "OCISERVICE", service: "devops", resource: id("delivery"), category: "all" },
        },
      },
      dependsOn: ["oci:DevOps/project:Project::delivery", "oci:Logging/logGroup:LogGroup::delivery-logs"],
      deleteBeforeReplace: true,
    },
    {
      type: "oci:Logging/logGroup:LogGroup",
      name: "delivery-logs",
      parent: PARENT,
      inputs: {
        compartmentId: COMPARTMENT,
        displayName: "shop-prod-delivery",
        description: "OCI DevOps logs of shop-prod",
      },
    },
    subscription("oncall@example.com", "EMAIL", "oncall@example.com"),
    subscription("shop-channel", "SLACK", { secret: WEBHOOK }),
    {
      type: "oci:Ons/notificationTopic:NotificationTopic",
      name: "delivery-topic",
      parent: PARENT,
      inputs: {
        compartmentId: COMPARTMENT,
        name: "shop-prod-delivery",
        description: "Builds and deployments of shop-prod",
      },
      deleteBeforeReplace: true,
    },
  ];
}

function devopsProject(inventory: readonly Registration[]): unknown {
  return inventory.find(({ type }) => type === "oci:DevOps/project:Project")?.inputs;
}

describe("Project", () => {
  it("protects the project, and nothing else, when it is asked to", async () => {
    const { inventory } = await inventoryOf(() => new Project("delivery", { ...args, protect: true }));

    const marked = inventory.filter(({ protect }) => protect).map(({ type }) => type);
    assert.deepEqual(marked, ["oci:DevOps/project:Project"]);
  });

  it("makes the project with a topic, its subscriptions, credentials as secrets, and a service log", async () => {
    const { inventory } = await inventoryOf(() => new Project("delivery", args));

    assert.deepEqual(inventory, whole(idOf));
  });

  it("makes the same in a preview, with the ids unknown", async () => {
    const { inventory } = await inventoryOf(() => new Project("delivery", args), { preview: true });

    assert.deepEqual(
      inventory,
      whole(() => UNKNOWN),
    );
  });

  it("takes another name for the DevOps project alone", async () => {
    const { inventory } = await inventoryOf(() => new Project("delivery", { ...args, projectName: "Shop.Production" }));

    assert.deepEqual(
      inventory,
      whole(idOf).map((each) =>
        each.type === "oci:DevOps/project:Project"
          ? { ...each, inputs: { ...(each.inputs as object), name: "Shop.Production" } }
          : each,
      ),
    );
  });

  it("leaves the description out when there is none", async () => {
    const { names, compartmentId, subscriptions, logRetention } = args;

    const { inventory } = await inventoryOf(
      () => new Project("delivery", { names, compartmentId, subscriptions, logRetention }),
    );

    assert.deepEqual(devopsProject(inventory), {
      compartmentId: COMPARTMENT,
      name: "shop-prod",
      notificationConfig: { topicId: "delivery-topic-id" },
    });
  });

  it("leaves the description out when it is empty, as the settings' default is", async () => {
    const { inventory } = await inventoryOf(() => new Project("delivery", { ...args, description: "" }));

    assert.deepEqual(devopsProject(inventory), {
      compartmentId: COMPARTMENT,
      name: "shop-prod",
      notificationConfig: { topicId: "delivery-topic-id" },
    });
  });
});
