import type { DeployStageInputs } from "../../../components/model/deploy-stage-inputs";
import type { DeployStageKind, DeployStageOf } from "../../../components/model/deploy-stages";

export const CLUSTER = "ocid1.devopsdeployenvironment.oc1..cluster";
export const GROUP = "ocid1.devopsdeployenvironment.oc1..group";
export const FUNCTION = "ocid1.devopsdeployenvironment.oc1..function";
export const MANIFEST = "ocid1.devopsdeployartifact.oc1..manifest";
export const CHART = "ocid1.devopsdeployartifact.oc1..chart";
export const SPECIFICATION = "ocid1.devopsdeployartifact.oc1..specification";
export const IMAGE = "ocid1.devopsdeployartifact.oc1..image";
export const COMMANDS = "ocid1.devopsdeployartifact.oc1..commands";
export const BALANCER = "ocid1.loadbalancer.oc1..web";
export const SUBNET = "ocid1.subnet.oc1..tools";

const listener = { loadBalancerId: BALANCER, listener: "https" };
const listenerInputs = { loadBalancerId: BALANCER, listenerName: "https" };

type Samples = {
  readonly [Kind in DeployStageKind]: Omit<DeployStageOf<Kind, string>, "name" | "kind">;
};

/** What a stage of each kind must have, and nothing more. A `of` names a stage called as its kind. */
const least: Samples = {
  approval: {},
  wait: { duration: 90 },
  "oke-rolling": { environmentId: CLUSTER, manifestIds: [MANIFEST] },
  "oke-helm": { environmentId: CLUSTER, chartId: CHART, release: "orders" },
  "oke-blue-green": {
    environmentId: CLUSTER,
    manifestIds: [MANIFEST],
    namespaces: ["orders-blue", "orders-green"],
    ingress: "orders-api",
  },
  "oke-blue-green-shift": { of: "oke-blue-green" },
  "oke-canary": { environmentId: CLUSTER, manifestIds: [MANIFEST], namespace: "orders-canary", ingress: "orders-api" },
  "oke-canary-shift": { of: "oke-canary", traffic: { batches: 5 } },
  "oke-canary-approval": { of: "oke-canary-shift" },
  "group-rolling": { environmentId: GROUP, specificationId: SPECIFICATION, batch: { count: 1 } },
  "group-blue-green": {
    environmentIds: [GROUP, `${GROUP}-b`],
    specificationId: SPECIFICATION,
    batch: { percentage: 25 },
    production: listener,
  },
  "group-blue-green-shift": { of: "group-blue-green" },
  "group-canary": {
    environmentId: GROUP,
    specificationId: SPECIFICATION,
    batch: { count: 1 },
    production: listener,
  },
  "group-canary-shift": { of: "group-canary", traffic: { batches: 5 } },
  "group-canary-approval": { of: "group-canary-shift" },
  "load-balancer-shift": {
    blue: ["10.0.0.4"],
    green: ["10.0.0.5"],
    traffic: { batches: 2 },
    loadBalancer: listener,
  },
  "function-deploy": { environmentId: FUNCTION, imageId: IMAGE },
  "function-invoke": { environmentId: FUNCTION },
  shell: { commandsId: COMMANDS, container: { shape: "CI.Standard.E4.Flex", ocpus: 1, subnetId: SUBNET } },
};

/** A stage of a kind with what it must have, called as its kind. */
export function sampleOf<Kind extends DeployStageKind>(kind: Kind, change: object = {}): DeployStageOf<Kind, string> {
  return { kind, name: kind, ...least[kind], ...change } as unknown as DeployStageOf<Kind, string>;
}

/** What each kind comes to with all defaults; the OCID of a stage is its name behind `id-of-`. */
export const leastInputs: Readonly<Record<DeployStageKind, DeployStageInputs<string>>> = {
  approval: {
    deployStageType: "MANUAL_APPROVAL",
    approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  },
  wait: { deployStageType: "WAIT", waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: "PT90S" } },
  "oke-rolling": {
    deployStageType: "OKE_DEPLOYMENT",
    okeClusterDeployEnvironmentId: CLUSTER,
    kubernetesManifestDeployArtifactIds: [MANIFEST],
    rollbackPolicy: { policyType: "AUTOMATED_STAGE_ROLLBACK_POLICY" },
  },
  "oke-helm": {
    deployStageType: "OKE_HELM_CHART_DEPLOYMENT",
    okeClusterDeployEnvironmentId: CLUSTER,
    helmChartDeployArtifactId: CHART,
    releaseName: "orders",
    purpose: "EXECUTE_HELM_UPGRADE",
    rollbackPolicy: { policyType: "AUTOMATED_STAGE_ROLLBACK_POLICY" },
  },
  "oke-blue-green": {
    deployStageType: "OKE_BLUE_GREEN_DEPLOYMENT",
    okeClusterDeployEnvironmentId: CLUSTER,
    kubernetesManifestDeployArtifactIds: [MANIFEST],
    blueGreenStrategy: {
      strategyType: "NGINX_BLUE_GREEN_STRATEGY",
      namespaceA: "orders-blue",
      namespaceB: "orders-green",
      ingressName: "orders-api",
    },
  },
  "oke-blue-green-shift": {
    deployStageType: "OKE_BLUE_GREEN_TRAFFIC_SHIFT",
    okeBlueGreenDeployStageId: "id-of-oke-blue-green",
  },
  "oke-canary": {
    deployStageType: "OKE_CANARY_DEPLOYMENT",
    okeClusterDeployEnvironmentId: CLUSTER,
    kubernetesManifestDeployArtifactIds: [MANIFEST],
    canaryStrategy: { strategyType: "NGINX_CANARY_STRATEGY", namespace: "orders-canary", ingressName: "orders-api" },
  },
  "oke-canary-shift": {
    deployStageType: "OKE_CANARY_TRAFFIC_SHIFT",
    okeCanaryDeployStageId: "id-of-oke-canary",
    rolloutPolicy: { batchCount: 5 },
  },
  "oke-canary-approval": {
    deployStageType: "OKE_CANARY_APPROVAL",
    okeCanaryTrafficShiftDeployStageId: "id-of-oke-canary-shift",
    approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  },
  "group-rolling": {
    deployStageType: "COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT",
    computeInstanceGroupDeployEnvironmentId: GROUP,
    deploymentSpecDeployArtifactId: SPECIFICATION,
    rolloutPolicy: { policyType: "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_COUNT", batchCount: 1 },
    rollbackPolicy: { policyType: "AUTOMATED_STAGE_ROLLBACK_POLICY" },
  },
  "group-blue-green": {
    deployStageType: "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_DEPLOYMENT",
    deployEnvironmentIdA: GROUP,
    deployEnvironmentIdB: `${GROUP}-b`,
    deploymentSpecDeployArtifactId: SPECIFICATION,
    rolloutPolicy: { policyType: "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_PERCENTAGE", batchPercentage: 25 },
    productionLoadBalancerConfig: listenerInputs,
  },
  "group-blue-green-shift": {
    deployStageType: "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_TRAFFIC_SHIFT",
    computeInstanceGroupBlueGreenDeploymentDeployStageId: "id-of-group-blue-green",
  },
  "group-canary": {
    deployStageType: "COMPUTE_INSTANCE_GROUP_CANARY_DEPLOYMENT",
    computeInstanceGroupDeployEnvironmentId: GROUP,
    deploymentSpecDeployArtifactId: SPECIFICATION,
    rolloutPolicy: { policyType: "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_COUNT", batchCount: 1 },
    productionLoadBalancerConfig: listenerInputs,
  },
  "group-canary-shift": {
    deployStageType: "COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT",
    computeInstanceGroupCanaryDeployStageId: "id-of-group-canary",
    rolloutPolicy: { batchCount: 5 },
  },
  "group-canary-approval": {
    deployStageType: "COMPUTE_INSTANCE_GROUP_CANARY_APPROVAL",
    computeInstanceGroupCanaryTrafficShiftDeployStageId: "id-of-group-canary-shift",
    approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  },
  "load-balancer-shift": {
    deployStageType: "LOAD_BALANCER_TRAFFIC_SHIFT",
    blueBackendIps: { items: ["10.0.0.4"] },
    greenBackendIps: { items: ["10.0.0.5"] },
    trafficShiftTarget: "AUTO_SELECT",
    rolloutPolicy: { batchCount: 2 },
    loadBalancerConfig: listenerInputs,
    rollbackPolicy: { policyType: "AUTOMATED_STAGE_ROLLBACK_POLICY" },
  },
  "function-deploy": {
    deployStageType: "DEPLOY_FUNCTION",
    functionDeployEnvironmentId: FUNCTION,
    dockerImageDeployArtifactId: IMAGE,
  },
  "function-invoke": {
    deployStageType: "INVOKE_FUNCTION",
    functionDeployEnvironmentId: FUNCTION,
    isAsync: false,
    isValidationEnabled: true,
  },
  shell: {
    deployStageType: "SHELL",
    commandSpecDeployArtifactId: COMMANDS,
    containerConfig: {
      containerConfigType: "CONTAINER_INSTANCE_CONFIG",
      shapeName: "CI.Standard.E4.Flex",
      shapeConfig: { ocpus: 1 },
      networkChannel: { networkChannelType: "SERVICE_VNIC_CHANNEL", subnetId: SUBNET },
    },
  },
};
