import { strict as assert } from "node:assert";

import { deployStage } from "../../../sandbox/kinds/deploy-stage";
import { COMPARTMENT, startSandbox, type RunningSandbox } from "../harness";
import { objectOf, refusal, RELATED_NOT_FOUND, request } from "./requests";

const DEVOPS = "/20210630";

/** What each type needs beside its predecessors, as a request gives it; ids of objects are filled in by their names. */
const LEAST: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  COMPUTE_INSTANCE_GROUP_BLUE_GREEN_DEPLOYMENT: {
    deployEnvironmentIdA: "<environment>",
    deployEnvironmentIdB: "<environment>",
    deploymentSpecDeployArtifactId: "<artifact>",
    rolloutPolicy: { policyType: "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_COUNT", batchCount: 1 },
    productionLoadBalancerConfig: { loadBalancerId: "lb", listenerName: "https" },
  },
  COMPUTE_INSTANCE_GROUP_BLUE_GREEN_TRAFFIC_SHIFT: {
    computeInstanceGroupBlueGreenDeploymentDeployStageId: "<stage>",
  },
  COMPUTE_INSTANCE_GROUP_CANARY_APPROVAL: {
    computeInstanceGroupCanaryTrafficShiftDeployStageId: "<stage>",
    approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  },
  COMPUTE_INSTANCE_GROUP_CANARY_DEPLOYMENT: {
    computeInstanceGroupDeployEnvironmentId: "<environment>",
    deploymentSpecDeployArtifactId: "<artifact>",
    rolloutPolicy: { policyType: "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_PERCENTAGE", batchPercentage: 10 },
    productionLoadBalancerConfig: { loadBalancerId: "lb", listenerName: "https" },
  },
  COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT: {
    computeInstanceGroupCanaryDeployStageId: "<stage>",
    rolloutPolicy: { batchCount: 5 },
  },
  COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT: {
    computeInstanceGroupDeployEnvironmentId: "<environment>",
    deploymentSpecDeployArtifactId: "<artifact>",
    rolloutPolicy: { policyType: "COMPUTE_INSTANCE_GROUP_LINEAR_ROLLOUT_POLICY_BY_COUNT", batchCount: 1 },
  },
  DEPLOY_FUNCTION: { functionDeployEnvironmentId: "<environment>", dockerImageDeployArtifactId: "<artifact>" },
  INVOKE_FUNCTION: { functionDeployEnvironmentId: "<environment>", isAsync: false, isValidationEnabled: true },
  LOAD_BALANCER_TRAFFIC_SHIFT: {
    blueBackendIps: { items: ["10.0.0.4"] },
    greenBackendIps: { items: ["10.0.0.5"] },
    trafficShiftTarget: "AUTO_SELECT",
    rolloutPolicy: { batchCount: 5 },
    loadBalancerConfig: { loadBalancerId: "lb", listenerName: "https" },
  },
  MANUAL_APPROVAL: {
    approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  },
  OKE_BLUE_GREEN_DEPLOYMENT: {
    okeClusterDeployEnvironmentId: "<environment>",
    kubernetesManifestDeployArtifactIds: ["<artifact>"],
    blueGreenStrategy: {
      strategyType: "NGINX_BLUE_GREEN_STRATEGY",
      namespaceA: "blue",
      namespaceB: "green",
      ingressName: "app",
    },
  },
  OKE_BLUE_GREEN_TRAFFIC_SHIFT: { okeBlueGreenDeployStageId: "<stage>" },
  OKE_CANARY_APPROVAL: {
    okeCanaryTrafficShiftDeployStageId: "<stage>",
    approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 2 },
  },
  OKE_CANARY_DEPLOYMENT: {
    okeClusterDeployEnvironmentId: "<environment>",
    kubernetesManifestDeployArtifactIds: ["<artifact>"],
    canaryStrategy: { strategyType: "NGINX_CANARY_STRATEGY", namespace: "canary", ingressName: "app" },
  },
  OKE_CANARY_TRAFFIC_SHIFT: { okeCanaryDeployStageId: "<stage>", rolloutPolicy: { batchCount: 5 } },
  OKE_DEPLOYMENT: {
    okeClusterDeployEnvironmentId: "<environment>",
    kubernetesManifestDeployArtifactIds: ["<artifact>"],
  },
  OKE_HELM_CHART_DEPLOYMENT: {
    okeClusterDeployEnvironmentId: "<environment>",
    helmChartDeployArtifactId: "<artifact>",
    releaseName: "app",
  },
  SHELL: {
    commandSpecDeployArtifactId: "<artifact>",
    containerConfig: {
      containerConfigType: "CONTAINER_INSTANCE_CONFIG",
      shapeName: "CI.Standard.E4.Flex",
      shapeConfig: { ocpus: 1 },
      networkChannel: { networkChannelType: "SERVICE_VNIC_CHANNEL", subnetId: "subnet" },
    },
  },
  WAIT: { waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: "PT5S" } },
};

describe("what the REST API takes of a deploy pipeline", () => {
  let sandbox: RunningSandbox;
  let ids: Record<"project" | "pipeline" | "environment" | "artifact" | "stage", string>;

  const send = (method: string, path: string, body?: object): ReturnType<typeof request> =>
    request(sandbox.endpoint, method, DEVOPS + path, body);
  const make = async (path: string, body: object): Promise<string> =>
    String(objectOf(await send("POST", path, body))["id"]);

  /** A stage behind the first one; names in angle brackets become ids. */
  const stage = (deployStageType: string, change: object): object => {
    const body = {
      deployPipelineId: "<pipeline>",
      deployStagePredecessorCollection: { items: [{ id: "<stage>" }] },
      deployStageType,
      ...change,
    };
    const placed = JSON.stringify(body).replaceAll(/<(\w+)>/g, (_, name: keyof typeof ids) => ids[name]);
    return JSON.parse(placed) as object;
  };

  before(async () => (sandbox = await startSandbox()));

  beforeEach(async () => {
    const project = await make("/projects", {
      compartmentId: COMPARTMENT,
      name: "app",
      notificationConfig: { topicId: "t" },
    });
    const pipeline = await make("/deployPipelines", { projectId: project });
    ids = {
      project,
      pipeline,
      environment: await make("/deployEnvironments", {
        projectId: project,
        deployEnvironmentType: "OKE_CLUSTER",
        clusterId: "c",
      }),
      artifact: await make("/deployArtifacts", {
        projectId: project,
        deployArtifactType: "DOCKER_IMAGE",
        argumentSubstitutionMode: "NONE",
        deployArtifactSource: { deployArtifactSourceType: "OCIR", imageUri: "fra.ocir.io/sandbox/app:1" },
      }),
      stage: await make("/deployStages", {
        deployPipelineId: pipeline,
        deployStagePredecessorCollection: { items: [{ id: pipeline }] },
        deployStageType: "WAIT",
        ...LEAST["WAIT"],
      }),
    };
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  it("is tried for every type of stage", () => {
    assert.deepEqual(Object.keys(LEAST), deployStage.inputs["deployStageType"]?.oneOf);
  });

  for (const [type, least] of Object.entries(LEAST)) {
    it(`takes a stage of type ${type} with what it needs`, async () => {
      const { status } = await send("POST", "/deployStages", stage(type, least));

      assert.equal(status, 200);
    });

    for (const key of Object.keys(least)) {
      it(`fails when a stage of type ${type} has no '${key}'`, async () => {
        const { status, body } = await send("POST", "/deployStages", stage(type, { ...least, [key]: undefined }));

        assert.deepEqual(
          { status, body },
          { status: 400, body: { code: "MissingParameter", message: `'${key}' is required` } },
        );
      });
    }
  }

  const environments: readonly { type: string; missing: string }[] = [
    { type: "OKE_CLUSTER", missing: "clusterId" },
    { type: "FUNCTION", missing: "functionId" },
    { type: "COMPUTE_INSTANCE_GROUP", missing: "computeInstanceGroupSelectors" },
  ];
  for (const { type, missing } of environments) {
    it(`fails when an environment of type ${type} has no '${missing}'`, async () => {
      const answer = await send("POST", "/deployEnvironments", { projectId: ids.project, deployEnvironmentType: type });

      assert.deepEqual(answer.body, { code: "MissingParameter", message: `'${missing}' is required` });
    });
  }

  const dangling: readonly { what: string; type: string; change: object }[] = [
    {
      what: "its predecessor is not there",
      type: "WAIT",
      change: {
        ...LEAST["WAIT"],
        deployStagePredecessorCollection: { items: [{ id: "ocid1.devopsdeploystage.oc1..x" }] },
      },
    },
    {
      what: "its predecessor is no stage",
      type: "WAIT",
      change: { ...LEAST["WAIT"], deployStagePredecessorCollection: { items: [{ id: "<artifact>" }] } },
    },
    {
      what: "its environment is an artifact",
      type: "OKE_DEPLOYMENT",
      change: { ...LEAST["OKE_DEPLOYMENT"], okeClusterDeployEnvironmentId: "<artifact>" },
    },
    {
      what: "one of its manifests is not there",
      type: "OKE_DEPLOYMENT",
      change: { ...LEAST["OKE_DEPLOYMENT"], kubernetesManifestDeployArtifactIds: ["<artifact>", "none"] },
    },
    {
      what: "what it shifts is an environment",
      type: "OKE_BLUE_GREEN_TRAFFIC_SHIFT",
      change: { okeBlueGreenDeployStageId: "<environment>" },
    },
  ];
  for (const { what, type, change } of dangling) {
    it(`fails when a stage is made and ${what}`, async () => {
      const answer = await send("POST", "/deployStages", stage(type, change));

      assert.deepEqual(refusal(answer), RELATED_NOT_FOUND);
    });
  }

  it("fails when a stage's predecessor is of another pipeline", async () => {
    const other = await make("/deployPipelines", { projectId: ids.project });
    const deployStagePredecessorCollection = { items: [{ id: other }] };

    const answer = await send(
      "POST",
      "/deployStages",
      stage("WAIT", { ...LEAST["WAIT"], deployStagePredecessorCollection }),
    );

    assert.deepEqual(refusal(answer), { status: 400, code: "InvalidParameter" });
  });

  it("fails when a change puts a stage behind one that is not there", async () => {
    const answer = await send("PUT", `/deployStages/${ids.stage}`, {
      deployStageType: "WAIT",
      deployStagePredecessorCollection: { items: [{ id: "ocid1.devopsdeploystage.oc1..x" }] },
    });

    assert.deepEqual(refusal(answer), RELATED_NOT_FOUND);
  });

  it("fails when a stage is made another one than it is", async () => {
    const id = await make(
      "/deployStages",
      stage("OKE_BLUE_GREEN_TRAFFIC_SHIFT", { okeBlueGreenDeployStageId: "<stage>" }),
    );

    const answer = await send("PUT", `/deployStages/${id}`, {
      deployStageType: "OKE_BLUE_GREEN_TRAFFIC_SHIFT",
      okeBlueGreenDeployStageId: "another",
    });

    assert.deepEqual(refusal(answer), { status: 400, code: "InvalidParameter" });
  });

  const named: readonly { what: "environment" | "artifact" | "stage" | "pipeline"; path: string }[] = [
    { what: "environment", path: "deployEnvironments" },
    { what: "artifact", path: "deployArtifacts" },
    { what: "stage", path: "deployStages" },
    { what: "pipeline", path: "deployPipelines" },
  ];
  for (const { what, path } of named) {
    it(`fails when a ${what} is deleted that a stage names`, async () => {
      await make("/deployStages", stage("OKE_DEPLOYMENT", LEAST["OKE_DEPLOYMENT"] ?? {}));

      const answer = await send("DELETE", `/${path}/${ids[what]}`);

      assert.deepEqual(refusal(answer), { status: 409, code: "Conflict" });
    });
  }

  for (const { what, path } of named.filter((each) => each.what !== "pipeline")) {
    it(`deletes a ${what} that no stage names any more`, async () => {
      const id = await make("/deployStages", stage("OKE_DEPLOYMENT", LEAST["OKE_DEPLOYMENT"] ?? {}));
      await send("DELETE", `/deployStages/${id}`);

      const { status } = await send("DELETE", `/${path}/${ids[what]}`);

      assert.equal(status, 204);
    });
  }
});
