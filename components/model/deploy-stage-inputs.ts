import {
  APPROVALS,
  validates,
  type Approvals,
  type DeployStage,
  type Listener,
  type OkeHelmStage,
  type Rollback,
  type Share,
  type ShellStage,
  type TrafficRollout,
} from "./deploy-stages";

/** Inputs of a `DeployStage` that say what it does, as the provider takes them. */
export interface DeployStageInputs<Id> {
  deployStageType: string;
  approvalPolicy?: { approvalPolicyType: string; numberOfApprovalsRequired: number };
  waitCriteria?: { waitType: string; waitDuration: string };
  okeClusterDeployEnvironmentId?: Id;
  kubernetesManifestDeployArtifactIds?: Id[];
  namespace?: string;
  rollbackPolicy?: { policyType: string };
  helmChartDeployArtifactId?: Id;
  releaseName?: string;
  purpose?: string;
  valuesArtifactIds?: Id[];
  helmCommandArtifactIds?: Id[];
  setValues?: { items: NamedValue[] };
  setString?: { items: NamedValue[] };
  timeoutInSeconds?: number;
  maxHistory?: number;
  isUninstallOnStageDelete?: boolean;
  blueGreenStrategy?: { strategyType: string; namespaceA: string; namespaceB: string; ingressName: string };
  canaryStrategy?: { strategyType: string; namespace: string; ingressName: string };
  okeBlueGreenDeployStageId?: Id;
  okeCanaryDeployStageId?: Id;
  okeCanaryTrafficShiftDeployStageId?: Id;
  computeInstanceGroupDeployEnvironmentId?: Id;
  deployEnvironmentIdA?: Id;
  deployEnvironmentIdB?: Id;
  deploymentSpecDeployArtifactId?: Id;
  deployArtifactIds?: Id[];
  rolloutPolicy?: RolloutPolicy;
  failurePolicy?: FailurePolicy;
  loadBalancerConfig?: ListenerInputs<Id>;
  productionLoadBalancerConfig?: ListenerInputs<Id>;
  testLoadBalancerConfig?: ListenerInputs<Id>;
  computeInstanceGroupBlueGreenDeploymentDeployStageId?: Id;
  computeInstanceGroupCanaryDeployStageId?: Id;
  computeInstanceGroupCanaryTrafficShiftDeployStageId?: Id;
  blueBackendIps?: { items: string[] };
  greenBackendIps?: { items: string[] };
  trafficShiftTarget?: string;
  functionDeployEnvironmentId?: Id;
  dockerImageDeployArtifactId?: Id;
  config?: Record<string, string>;
  maxMemoryInMbs?: string;
  functionTimeoutInSeconds?: number;
  deployArtifactId?: Id;
  isAsync?: boolean;
  isValidationEnabled?: boolean;
  commandSpecDeployArtifactId?: Id;
  containerConfig?: ContainerInputs<Id>;
}

interface NamedValue {
  name: string;
  value: string;
}

interface RolloutPolicy {
  policyType?: string;
  batchCount?: number;
  batchPercentage?: number;
  batchDelayInSeconds?: number;
  rampLimitPercent?: number;
}

interface FailurePolicy {
  policyType: string;
  failureCount?: number;
  failurePercentage?: number;
}

interface ListenerInputs<Id> {
  loadBalancerId: Id;
  listenerName: string;
  backendPort?: number;
}

interface ContainerInputs<Id> {
  containerConfigType: string;
  shapeName: string;
  shapeConfig: { ocpus: number; memoryInGbs?: number };
  networkChannel: { networkChannelType: string; subnetId: Id; nsgIds?: Id[] };
  compartmentId?: Id;
  availabilityDomain?: string;
}

/**
 * What the provider is given for a stage.
 * @param idOf OCID of a stage of the same pipeline, by its name.
 * @see facts 2.6
 */
export function deployStageInputs<Id>(stage: DeployStage<Id>, idOf: (stage: string) => Id): DeployStageInputs<Id> {
  switch (stage.kind) {
    case "approval":
      return { deployStageType: "MANUAL_APPROVAL", approvalPolicy: approvalPolicy(stage) };
    case "wait":
      return {
        deployStageType: "WAIT",
        waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: `PT${stage.duration}S` },
      };
    case "oke-rolling":
      return {
        deployStageType: "OKE_DEPLOYMENT",
        ...ofManifests(stage),
        ...(stage.namespace ? { namespace: stage.namespace } : {}),
        rollbackPolicy: rollbackPolicy(stage),
      };
    case "oke-helm":
      return helmInputs(stage);
    case "oke-blue-green": {
      const [namespaceA, namespaceB] = stage.namespaces;
      return {
        deployStageType: "OKE_BLUE_GREEN_DEPLOYMENT",
        ...ofManifests(stage),
        blueGreenStrategy: {
          strategyType: "NGINX_BLUE_GREEN_STRATEGY",
          namespaceA,
          namespaceB,
          ingressName: stage.ingress,
        },
      };
    }
    case "oke-blue-green-shift":
      return { deployStageType: "OKE_BLUE_GREEN_TRAFFIC_SHIFT", okeBlueGreenDeployStageId: idOf(stage.of) };
    case "oke-canary":
      return {
        deployStageType: "OKE_CANARY_DEPLOYMENT",
        ...ofManifests(stage),
        canaryStrategy: {
          strategyType: "NGINX_CANARY_STRATEGY",
          namespace: stage.namespace,
          ingressName: stage.ingress,
        },
      };
    case "oke-canary-shift":
      return {
        deployStageType: "OKE_CANARY_TRAFFIC_SHIFT",
        okeCanaryDeployStageId: idOf(stage.of),
        rolloutPolicy: trafficPolicy(stage.traffic),
      };
    case "oke-canary-approval":
      return {
        deployStageType: "OKE_CANARY_APPROVAL",
        okeCanaryTrafficShiftDeployStageId: idOf(stage.of),
        approvalPolicy: approvalPolicy(stage),
      };
    case "group-rolling":
      return {
        deployStageType: "COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT",
        computeInstanceGroupDeployEnvironmentId: stage.environmentId,
        ...toInstances(stage),
        ...(stage.failure ? { failurePolicy: failurePolicy(stage.failure) } : {}),
        rollbackPolicy: rollbackPolicy(stage),
        ...(stage.loadBalancer ? { loadBalancerConfig: listener(stage.loadBalancer) } : {}),
      };
    case "group-blue-green": {
      const [deployEnvironmentIdA, deployEnvironmentIdB] = stage.environmentIds;
      return {
        deployStageType: "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_DEPLOYMENT",
        deployEnvironmentIdA,
        deployEnvironmentIdB,
        ...toInstances(stage),
        ...(stage.failure ? { failurePolicy: failurePolicy(stage.failure) } : {}),
        ...listeners(stage),
      };
    }
    case "group-blue-green-shift":
      return {
        deployStageType: "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_TRAFFIC_SHIFT",
        computeInstanceGroupBlueGreenDeploymentDeployStageId: idOf(stage.of),
      };
    case "group-canary":
      return {
        deployStageType: "COMPUTE_INSTANCE_GROUP_CANARY_DEPLOYMENT",
        computeInstanceGroupDeployEnvironmentId: stage.environmentId,
        ...toInstances(stage),
        ...listeners(stage),
      };
    case "group-canary-shift":
      return {
        deployStageType: "COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT",
        computeInstanceGroupCanaryDeployStageId: idOf(stage.of),
        rolloutPolicy: trafficPolicy(stage.traffic),
      };
    case "group-canary-approval":
      return {
        deployStageType: "COMPUTE_INSTANCE_GROUP_CANARY_APPROVAL",
        computeInstanceGroupCanaryTrafficShiftDeployStageId: idOf(stage.of),
        approvalPolicy: approvalPolicy(stage),
      };
    case "load-balancer-shift":
      return {
        deployStageType: "LOAD_BALANCER_TRAFFIC_SHIFT",
        blueBackendIps: { items: [...stage.blue] },
        greenBackendIps: { items: [...stage.green] },
        trafficShiftTarget: stage.target ?? "AUTO_SELECT",
        rolloutPolicy: trafficPolicy(stage.traffic),
        loadBalancerConfig: listener(stage.loadBalancer),
        rollbackPolicy: rollbackPolicy(stage),
      };
    case "function-deploy":
      return {
        deployStageType: "DEPLOY_FUNCTION",
        functionDeployEnvironmentId: stage.environmentId,
        dockerImageDeployArtifactId: stage.imageId,
        ...(stage.config ? { config: { ...stage.config } } : {}),
        // the provider takes this number as a text
        ...(stage.memoryInMbs ? { maxMemoryInMbs: String(stage.memoryInMbs) } : {}),
        ...(stage.timeout ? { functionTimeoutInSeconds: stage.timeout } : {}),
      };
    case "function-invoke":
      return {
        deployStageType: "INVOKE_FUNCTION",
        functionDeployEnvironmentId: stage.environmentId,
        ...(stage.payloadId ? { deployArtifactId: stage.payloadId } : {}),
        isAsync: stage.async ?? false,
        isValidationEnabled: validates(stage),
      };
    case "shell":
      return shellInputs(stage);
  }
}

function helmInputs<Id>(stage: OkeHelmStage<Id>): DeployStageInputs<Id> {
  const { namespace, valuesIds, commandIds, set, setString, timeout, history, uninstallOnDelete } = stage;
  return {
    deployStageType: "OKE_HELM_CHART_DEPLOYMENT",
    okeClusterDeployEnvironmentId: stage.environmentId,
    helmChartDeployArtifactId: stage.chartId,
    releaseName: stage.release,
    purpose: commandIds ? "EXECUTE_HELM_COMMAND" : "EXECUTE_HELM_UPGRADE",
    ...(namespace ? { namespace } : {}),
    ...(valuesIds ? { valuesArtifactIds: [...valuesIds] } : {}),
    ...(commandIds ? { helmCommandArtifactIds: [...commandIds] } : {}),
    ...(set ? { setValues: namedValues(set) } : {}),
    ...(setString ? { setString: namedValues(setString) } : {}),
    ...(timeout ? { timeoutInSeconds: timeout } : {}),
    ...(history === undefined ? {} : { maxHistory: history }),
    ...(uninstallOnDelete === undefined ? {} : { isUninstallOnStageDelete: uninstallOnDelete }),
    rollbackPolicy: rollbackPolicy(stage),
  };
}

function shellInputs<Id>({ commandsId, container, timeout }: ShellStage<Id>): DeployStageInputs<Id> {
  const { shape, ocpus, memoryInGbs, subnetId, nsgIds, compartmentId, availabilityDomain } = container;
  return {
    deployStageType: "SHELL",
    commandSpecDeployArtifactId: commandsId,
    containerConfig: {
      containerConfigType: "CONTAINER_INSTANCE_CONFIG",
      shapeName: shape,
      shapeConfig: { ocpus, ...(memoryInGbs ? { memoryInGbs } : {}) },
      networkChannel: {
        networkChannelType: "SERVICE_VNIC_CHANNEL",
        subnetId,
        ...(nsgIds ? { nsgIds: [...nsgIds] } : {}),
      },
      ...(compartmentId ? { compartmentId } : {}),
      ...(availabilityDomain ? { availabilityDomain } : {}),
    },
    ...(timeout ? { timeoutInSeconds: timeout } : {}),
  };
}

function approvalPolicy({ approvals = APPROVALS }: Approvals): {
  approvalPolicyType: string;
  numberOfApprovalsRequired: number;
} {
  return { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: approvals };
}

function rollbackPolicy({ automaticRollback = true }: Rollback): { policyType: string } {
  return { policyType: automaticRollback ? "AUTOMATED_STAGE_ROLLBACK_POLICY" : "NO_STAGE_ROLLBACK_POLICY" };
}

function ofManifests<Id>(stage: {
  readonly environmentId: Id;
  readonly manifestIds: readonly Id[];
}): Pick<DeployStageInputs<Id>, "okeClusterDeployEnvironmentId" | "kubernetesManifestDeployArtifactIds"> {
  return {
    okeClusterDeployEnvironmentId: stage.environmentId,
    kubernetesManifestDeployArtifactIds: [...stage.manifestIds],
  };
}

function toInstances<Id>(stage: {
  readonly specificationId: Id;
  readonly artifactIds?: readonly Id[];
  readonly batch: Share & { readonly pause?: number };
}): Pick<DeployStageInputs<Id>, "deploymentSpecDeployArtifactId" | "deployArtifactIds" | "rolloutPolicy"> {
  const { specificationId, artifactIds, batch } = stage;
  const [suffix, size] =
    "count" in batch
      ? ["BY_COUNT", { batchCount: batch.count }]
      : ["BY_PERCENTAGE", { batchPercentage: batch.percentage }];
  return {
    deploymentSpecDeployArtifactId: specificationId,
    ...(artifactIds ? { deployArtifactIds: [...artifactIds] } : {}),
    rolloutPolicy: {
      policyType: `COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_${suffix}`,
      ...size,
      ...(batch.pause === undefined ? {} : { batchDelayInSeconds: batch.pause }),
    },
  };
}

function failurePolicy(share: Share): FailurePolicy {
  return "count" in share
    ? { policyType: "COMPUTE_INSTANCE_GROUP_FAILURE_POLICY_BY_COUNT", failureCount: share.count }
    : { policyType: "COMPUTE_INSTANCE_GROUP_FAILURE_POLICY_BY_PERCENTAGE", failurePercentage: share.percentage };
}

function trafficPolicy({ batches, pause, limit }: TrafficRollout): RolloutPolicy {
  return {
    batchCount: batches,
    ...(pause === undefined ? {} : { batchDelayInSeconds: pause }),
    ...(limit === undefined ? {} : { rampLimitPercent: limit }),
  };
}

function listener<Id>({ loadBalancerId, listener: listenerName, backendPort }: Listener<Id>): ListenerInputs<Id> {
  return { loadBalancerId, listenerName, ...(backendPort ? { backendPort } : {}) };
}

function listeners<Id>(stage: {
  readonly production: Listener<Id>;
  readonly test?: Listener<Id>;
}): Pick<DeployStageInputs<Id>, "productionLoadBalancerConfig" | "testLoadBalancerConfig"> {
  return {
    productionLoadBalancerConfig: listener(stage.production),
    ...(stage.test ? { testLoadBalancerConfig: listener(stage.test) } : {}),
  };
}

function namedValues(values: Readonly<Record<string, string>>): { items: NamedValue[] } {
  return { items: Object.entries(values).map(([name, value]) => ({ name, value })) };
}
