import { Log } from "@pulumi/oci/logging";
import { NotificationTopic, Subscription } from "@pulumi/oci/ons";
import * as devops from "@pulumi/oci/devops";

/** A canary that goes to everybody, next to a rolling deployment without a way back. */
const compartmentId = "ocid1.compartment.oc1..example";
const freeformTags = { Environment: "production", Owner: "shop" };

const topic = new NotificationTopic("alerts", { compartmentId, name: "alerts", freeformTags });
const heard = new NotificationTopic("heard", { compartmentId, name: "heard", freeformTags });
new Subscription("listener", { compartmentId, topicId: heard.id, protocol: "EMAIL", endpoint: "oncall@example.com" });
const project = new devops.Project("shop", {
  compartmentId,
  name: "shop",
  notificationConfig: { topicId: topic.id },
  freeformTags,
});
const projectId = project.id;
new Log("shop", {
  logGroupId: "ocid1.loggroup.oc1..example",
  displayName: "shop",
  logType: "SERVICE",
  isEnabled: true,
  configuration: { source: { sourceType: "OCISERVICE", service: "devops", category: "all", resource: project.id } },
});

const cluster = new devops.DeployEnvironment("cluster", {
  projectId,
  displayName: "cluster",
  deployEnvironmentType: "OKE_CLUSTER",
  clusterId: "ocid1.cluster.oc1.eu-frankfurt-1.example",
  networkChannel: { networkChannelType: "PRIVATE_ENDPOINT_CHANNEL", subnetId: "ocid1.subnet.oc1..example" },
  freeformTags,
});
const manifest = new devops.DeployArtifact("manifest", {
  projectId,
  displayName: "manifest",
  argumentSubstitutionMode: "NONE",
  deployArtifactType: "KUBERNETES_MANIFEST",
  deployArtifactSource: {
    deployArtifactSourceType: "GENERIC_ARTIFACT",
    repositoryId: "ocid1.artifactrepository.oc1..example",
    deployArtifactPath: "app.yaml",
    deployArtifactVersion: "1.0.0",
  },
});

const pipeline = new devops.DeployPipeline("release", {
  projectId,
  displayName: "release",
  deployPipelineParameters: {
    items: [{ name: "DATABASE", defaultValue: "postgres://shop:S3cretPassw0rd@db.example.com/shop" }],
  },
  freeformTags,
});
const deployPipelineId = pipeline.id;
const ask = new devops.DeployStage("ask", {
  deployPipelineId,
  displayName: "ask",
  deployStageType: "MANUAL_APPROVAL",
  approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  deployStagePredecessorCollection: { items: [{ id: pipeline.id }] },
});
const rolling = new devops.DeployStage("rolling", {
  deployPipelineId,
  displayName: "rolling",
  deployStageType: "OKE_DEPLOYMENT",
  okeClusterDeployEnvironmentId: cluster.id,
  kubernetesManifestDeployArtifactIds: [manifest.id],
  rollbackPolicy: { policyType: "NO_STAGE_ROLLBACK_POLICY" },
  deployStagePredecessorCollection: { items: [{ id: ask.id }] },
});
const canary = new devops.DeployStage("canary", {
  deployPipelineId,
  displayName: "canary",
  deployStageType: "OKE_CANARY_DEPLOYMENT",
  okeClusterDeployEnvironmentId: cluster.id,
  kubernetesManifestDeployArtifactIds: [manifest.id],
  canaryStrategy: { strategyType: "NGINX_CANARY_STRATEGY", namespace: "canary", ingressName: "shop" },
  deployStagePredecessorCollection: { items: [{ id: rolling.id }] },
});
const again = new devops.DeployStage("again", {
  deployPipelineId,
  displayName: "again",
  deployStageType: "MANUAL_APPROVAL",
  approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  deployStagePredecessorCollection: { items: [{ id: canary.id }] },
});
const shift = new devops.DeployStage("shift", {
  deployPipelineId,
  displayName: "shift",
  deployStageType: "OKE_CANARY_TRAFFIC_SHIFT",
  okeCanaryDeployStageId: canary.id,
  rolloutPolicy: {
    policyType: "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_PERCENTAGE",
    rampLimitPercent: 80,
  },
  deployStagePredecessorCollection: { items: [{ id: again.id }] },
});
// on a branch of its own, where the shift that it approves has not run
new devops.DeployStage("misplaced", {
  deployPipelineId,
  displayName: "misplaced",
  deployStageType: "OKE_CANARY_APPROVAL",
  okeCanaryTrafficShiftDeployStageId: shift.id,
  approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  deployStagePredecessorCollection: { items: [{ id: pipeline.id }] },
});

new devops.Connection("github", {
  projectId,
  displayName: "github",
  connectionType: "GITHUB_ACCESS_TOKEN",
  accessToken: "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
  freeformTags,
});
new devops.Trigger("push", {
  projectId,
  displayName: "push",
  triggerSource: "GITHUB",
  connectionId: "ocid1.devopsconnection.oc1..example",
  actions: [
    {
      type: "TRIGGER_BUILD_PIPELINE",
      buildPipelineId: "ocid1.devopsbuildpipeline.oc1..example",
      filter: { triggerSource: "GITHUB", events: ["PUSH"] },
    },
  ],
  freeformTags,
});
