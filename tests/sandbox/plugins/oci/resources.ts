import type { Properties } from "../../../../sandbox/plugins/values";
import { STATEMENT } from "../../api/requests";
import { COMPARTMENT, USER, type PluginConnection } from "../../harness";

export const AUTH_TOKEN = "oci:Identity/authToken:AuthToken";
export const BUILD_PIPELINE = "oci:DevOps/buildPipeline:BuildPipeline";
export const CLUSTER = "oci:ContainerEngine/cluster:Cluster";
export const COMPARTMENT_TYPE = "oci:Identity/compartment:Compartment";
export const CONTAINER_CONFIGURATION = "oci:Artifacts/containerConfiguration:ContainerConfiguration";
export const DEPLOY_ARTIFACT = "oci:DevOps/deployArtifact:DeployArtifact";
export const DOMAINS_GROUP = "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup";
export const DYNAMIC_GROUP = "oci:Identity/dynamicGroup:DynamicGroup";
export const LOG = "oci:Logging/log:Log";
export const LOG_GROUP = "oci:Logging/logGroup:LogGroup";
export const POLICY = "oci:Identity/policy:Policy";
export const PROJECT = "oci:DevOps/project:Project";
export const REPOSITORY = "oci:Artifacts/containerRepository:ContainerRepository";
export const SCAN_RECIPE = "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe";
export const SECRET = "oci:Vault/secret:Secret";
export const SUBSCRIPTION = "oci:Ons/subscription:Subscription";
export const TOPIC = "oci:Ons/notificationTopic:NotificationTopic";
export const VAULT = "oci:Kms/vault:Vault";

/** What a secret holds, and nothing may show. */
export const CANARY = "Y2FuYXJ5LWluLXRoZS1taW5l";

/** A resource as a program gives it, and a change of it that needs no replacement. */
export interface Sample {
  readonly token: string;
  readonly inputs: Properties;
  readonly change: Properties;
  /** What it stands in: made first, and its id given under `input`. */
  readonly parent?: Parent;
}

export interface Parent {
  readonly token: string;
  readonly input: string;
  readonly inputs: Properties;
  readonly parent?: Parent;
}

const project: Parent = {
  token: PROJECT,
  input: "projectId",
  inputs: { compartmentId: COMPARTMENT, name: "parent", notificationConfig: { topicId: "topic" } },
};

const pipeline: Parent = { token: BUILD_PIPELINE, input: "buildPipelineId", inputs: {}, parent: project };

const tagNamespace: Parent = {
  token: "oci:Identity/tagNamespace:TagNamespace",
  input: "tagNamespaceId",
  inputs: { compartmentId: COMPARTMENT, name: "parent", description: "d" },
};

/** Stands in a sample's inputs for the id of what it stands in. */
const PARENT = "<parent>";

/** Inputs of a sample that stands in the object of `parentId`. */
export function inputsIn({ inputs, parent }: Pick<Sample, "inputs" | "parent">, parentId: string): Properties {
  const placed = JSON.parse(JSON.stringify(inputs).replaceAll(PARENT, parentId)) as Properties;
  return parent ? { ...placed, [parent.input]: parentId } : placed;
}

const tags = { definedTags: { "Operations.Team": "a" }, freeformTags: { "a.b": "c" } };

export const samples: readonly Sample[] = [
  {
    token: DYNAMIC_GROUP,
    inputs: {
      ...tags,
      compartmentId: COMPARTMENT,
      name: "app",
      description: "d",
      matchingRule: "ANY {resource.type = 'devopsconnection'}",
    },
    change: { matchingRule: "ALL {resource.type = 'devopsrepository'}" },
  },
  {
    token: DOMAINS_GROUP,
    inputs: {
      attributeSets: ["all"],
      description: "d",
      displayName: "app",
      idcsEndpoint: "https://idcs-0123.identity.example.com",
      matchingRule: "ANY {resource.type = 'devopsconnection'}",
      schemas: ["urn:ietf:params:scim:schemas:oracle:idcs:DynamicResourceGroup"],
      tags: [{ key: "a", value: "b" }],
      urnietfparamsscimschemasoracleidcsextensionOciTags: { freeformTags: [{ key: "c", value: "d" }] },
    },
    change: { matchingRule: "ALL {resource.type = 'devopsrepository'}" },
  },
  {
    token: POLICY,
    inputs: {
      ...tags,
      compartmentId: COMPARTMENT,
      name: "app",
      description: "d",
      statements: ["Allow group a to read repos in tenancy", STATEMENT],
    },
    change: { statements: [STATEMENT] },
  },
  {
    token: TOPIC,
    inputs: { ...tags, compartmentId: COMPARTMENT, name: "app", description: "d" },
    change: { description: "changed" },
  },
  {
    token: SUBSCRIPTION,
    inputs: { ...tags, compartmentId: COMPARTMENT, endpoint: "a@example.com", protocol: "EMAIL" },
    change: { freeformTags: { "a.b": "changed" } },
    parent: { token: TOPIC, input: "topicId", inputs: { compartmentId: COMPARTMENT, name: "parent" } },
  },
  {
    token: LOG_GROUP,
    inputs: { ...tags, compartmentId: COMPARTMENT, displayName: "app", description: "d" },
    change: { displayName: "changed" },
  },
  {
    token: LOG,
    inputs: {
      ...tags,
      displayName: "app",
      logType: "SERVICE",
      isEnabled: true,
      retentionDuration: 60,
      configuration: {
        compartmentId: COMPARTMENT,
        source: { category: "all", resource: "project", service: "devops", sourceType: "OCISERVICE" },
      },
    },
    change: { isEnabled: false },
    parent: { token: LOG_GROUP, input: "logGroupId", inputs: { compartmentId: COMPARTMENT, displayName: "parent" } },
  },
  {
    token: PROJECT,
    inputs: {
      ...tags,
      compartmentId: COMPARTMENT,
      name: "app",
      description: "d",
      notificationConfig: { topicId: "topic" },
    },
    change: { notificationConfig: { topicId: "other" } },
  },
  {
    token: REPOSITORY,
    inputs: {
      ...tags,
      compartmentId: COMPARTMENT,
      displayName: "app",
      isImmutable: false,
      isPublic: false,
      readme: { content: "# app", format: "text/markdown" },
    },
    change: { isImmutable: true },
  },
  {
    token: "oci:DevOps/connection:Connection",
    inputs: { ...tags, connectionType: "GITHUB_ACCESS_TOKEN", accessToken: "ocid1.vaultsecret.oc1..a" },
    change: { accessToken: "ocid1.vaultsecret.oc1..b" },
    parent: project,
  },
  {
    token: "oci:DevOps/repository:Repository",
    inputs: {
      ...tags,
      name: "app",
      repositoryType: "MIRRORED",
      mirrorRepositoryConfig: {
        connectorId: "ocid1.devopsconnection.oc1..a",
        repositoryUrl: "https://example.com/app.git",
        triggerSchedule: { scheduleType: "CUSTOM", customSchedule: "FREQ=HOURLY;INTERVAL=6" },
      },
    },
    change: { name: "changed" },
    parent: project,
  },
  {
    token: BUILD_PIPELINE,
    inputs: {
      ...tags,
      displayName: "app",
      buildPipelineParameters: { items: [{ name: "A", defaultValue: "1", description: "d" }] },
    },
    change: { buildPipelineParameters: { items: [{ name: "B", defaultValue: "2" }] } },
    parent: project,
  },
  {
    token: "oci:DevOps/buildPipelineStage:BuildPipelineStage",
    inputs: {
      ...tags,
      buildPipelineStageType: "BUILD",
      buildPipelineStagePredecessorCollection: { items: [{ id: "ocid1.devopsbuildpipeline.oc1..a" }] },
      image: "OL8_X86_64_STANDARD_10",
      stageExecutionTimeoutInSeconds: 7200,
      buildRunnerShapeConfig: { buildRunnerType: "CUSTOM", ocpus: 4, memoryInGbs: 16 },
      buildSourceCollection: {
        items: [{ connectionType: "DEVOPS_CODE_REPOSITORY", repositoryId: "r", name: "app", branch: "main" }],
      },
      privateAccessConfig: { networkChannelType: "SERVICE_VNIC_CHANNEL", subnetId: "s", nsgIds: ["n"] },
    },
    change: { stageExecutionTimeoutInSeconds: 3600 },
    parent: pipeline,
  },
  {
    token: DEPLOY_ARTIFACT,
    inputs: {
      ...tags,
      argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
      deployArtifactType: "DOCKER_IMAGE",
      deployArtifactSource: { deployArtifactSourceType: "OCIR", imageUri: "fra.ocir.io/sandbox/app:1" },
    },
    change: { deployArtifactSource: { deployArtifactSourceType: "OCIR", imageUri: "fra.ocir.io/sandbox/app:2" } },
    parent: project,
  },
  {
    token: "oci:DevOps/trigger:Trigger",
    inputs: {
      ...tags,
      displayName: "app",
      triggerSource: "DEVOPS_CODE_REPOSITORY",
      repositoryId: "ocid1.devopsrepository.oc1..a",
      actions: [
        {
          type: "TRIGGER_BUILD_PIPELINE",
          buildPipelineId: "ocid1.devopsbuildpipeline.oc1..a",
          filter: {
            triggerSource: "DEVOPS_CODE_REPOSITORY",
            events: ["PUSH"],
            include: { headRef: "main", fileFilter: { filePaths: ["src/**"] } },
            exclude: { fileFilter: { filePaths: ["docs/**"] } },
          },
        },
      ],
    },
    change: { displayName: "changed" },
    parent: project,
  },
  {
    token: "oci:Artifacts/repository:Repository",
    inputs: { ...tags, compartmentId: COMPARTMENT, displayName: "app", isImmutable: true, repositoryType: "GENERIC" },
    change: { displayName: "changed" },
  },
  {
    token: SCAN_RECIPE,
    inputs: { ...tags, compartmentId: COMPARTMENT, imageCount: 4, scanSettings: { scanLevel: "STANDARD" } },
    change: { scanSettings: { scanLevel: "NONE" } },
  },
  {
    token: "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget",
    inputs: {
      ...tags,
      compartmentId: COMPARTMENT,
      targetRegistry: { type: "OCIR", compartmentId: COMPARTMENT, repositories: ["app"] },
    },
    change: { targetRegistry: { type: "OCIR", compartmentId: COMPARTMENT, repositories: ["other"] } },
    parent: {
      token: SCAN_RECIPE,
      input: "containerScanRecipeId",
      inputs: { compartmentId: COMPARTMENT, scanSettings: { scanLevel: "STANDARD" } },
    },
  },
  {
    token: VAULT,
    inputs: { ...tags, compartmentId: COMPARTMENT, displayName: "app", vaultType: "DEFAULT" },
    change: { displayName: "changed" },
  },
  {
    token: "oci:Kms/key:Key",
    inputs: {
      ...tags,
      compartmentId: COMPARTMENT,
      displayName: "app",
      keyShape: { algorithm: "AES", length: 32 },
      managementEndpoint: "http://127.0.0.1:1",
    },
    change: { displayName: "changed" },
  },
  {
    token: SECRET,
    inputs: {
      ...tags,
      compartmentId: COMPARTMENT,
      description: "d",
      keyId: "ocid1.key.oc1..a",
      secretName: "app",
      secretContent: { contentType: "BASE64", content: CANARY },
    },
    change: { description: "changed" },
    parent: {
      token: VAULT,
      input: "vaultId",
      inputs: { compartmentId: COMPARTMENT, displayName: "parent", vaultType: "DEFAULT" },
    },
  },
  {
    token: "oci:DevOps/deployPipeline:DeployPipeline",
    inputs: { ...tags, displayName: "app", deployPipelineParameters: { items: [{ name: "A", description: "d" }] } },
    change: { deployPipelineParameters: { items: [{ name: "B", defaultValue: "1" }] } },
    parent: project,
  },
  {
    token: COMPARTMENT_TYPE,
    inputs: { ...tags, compartmentId: COMPARTMENT, name: "app", description: "d", enableDelete: true },
    change: { name: "changed" },
  },
  {
    token: "oci:Identity/tag:Tag",
    inputs: {
      ...tags,
      name: "app",
      description: "d",
      isCostTracking: true,
      validator: { validatorType: "ENUM", values: ["a", "b"] },
    },
    change: { validator: { validatorType: "ENUM", values: ["c"] } },
    parent: tagNamespace,
  },
  {
    token: "oci:Identity/tagDefault:TagDefault",
    inputs: { compartmentId: COMPARTMENT, value: "a", isRequired: true },
    change: { value: "b" },
    parent: {
      token: "oci:Identity/tag:Tag",
      input: "tagDefinitionId",
      inputs: { name: "parent", description: "d" },
      parent: tagNamespace,
    },
  },
  {
    token: AUTH_TOKEN,
    inputs: { userId: USER, description: "d" },
    change: { description: "changed" },
  },
  {
    token: CLUSTER,
    inputs: {
      ...tags,
      clusterPodNetworkOptions: [{ cniType: "OCI_VCN_IP_NATIVE" }],
      compartmentId: COMPARTMENT,
      endpointConfig: { subnetId: "ocid1.subnet.oc1..a", isPublicIpEnabled: false, nsgIds: ["n"] },
      kubernetesVersion: "v1.34.1",
      name: "app",
      options: { kubernetesNetworkConfig: { podsCidr: "10.244.0.0/16", servicesCidr: "10.96.0.0/16" } },
      type: "ENHANCED_CLUSTER",
      vcnId: "ocid1.vcn.oc1..a",
    },
    change: { kubernetesVersion: "v1.35.0" },
  },
  {
    token: "oci:DevOps/deployEnvironment:DeployEnvironment",
    inputs: {
      ...tags,
      displayName: "app",
      deployEnvironmentType: "OKE_CLUSTER",
      clusterId: "ocid1.cluster.oc1..a",
      networkChannel: { networkChannelType: "PRIVATE_ENDPOINT_CHANNEL", subnetId: "s", nsgIds: ["n"] },
    },
    change: { clusterId: "ocid1.cluster.oc1..b" },
    parent: project,
  },
  {
    token: "oci:DevOps/deployStage:DeployStage",
    inputs: {
      ...tags,
      displayName: "app",
      deployStageType: "LOAD_BALANCER_TRAFFIC_SHIFT",
      deployStagePredecessorCollection: { items: [{ id: PARENT }] },
      blueBackendIps: { items: ["10.0.0.4"] },
      greenBackendIps: { items: ["10.0.0.5"] },
      trafficShiftTarget: "AUTO_SELECT",
      rolloutPolicy: { batchCount: 5, batchDelayInSeconds: 30, rampLimitPercent: 12.5 },
      loadBalancerConfig: { loadBalancerId: "ocid1.loadbalancer.oc1..a", listenerName: "https" },
      rollbackPolicy: { policyType: "AUTOMATED_STAGE_ROLLBACK_POLICY" },
    },
    change: { trafficShiftTarget: "GREEN" },
    parent: {
      token: "oci:DevOps/deployPipeline:DeployPipeline",
      input: "deployPipelineId",
      inputs: {},
      parent: project,
    },
  },
  {
    token: "oci:Identity/tagNamespace:TagNamespace",
    inputs: { ...tags, compartmentId: COMPARTMENT, name: "app", description: "d" },
    change: { description: "changed" },
  },
];

/** Makes a sample, after what it stands in. */
export async function makeSample(
  connection: PluginConnection,
  sample: Pick<Sample, "token" | "inputs" | "parent">,
): Promise<{ readonly id: string; readonly inputs: Properties; readonly outputs: Properties }> {
  const { parent } = sample;
  const inputs = parent ? inputsIn(sample, (await makeSample(connection, parent)).id) : sample.inputs;
  return { inputs, ...(await connection.create(sample.token, inputs)) };
}
