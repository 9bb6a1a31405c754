import * as devops from "@pulumi/oci/devops";
import { Log, LogGroup } from "@pulumi/oci/logging";
import { NotificationTopic, Subscription } from "@pulumi/oci/ons";
import * as pulumi from "@pulumi/pulumi";

import { DeployEnvironment } from "../../../../components/deploy-environment";
import { DeployPipeline } from "../../../../components/deploy-pipeline";
import { artifactInputs, type ArtifactSpec } from "../../../../components/model/deploy-artifact";
import type { DeployEnvironmentSpec } from "../../../../components/model/deploy-environment";
import { deployParameters } from "../../../../components/model/deploy-parameters";
import type { DeployStage, Listener } from "../../../../components/model/deploy-stages";
import * as strategies from "../../../../components/model/deploy-strategies";
import { tagEverything } from "../../../../components/tagged";

tagEverything({ freeformTags: { Environment: "prod", Owner: "shop" } });

const compartmentId = "ocid1.compartment.oc1..example";
const imageAddress = "eu-frankfurt-1.ocir.io/axexample/shop-prod/orders-api";
const manifest = "image: ${IMAGE_ADDRESS}@${IMAGE_DIGEST}";
const ingress = new pulumi.Config().get("ingress") ?? "orders-api";

const topic = new NotificationTopic("topic", { compartmentId, name: "shop-prod" });
new Subscription("oncall", { compartmentId, topicId: topic.id, protocol: "EMAIL", endpoint: "oncall@example.com" });
const project = new devops.Project("project", {
  compartmentId,
  name: "shop-prod",
  notificationConfig: { topicId: topic.id },
});

const logGroup = new LogGroup("logs", { compartmentId, displayName: "shop-prod" });
new Log("log", {
  logGroupId: logGroup.id,
  displayName: "devops",
  logType: "SERVICE",
  isEnabled: true,
  configuration: { source: { sourceType: "OCISERVICE", service: "devops", resource: project.id, category: "all" } },
});

const environment = (name: string, target: DeployEnvironmentSpec<string>): pulumi.Output<string> =>
  new DeployEnvironment(name, { projectId: project.id, displayName: name, target }).environmentId;
const clusterId = environment("cluster", {
  kind: "oke",
  clusterId: "ocid1.cluster.oc1..shop",
  privateEndpoint: { subnetId: "ocid1.subnet.oc1..api" },
});
const [groupA, groupB] = ["a", "b"].map((name) =>
  environment(`group-${name}`, { kind: "instance-group", instances: [{ ids: [`ocid1.instance.oc1..${name}`] }] }),
) as [pulumi.Output<string>, pulumi.Output<string>];
const functionId = environment("function", { kind: "function", functionId: "ocid1.fnfunc.oc1..resize" });

const specs = {
  manifest: { kind: "inline", type: "KUBERNETES_MANIFEST", content: manifest },
  chart: { kind: "helm-chart", url: "oci://eu-frankfurt-1.ocir.io/axexample/shop-prod/orders", version: "1.2.3" },
  specification: { kind: "inline", type: "DEPLOYMENT_SPEC", content: "version: 1.0" },
  commands: { kind: "inline", type: "COMMAND_SPEC", content: "version: 0.1" },
  image: { kind: "image", uri: imageAddress, digest: "${IMAGE_DIGEST}" },
} as const satisfies Record<string, ArtifactSpec<string>>;
const artifact = (name: keyof typeof specs): pulumi.Output<string> =>
  new devops.DeployArtifact(name, { projectId: project.id, displayName: name, ...artifactInputs(specs[name]) }).id;
const [manifestId, chartId, specificationId, commandsId, imageId] = [
  artifact("manifest"),
  artifact("chart"),
  artifact("specification"),
  artifact("commands"),
  artifact("image"),
];

const validation = { environmentId: functionId };
const production: Listener<pulumi.Input<string>> = { loadBalancerId: "ocid1.loadbalancer.oc1..web", listener: "https" };
const group = { specificationId, batch: { percentage: 25 } };
const cluster = { environmentId: clusterId, manifestIds: [manifestId] };

const pipelines: Record<string, DeployStage<pulumi.Input<string>>[]> = {
  rolling: strategies.rollingOke({ ...cluster, namespace: "orders" }),
  helm: strategies.helmOke({
    environmentId: clusterId,
    chartId,
    release: "orders",
    setString: { digest: "${IMAGE_DIGEST}" },
  }),
  "blue-green": strategies.blueGreenOke({
    ...cluster,
    namespaces: ["orders-blue", "orders-green"],
    ingress,
    validation,
  }),
  canary: strategies.canaryOke({
    ...cluster,
    namespace: "orders-canary",
    ingress: "orders-api",
    production: { namespace: "orders" },
    validation,
  }),
  "rolling-group": strategies.rollingGroup({ ...group, environmentId: groupA, loadBalancer: production }),
  "blue-green-group": strategies.blueGreenGroup({ ...group, environmentIds: [groupA, groupB], production, validation }),
  "canary-group": strategies.canaryGroup({
    ...group,
    environmentId: groupA,
    production,
    rollOut: { environmentId: groupB, batch: { count: 1 } },
    validation,
  }),
  function: strategies.rollingFunction({ environmentId: functionId, imageId, memoryInMbs: 512, validation }),
  others: [
    { kind: "approval", name: "approve", approvals: 2 },
    { kind: "wait", name: "wait", duration: 60 },
    {
      kind: "load-balancer-shift",
      name: "shift",
      blue: ["10.0.0.4"],
      green: ["10.0.0.5"],
      traffic: { batches: 4, limit: 12.5 },
      loadBalancer: production,
      after: ["wait"],
    },
    {
      kind: "shell",
      name: "smoke-test",
      commandsId,
      container: { shape: "CI.Standard.E4.Flex", ocpus: 1, memoryInGbs: 8, subnetId: "ocid1.subnet.oc1..tools" },
      after: ["wait"],
    },
    { kind: "function-invoke", name: "report", environmentId: functionId, async: true, after: ["shift", "smoke-test"] },
  ],
};
for (const [name, stages] of Object.entries(pipelines)) {
  new DeployPipeline(name, {
    projectId: project.id,
    displayName: name,
    production: true,
    parameters: deployParameters({ imageAddress, production: true }),
    artifacts: specs,
    stages,
  });
}
