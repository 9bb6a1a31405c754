import { strict as assert } from "node:assert";

import { deployStageKinds } from "../../../components/model/deploy-stage-fields";
import { deployStageInputs, type DeployStageInputs } from "../../../components/model/deploy-stage-inputs";
import type { DeployStageKind } from "../../../components/model/deploy-stages";
import { sharedFacts } from "../../shared-facts";
import { BALANCER, COMMANDS, FUNCTION, leastInputs, sampleOf, SUBNET } from "./deploy-samples";

const idOf = (name: string): string => `id-of-${name}`;

/** The types of the provider's validation. @see facts 2.6 */
const TYPES = [
  "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_DEPLOYMENT",
  "COMPUTE_INSTANCE_GROUP_BLUE_GREEN_TRAFFIC_SHIFT",
  "COMPUTE_INSTANCE_GROUP_CANARY_APPROVAL",
  "COMPUTE_INSTANCE_GROUP_CANARY_DEPLOYMENT",
  "COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT",
  "COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT",
  "DEPLOY_FUNCTION",
  "INVOKE_FUNCTION",
  "LOAD_BALANCER_TRAFFIC_SHIFT",
  "MANUAL_APPROVAL",
  "OKE_BLUE_GREEN_DEPLOYMENT",
  "OKE_BLUE_GREEN_TRAFFIC_SHIFT",
  "OKE_CANARY_APPROVAL",
  "OKE_CANARY_DEPLOYMENT",
  "OKE_CANARY_TRAFFIC_SHIFT",
  "OKE_DEPLOYMENT",
  "OKE_HELM_CHART_DEPLOYMENT",
  "SHELL",
  "WAIT",
];

describe("deployStageInputs", () => {
  it("knows every type that the provider takes", () => {
    const types = deployStageKinds.map((kind) => deployStageInputs(sampleOf(kind), idOf).deployStageType);

    assert.deepEqual(types.sort(), TYPES);
  });

  for (const kind of deployStageKinds) {
    it(`gives a stage of kind '${kind}' what it needs, and OCI's or this project's defaults`, () => {
      assert.deepEqual(deployStageInputs(sampleOf(kind), idOf), leastInputs[kind]);
    });
  }

  const optional: readonly {
    what: string;
    kind: DeployStageKind;
    change: object;
    inputs: Partial<DeployStageInputs<string>>;
  }[] = [
    {
      what: "takes a number of approvals",
      kind: "approval",
      change: { approvals: 1 },
      inputs: { approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 1 } },
    },
    {
      what: "rolls back nothing by itself when told so",
      kind: "oke-rolling",
      change: { automaticRollback: false, namespace: "orders" },
      inputs: { rollbackPolicy: { policyType: "NO_STAGE_ROLLBACK_POLICY" }, namespace: "orders" },
    },
    {
      what: "takes all that Helm does",
      kind: "oke-helm",
      change: {
        namespace: "orders",
        valuesIds: ["values"],
        set: { replicas: "3" },
        setString: { "image.digest": "${IMAGE_DIGEST}" },
        timeout: 600,
        history: 0,
        uninstallOnDelete: true,
      },
      inputs: {
        namespace: "orders",
        valuesArtifactIds: ["values"],
        setValues: { items: [{ name: "replicas", value: "3" }] },
        setString: { items: [{ name: "image.digest", value: "${IMAGE_DIGEST}" }] },
        timeoutInSeconds: 600,
        maxHistory: 0,
        isUninstallOnStageDelete: true,
      },
    },
    {
      what: "runs Helm commands",
      kind: "oke-helm",
      change: { commandIds: ["command"] },
      inputs: { purpose: "EXECUTE_HELM_COMMAND", helmCommandArtifactIds: ["command"] },
    },
    {
      what: "moves traffic up to a limit",
      kind: "oke-canary-shift",
      change: { traffic: { batches: 5, pause: 30, limit: 12.5 } },
      inputs: { rolloutPolicy: { batchCount: 5, batchDelayInSeconds: 30, rampLimitPercent: 12.5 } },
    },
    {
      what: "takes files, pauses, failures and a load balancer of an instance group",
      kind: "group-rolling",
      change: {
        artifactIds: ["package"],
        batch: { percentage: 50, pause: 0 },
        failure: { percentage: 10 },
        loadBalancer: { loadBalancerId: BALANCER, listener: "https", backendPort: 8080 },
      },
      inputs: {
        deployArtifactIds: ["package"],
        rolloutPolicy: {
          policyType: "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_PERCENTAGE",
          batchPercentage: 50,
          batchDelayInSeconds: 0,
        },
        failurePolicy: { policyType: "COMPUTE_INSTANCE_GROUP_FAILURE_POLICY_BY_PERCENTAGE", failurePercentage: 10 },
        loadBalancerConfig: { loadBalancerId: BALANCER, listenerName: "https", backendPort: 8080 },
      },
    },
    {
      what: "takes a listener for tests, and failures by count",
      kind: "group-blue-green",
      change: { test: { loadBalancerId: BALANCER, listener: "test" }, failure: { count: 1 } },
      inputs: {
        testLoadBalancerConfig: { loadBalancerId: BALANCER, listenerName: "test" },
        failurePolicy: { policyType: "COMPUTE_INSTANCE_GROUP_FAILURE_POLICY_BY_COUNT", failureCount: 1 },
      },
    },
    {
      what: "takes a side",
      kind: "load-balancer-shift",
      change: { target: "GREEN" },
      inputs: { trafficShiftTarget: "GREEN" },
    },
    {
      what: "gives a function its memory as a text",
      kind: "function-deploy",
      change: { config: { LOG_LEVEL: "info" }, memoryInMbs: 512, timeout: 60 },
      inputs: { config: { LOG_LEVEL: "info" }, maxMemoryInMbs: "512", functionTimeoutInSeconds: 60 },
    },
    {
      what: "waits for no answer that decides nothing",
      kind: "function-invoke",
      change: { async: true, payloadId: "payload" },
      inputs: {
        functionDeployEnvironmentId: FUNCTION,
        deployArtifactId: "payload",
        isAsync: true,
        isValidationEnabled: false,
      },
    },
    {
      what: "takes the size and place of a container",
      kind: "shell",
      change: {
        timeout: 900,
        container: {
          shape: "CI.Standard.E4.Flex",
          ocpus: 2,
          memoryInGbs: 8,
          subnetId: SUBNET,
          nsgIds: ["nsg"],
          compartmentId: "compartment",
          availabilityDomain: "AD-1",
        },
      },
      inputs: {
        commandSpecDeployArtifactId: COMMANDS,
        timeoutInSeconds: 900,
        containerConfig: {
          containerConfigType: "CONTAINER_INSTANCE_CONFIG",
          shapeName: "CI.Standard.E4.Flex",
          shapeConfig: { ocpus: 2, memoryInGbs: 8 },
          networkChannel: { networkChannelType: "SERVICE_VNIC_CHANNEL", subnetId: SUBNET, nsgIds: ["nsg"] },
          compartmentId: "compartment",
          availabilityDomain: "AD-1",
        },
      },
    },
  ];
  for (const { what, kind, change, inputs } of optional) {
    it(`${what} ('${kind}')`, () => {
      assert.deepEqual(deployStageInputs(sampleOf(kind, change), idOf), { ...leastInputs[kind], ...inputs });
    });
  }

  it("has no input that the official plugin does not know (needs ../shared)", function () {
    const facts = sharedFacts("provider/oci-4.20.0.json") as
      { resources: Record<string, { inputs: Record<string, unknown> } | undefined> } | undefined;
    if (!facts) return this.skip();
    const known = Object.keys(facts.resources["oci:DevOps/deployStage:DeployStage"]?.inputs ?? {});

    const given = [...deployStageKinds.map((kind) => leastInputs[kind]), ...optional.map(({ inputs }) => inputs)];

    assert.deepEqual(
      given.flatMap((inputs) => Object.keys(inputs)).filter((key) => !known.includes(key)),
      [],
    );
  });
});
