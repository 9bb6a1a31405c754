import * as artifacts from "@pulumi/oci/artifacts";
import * as devops from "@pulumi/oci/devops";
import * as kms from "@pulumi/oci/kms";
import { Log } from "@pulumi/oci/logging";
import { Secret } from "@pulumi/oci/vault";

/** A public registry that nobody scans, images that change under their name, and secrets that live for ever. */
const compartmentId = "ocid1.compartment.oc1..example";
const freeformTags = { Environment: "prod", Owner: "shop" };

new artifacts.ContainerRepository("open", {
  compartmentId,
  displayName: "shop/open",
  isPublic: true,
  isImmutable: false,
  freeformTags: { Environment: "prod" },
});

const project = new devops.Project("shop", {
  compartmentId,
  name: "shop",
  notificationConfig: { topicId: "ocid1.onstopic.oc1..example" },
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
new devops.BuildPipeline("builds", { projectId, displayName: "builds", freeformTags });
const cluster = new devops.DeployEnvironment("cluster", {
  projectId,
  displayName: "cluster",
  deployEnvironmentType: "OKE_CLUSTER",
  clusterId: "ocid1.cluster.oc1.eu-frankfurt-1.example",
  networkChannel: { networkChannelType: "PRIVATE_ENDPOINT_CHANNEL", subnetId: "ocid1.subnet.oc1..example" },
  freeformTags,
});

const tagged = new devops.DeployArtifact("tagged", {
  projectId,
  displayName: "tagged",
  argumentSubstitutionMode: "NONE",
  deployArtifactType: "DOCKER_IMAGE",
  deployArtifactSource: { deployArtifactSourceType: "OCIR", imageUri: "iad.ocir.io/axexample/shop/open:1.0.0" },
  freeformTags,
});
new devops.DeployArtifact("foreign", {
  projectId,
  displayName: "foreign",
  argumentSubstitutionMode: "NONE",
  deployArtifactType: "DOCKER_IMAGE",
  deployArtifactSource: {
    deployArtifactSourceType: "OCIR",
    imageUri: "docker.io/library/nginx",
    imageDigest: `sha256:${"0".repeat(64)}`,
  },
  freeformTags,
});

const deployPipelineId = "ocid1.devopsdeploypipeline.oc1..example";
const ask = new devops.DeployStage("ask", {
  deployPipelineId,
  displayName: "ask",
  deployStageType: "MANUAL_APPROVAL",
  approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  deployStagePredecessorCollection: { items: [{ id: deployPipelineId }] },
  freeformTags,
});
new devops.DeployStage("release", {
  deployPipelineId,
  displayName: "release",
  deployStageType: "OKE_HELM_CHART_DEPLOYMENT",
  okeClusterDeployEnvironmentId: cluster.id,
  helmChartDeployArtifactId: "ocid1.devopsdeployartifact.oc1..example",
  valuesArtifactIds: [tagged.id],
  releaseName: "shop",
  timeoutInSeconds: 10800,
  rollbackPolicy: { policyType: "AUTOMATED_STAGE_ROLLBACK_POLICY" },
  deployStagePredecessorCollection: { items: [{ id: ask.id }] },
  freeformTags,
});

const vault = new kms.Vault("vault", { compartmentId, displayName: "vault", vaultType: "DEFAULT", freeformTags });
new Secret("token", {
  compartmentId,
  vaultId: vault.id,
  keyId: "ocid1.key.oc1..example",
  secretName: "token",
  secretContent: { contentType: "BASE64", content: "eA==" },
  freeformTags,
});
