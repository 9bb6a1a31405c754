import { discriminator, fixedParent, networkChannel, optionalText, tags } from "./kind";
import type { Field, Input, Kind, ObjectShape } from "./kind";
import { filledFromPipeline, stageComputed, waitCriteria } from "./stage";

const ARTIFACT = "oci:DevOps/deployArtifact:DeployArtifact";
const ENVIRONMENT = "oci:DevOps/deployEnvironment:DeployEnvironment";
const PIPELINE = "oci:DevOps/deployPipeline:DeployPipeline";
const STAGE = "oci:DevOps/deployStage:DeployStage";

const artifact = { ...optionalText, refersTo: { kinds: [ARTIFACT] } } as const satisfies Input;
const artifacts = { type: ["string"], refersTo: { kinds: [ARTIFACT] } } as const satisfies Input;
const environment = { ...optionalText, refersTo: { kinds: [ENVIRONMENT] } } as const satisfies Input;
const fixedEnvironment = { ...environment, replaceOnChange: true } as const satisfies Input;
/** A stage of the same pipeline. */
const fixedStage = {
  ...optionalText,
  replaceOnChange: true,
  refersTo: { kinds: [STAGE], sameParent: true },
} as const satisfies Input;

const flag = { type: "boolean", computed: true } as const satisfies Input;
const number = { type: "integer", computed: true } as const satisfies Input;
const fixed = { type: "string", required: true, replaceOnChange: true } as const satisfies Field;

const computed = (properties: ObjectShape["properties"]): Input => ({ type: { properties }, computed: true });
const itemsOf = (type: Field["type"]): Input => computed({ items: { type: [type] } });
const namedValue: ObjectShape = { properties: { name: { type: "string" }, value: { type: "string" } } };
const listener = computed({
  backendPort: { type: "integer" },
  listenerName: { type: "string" },
  loadBalancerId: { type: "string" },
  state: { type: "string" },
});

/** Stage of a deploy pipeline: what its type needs, and the stages that it runs after. */
export const deployStage: Kind = {
  token: STAGE,
  entity: "devopsdeploystage",
  inputs: {
    ...tags,
    approvalPolicy: computed({
      approvalPolicyType: discriminator({ COUNT_BASED_APPROVAL: ["numberOfApprovalsRequired"] }),
      numberOfApprovalsRequired: { type: "integer", required: true },
    }),
    areHooksEnabled: flag,
    blueBackendIps: itemsOf("string"),
    blueGreenStrategy: {
      ...computed({
        ingressName: fixed,
        namespaceA: fixed,
        namespaceB: fixed,
        strategyType: { ...discriminator({ NGINX_BLUE_GREEN_STRATEGY: [] }), replaceOnChange: true },
      }),
      replaceOnChange: true,
    },
    canaryStrategy: {
      ...computed({
        ingressName: fixed,
        namespace: fixed,
        strategyType: { ...discriminator({ NGINX_CANARY_STRATEGY: [] }), replaceOnChange: true },
      }),
      replaceOnChange: true,
    },
    commandSpecDeployArtifactId: artifact,
    computeInstanceGroupBlueGreenDeploymentDeployStageId: fixedStage,
    computeInstanceGroupCanaryDeployStageId: fixedStage,
    computeInstanceGroupCanaryTrafficShiftDeployStageId: fixedStage,
    computeInstanceGroupDeployEnvironmentId: environment,
    config: { type: { map: "string" } },
    containerConfig: computed({
      availabilityDomain: { type: "string" },
      compartmentId: { type: "string" },
      containerConfigType: discriminator({ CONTAINER_INSTANCE_CONFIG: [] }),
      networkChannel: { type: networkChannel, required: true },
      shapeConfig: {
        type: {
          properties: {
            memoryInGbs: { type: "number", attribute: "memoryInGBs" },
            ocpus: { type: "number", required: true },
          },
        },
        required: true,
      },
      shapeName: { type: "string", required: true },
    }),
    deployArtifactId: { type: "string", refersTo: { kinds: [ARTIFACT] } },
    deployArtifactIds: artifacts,
    deployEnvironmentIdA: fixedEnvironment,
    deployEnvironmentIdB: fixedEnvironment,
    deployPipelineId: fixedParent,
    deployStagePredecessorCollection: {
      type: {
        properties: {
          items: {
            type: [
              {
                properties: {
                  id: { type: "string", required: true, refersTo: { kinds: [PIPELINE, STAGE], sameParent: true } },
                },
              },
            ],
            required: true,
          },
        },
      },
      required: true,
    },
    deployStageType: discriminator({
      COMPUTE_INSTANCE_GROUP_BLUE_GREEN_DEPLOYMENT: [
        "deployEnvironmentIdA",
        "deployEnvironmentIdB",
        "deploymentSpecDeployArtifactId",
        "rolloutPolicy",
        "productionLoadBalancerConfig",
      ],
      COMPUTE_INSTANCE_GROUP_BLUE_GREEN_TRAFFIC_SHIFT: ["computeInstanceGroupBlueGreenDeploymentDeployStageId"],
      COMPUTE_INSTANCE_GROUP_CANARY_APPROVAL: ["computeInstanceGroupCanaryTrafficShiftDeployStageId", "approvalPolicy"],
      COMPUTE_INSTANCE_GROUP_CANARY_DEPLOYMENT: [
        "computeInstanceGroupDeployEnvironmentId",
        "deploymentSpecDeployArtifactId",
        "rolloutPolicy",
        "productionLoadBalancerConfig",
      ],
      COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT: ["computeInstanceGroupCanaryDeployStageId", "rolloutPolicy"],
      COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT: [
        "computeInstanceGroupDeployEnvironmentId",
        "deploymentSpecDeployArtifactId",
        "rolloutPolicy",
      ],
      DEPLOY_FUNCTION: ["functionDeployEnvironmentId", "dockerImageDeployArtifactId"],
      INVOKE_FUNCTION: ["functionDeployEnvironmentId", "isAsync", "isValidationEnabled"],
      LOAD_BALANCER_TRAFFIC_SHIFT: [
        "blueBackendIps",
        "greenBackendIps",
        "trafficShiftTarget",
        "rolloutPolicy",
        "loadBalancerConfig",
      ],
      MANUAL_APPROVAL: ["approvalPolicy"],
      OKE_BLUE_GREEN_DEPLOYMENT: [
        "okeClusterDeployEnvironmentId",
        "kubernetesManifestDeployArtifactIds",
        "blueGreenStrategy",
      ],
      OKE_BLUE_GREEN_TRAFFIC_SHIFT: ["okeBlueGreenDeployStageId"],
      OKE_CANARY_APPROVAL: ["okeCanaryTrafficShiftDeployStageId", "approvalPolicy"],
      OKE_CANARY_DEPLOYMENT: ["okeClusterDeployEnvironmentId", "kubernetesManifestDeployArtifactIds", "canaryStrategy"],
      OKE_CANARY_TRAFFIC_SHIFT: ["okeCanaryDeployStageId", "rolloutPolicy"],
      OKE_DEPLOYMENT: ["okeClusterDeployEnvironmentId", "kubernetesManifestDeployArtifactIds"],
      OKE_HELM_CHART_DEPLOYMENT: ["okeClusterDeployEnvironmentId", "helmChartDeployArtifactId", "releaseName"],
      SHELL: ["commandSpecDeployArtifactId", "containerConfig"],
      WAIT: ["waitCriteria"],
    }),
    deploymentSpecDeployArtifactId: artifact,
    description: optionalText,
    displayName: optionalText,
    dockerImageDeployArtifactId: artifact,
    failurePolicy: computed({
      failureCount: { type: "integer" },
      failurePercentage: { type: "integer" },
      policyType: discriminator({
        COMPUTE_INSTANCE_GROUP_FAILURE_POLICY_BY_COUNT: ["failureCount"],
        COMPUTE_INSTANCE_GROUP_FAILURE_POLICY_BY_PERCENTAGE: ["failurePercentage"],
      }),
    }),
    functionDeployEnvironmentId: environment,
    functionTimeoutInSeconds: number,
    greenBackendIps: itemsOf("string"),
    helmChartDeployArtifactId: artifact,
    helmCommandArtifactIds: artifacts,
    isAsync: flag,
    isDebugEnabled: flag,
    isForceEnabled: flag,
    isUninstallOnStageDelete: flag,
    isValidationEnabled: flag,
    kubernetesManifestDeployArtifactIds: artifacts,
    loadBalancerConfig: listener,
    maxHistory: number,
    maxMemoryInMbs: { ...optionalText, attribute: "maxMemoryInMBs" },
    namespace: optionalText,
    okeBlueGreenDeployStageId: fixedStage,
    okeCanaryDeployStageId: fixedStage,
    okeCanaryTrafficShiftDeployStageId: fixedStage,
    okeClusterDeployEnvironmentId: environment,
    productionLoadBalancerConfig: {
      ...computed({
        backendPort: { type: "integer", replaceOnChange: true },
        listenerName: { type: "string", replaceOnChange: true },
        loadBalancerId: { type: "string", replaceOnChange: true },
        state: { type: "string" },
      }),
      replaceOnChange: true,
    },
    purpose: { ...optionalText, oneOf: ["EXECUTE_HELM_UPGRADE", "EXECUTE_HELM_COMMAND"] },
    releaseName: optionalText,
    rollbackPolicy: computed({
      policyType: { type: "string", oneOf: ["AUTOMATED_STAGE_ROLLBACK_POLICY", "NO_STAGE_ROLLBACK_POLICY"] },
    }),
    rolloutPolicy: computed({
      batchCount: { type: "integer" },
      batchDelayInSeconds: { type: "integer" },
      batchPercentage: { type: "integer" },
      policyType: {
        type: "string",
        oneOf: [
          "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_COUNT",
          "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_PERCENTAGE",
        ],
        needs: {
          COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_COUNT: ["batchCount"],
          COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_PERCENTAGE: ["batchPercentage"],
        },
      },
      rampLimitPercent: { type: "number" },
    }),
    setString: itemsOf(namedValue),
    setValues: itemsOf(namedValue),
    shouldCleanupOnFail: flag,
    shouldNotWait: flag,
    shouldResetValues: flag,
    shouldReuseValues: flag,
    shouldSkipCrds: flag,
    shouldSkipRenderSubchartNotes: flag,
    testLoadBalancerConfig: listener,
    timeoutInSeconds: number,
    trafficShiftTarget: { ...optionalText, oneOf: ["AUTO_SELECT", "BLUE", "GREEN"] },
    valuesArtifactIds: artifacts,
    waitCriteria: { type: waitCriteria, computed: true },
  },
  computed: stageComputed,
  rest: {
    base: "/20210630",
    collection: "deployStages",
    target: "ACTIVE",
    workRequest: { entityType: "deployStage", on: ["create", "update", "delete"] },
    parent: "deployPipelineId",
    parentKind: PIPELINE,
    list: "items",
    fill: filledFromPipeline,
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "DeployStage" },
};
