import * as artifacts from "@pulumi/oci/artifacts";
import * as devops from "@pulumi/oci/devops";
import { NotificationTopic, Subscription } from "@pulumi/oci/ons";

/**
 * The walkthrough's pipeline (seed: oci-devops-pipeline-walkthrough), as faithfully as the types allow: stage details are
 * top-level, the strategy is one that the provider takes, and the schedule is a rule instead of cron.
 */
const compartmentId = "ocid1.compartment.oc1..example";
const registry = "fra.ocir.io";
const tenancyNamespace = "axexample";

const topic = new NotificationTopic("devops-alerts", {
  compartmentId,
  name: "devops-pipeline-alerts",
  description: "Notifications for DevOps pipeline events",
});
new Subscription("devops-email", {
  compartmentId,
  topicId: topic.id,
  protocol: "EMAIL",
  endpoint: "alerts@example.com",
});
const project = new devops.Project("orders-api-project", {
  compartmentId,
  name: "orders-api",
  description: "CI/CD pipeline for the orders API service",
  notificationConfig: { topicId: topic.id },
  definedTags: { "Operations.Environment": "production", "Operations.ManagedBy": "terraform" },
});
const projectId = project.id;

const connection = new devops.Connection("github-connection", {
  projectId,
  displayName: "github-connection",
  connectionType: "GITHUB_ACCESS_TOKEN",
  description: "Connection to GitHub using PAT stored in OCI Vault",
  accessToken: "ocid1.vaultsecret.oc1.eu-frankfurt-1.examplegithubpat",
});
const repository = new devops.Repository("orders-api-repo", {
  projectId,
  name: "orders-api",
  description: "Mirror of GitHub orders-api repository",
  repositoryType: "MIRRORED",
  defaultBranch: "main",
  mirrorRepositoryConfig: {
    repositoryUrl: "https://github.com/your-org/orders-api.git",
    connectorId: connection.id,
    triggerSchedule: { scheduleType: "CUSTOM", customSchedule: "FREQ=HOURLY;INTERVAL=6" },
  },
});

const manifests = new artifacts.Repository("k8s-manifests-repo", {
  compartmentId,
  displayName: "orders-api-manifests",
  description: "Kubernetes deployment manifests for orders API",
  isImmutable: false,
  repositoryType: "GENERIC",
});
const image = new devops.DeployArtifact("orders-api-image", {
  projectId,
  displayName: "orders-api-container-image",
  argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
  deployArtifactType: "DOCKER_IMAGE",
  deployArtifactSource: {
    deployArtifactSourceType: "OCIR",
    imageUri: `${registry}/${tenancyNamespace}/orders-api:\${BUILDRUN_HASH}`,
    imageDigest: " ",
  },
});
const manifest = new devops.DeployArtifact("k8s-manifests", {
  projectId,
  displayName: "orders-api-k8s-manifests",
  argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
  deployArtifactType: "KUBERNETES_MANIFEST",
  deployArtifactSource: {
    deployArtifactSourceType: "GENERIC_ARTIFACT",
    repositoryId: manifests.id,
    deployArtifactPath: "k8s/deployment.yaml",
    deployArtifactVersion: "${BUILDRUN_HASH}",
  },
});

const cluster = new devops.DeployEnvironment("oke-prod", {
  projectId,
  displayName: "oke-production",
  description: "Production OKE cluster",
  deployEnvironmentType: "OKE_CLUSTER",
  clusterId: "ocid1.cluster.oc1.eu-frankfurt-1.example",
});
const deployPipeline = new devops.DeployPipeline("orders-api-deploy", {
  projectId,
  displayName: "orders-api-deploy",
  description: "Blue-green deployment of orders API to production OKE",
  deployPipelineParameters: {
    items: [
      { name: "NAMESPACE", defaultValue: "orders", description: "Kubernetes namespace for the deployment" },
      { name: "IMAGE_TAG", defaultValue: "latest", description: "Container image tag to deploy" },
    ],
  },
});
const approval = new devops.DeployStage("approval-gate", {
  deployPipelineId: deployPipeline.id,
  displayName: "production-approval",
  description: "Manual approval required before deploying to production",
  deployStageType: "MANUAL_APPROVAL",
  approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 1 },
  deployStagePredecessorCollection: { items: [{ id: deployPipeline.id }] },
});
const deploy = new devops.DeployStage("oke-blue-green-deploy", {
  deployPipelineId: deployPipeline.id,
  displayName: "oke-blue-green-deploy",
  description: "Deploy new version to green environment",
  deployStageType: "OKE_BLUE_GREEN_DEPLOYMENT",
  kubernetesManifestDeployArtifactIds: [manifest.id],
  okeClusterDeployEnvironmentId: cluster.id,
  blueGreenStrategy: {
    strategyType: "NGINX_BLUE_GREEN_STRATEGY",
    namespaceA: "orders-blue",
    namespaceB: "orders-green",
    ingressName: "orders-api-ingress",
  },
  deployStagePredecessorCollection: { items: [{ id: approval.id }] },
});
new devops.DeployStage("traffic-shift", {
  deployPipelineId: deployPipeline.id,
  displayName: "shift-traffic-to-green",
  description: "Shift 100% of traffic to the newly deployed green environment",
  deployStageType: "OKE_BLUE_GREEN_TRAFFIC_SHIFT",
  okeBlueGreenDeployStageId: deploy.id,
  deployStagePredecessorCollection: { items: [{ id: deploy.id }] },
});

const buildPipeline = new devops.BuildPipeline("orders-api-build", {
  projectId,
  displayName: "orders-api-build",
  description: "Build, test, scan, and push the orders API container image",
  buildPipelineParameters: {
    items: [
      { name: "CONTAINER_REGISTRY", defaultValue: registry, description: "OCI Container Registry endpoint" },
      {
        name: "NAMESPACE",
        defaultValue: tenancyNamespace,
        description: "OCI tenancy namespace for Container Registry",
      },
    ],
  },
});
const build = new devops.BuildPipelineStage("managed-build", {
  buildPipelineId: buildPipeline.id,
  displayName: "managed-build",
  description: "Execute build spec on managed runner",
  buildPipelineStageType: "BUILD",
  buildSpecFile: "build_spec.yaml",
  stageExecutionTimeoutInSeconds: 1800,
  image: "OL7_X86_64_STANDARD_10",
  buildSourceCollection: {
    items: [
      {
        connectionType: "DEVOPS_CODE_REPOSITORY",
        repositoryId: repository.id,
        name: "orders-api",
        branch: "main",
        repositoryUrl: repository.httpUrl,
      },
    ],
  },
  buildPipelineStagePredecessorCollection: { items: [{ id: buildPipeline.id }] },
});
const deliver = new devops.BuildPipelineStage("deliver-artifact", {
  buildPipelineId: buildPipeline.id,
  displayName: "deliver-artifact",
  description: "Push built image to OCI Container Registry",
  buildPipelineStageType: "DELIVER_ARTIFACT",
  deliverArtifactCollection: {
    items: [
      { artifactName: "orders-api-image", artifactId: image.id },
      { artifactName: "kubernetes-manifests", artifactId: manifest.id },
    ],
  },
  buildPipelineStagePredecessorCollection: { items: [{ id: build.id }] },
});
new devops.BuildPipelineStage("trigger-deploy", {
  buildPipelineId: buildPipeline.id,
  displayName: "trigger-deployment",
  description: "Trigger the deployment pipeline on successful build",
  buildPipelineStageType: "TRIGGER_DEPLOYMENT_PIPELINE",
  deployPipelineId: deployPipeline.id,
  isPassAllParametersEnabled: true,
  buildPipelineStagePredecessorCollection: { items: [{ id: deliver.id }] },
});
new devops.Trigger("main-branch-push", {
  projectId,
  displayName: "main-branch-push-trigger",
  description: "Trigger build pipeline on every push to main",
  triggerSource: "DEVOPS_CODE_REPOSITORY",
  repositoryId: repository.id,
  actions: [
    {
      type: "TRIGGER_BUILD_PIPELINE",
      buildPipelineId: buildPipeline.id,
      filter: {
        triggerSource: "DEVOPS_CODE_REPOSITORY",
        events: ["PUSH"],
        include: { headRef: "main" },
        exclude: { fileFilter: { filePaths: ["docs/*", "*.md", ".github/*"] } },
      },
    },
  ],
});
