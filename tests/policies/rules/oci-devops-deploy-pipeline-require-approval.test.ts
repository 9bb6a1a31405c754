import { strict as assert } from "node:assert";

import { ociDevopsDeployPipelineRequireApproval as rule } from "../../../policies/rules/oci-devops-deploy-pipeline-require-approval";
import { deployPipeline, STATES, type StageOf } from "../delivery";
import { judgeStack, UNKNOWN } from "../judge";

const PROD = { displayName: "orders-prod" };
const approval: StageOf = ["MANUAL_APPROVAL", ["p"]];
const between = (stage: string, standby: string) => ({
  message: `pipeline 'orders-prod': stage '${stage}' changes what users get, and nobody approves what '${standby}' brought up, expected an approval between the two; put a MANUAL_APPROVAL stage there`,
  urn: `urn:${stage}`,
});
const onEachPath = (stage: string) => ({
  message: `pipeline 'orders-prod': stage '${stage}' changes what users get, and a path leads to it on which nobody approves, expected an approval on each; put a MANUAL_APPROVAL stage before it`,
  urn: `urn:${stage}`,
});

const accepted: { what: string; stages: Record<string, StageOf> }[] = [
  { what: "a deployment after an approval", stages: { ok: approval, deploy: ["OKE_DEPLOYMENT", ["ok"]] } },
  {
    what: "a deployment long after an approval",
    stages: { ok: approval, wait: ["WAIT", ["ok"]], deploy: ["DEPLOY_FUNCTION", ["wait"]] },
  },
  {
    what: "blue-green with an approval between deployment and shift",
    stages: {
      deploy: ["OKE_BLUE_GREEN_DEPLOYMENT", ["p"]],
      test: ["INVOKE_FUNCTION", ["deploy"], { isValidationEnabled: true }],
      ok: ["MANUAL_APPROVAL", ["test"]],
      shift: ["OKE_BLUE_GREEN_TRAFFIC_SHIFT", ["ok"]],
    },
  },
  {
    what: "a canary with ramp and approval",
    stages: {
      canary: ["OKE_CANARY_DEPLOYMENT", ["p"]],
      shift: ["OKE_CANARY_TRAFFIC_SHIFT", ["canary"], { rolloutPolicy: { rampLimitPercent: 25 } }],
      ok: ["OKE_CANARY_APPROVAL", ["shift"]],
      deploy: ["OKE_DEPLOYMENT", ["ok"]],
    },
  },
  { what: "stages that change nothing", stages: { wait: ["WAIT", ["p"]], other: ["NEW_TYPE", ["wait"]] } },
  { what: "a stage whose type is unknown", stages: { deploy: [UNKNOWN, ["p"]] } },
  { what: "stages in a circle", stages: { a: ["OKE_DEPLOYMENT", ["b"]], b: ["WAIT", ["a"]] } },
];

const refused: { what: string; stages: Record<string, StageOf>; findings: object[] }[] = [
  {
    what: "a deployment at the start",
    stages: { deploy: ["OKE_DEPLOYMENT", ["p"]] },
    findings: [onEachPath("deploy")],
  },
  {
    what: "an approval after the deployment",
    stages: { deploy: ["OKE_HELM_CHART_DEPLOYMENT", ["p"]], ok: ["MANUAL_APPROVAL", ["deploy"]] },
    findings: [onEachPath("deploy")],
  },
  {
    what: "a validation instead of an approval",
    stages: {
      test: ["INVOKE_FUNCTION", ["p"], { isValidationEnabled: true }],
      deploy: ["DEPLOY_FUNCTION", ["test"]],
    },
    findings: [onEachPath("deploy")],
  },
  {
    what: "a path beside the approval",
    stages: { ok: approval, wait: ["WAIT", ["p"]], deploy: ["OKE_DEPLOYMENT", ["ok", "wait"]] },
    findings: [onEachPath("deploy")],
  },
  {
    what: "blue-green that is approved before its deployment only",
    stages: {
      ok: approval,
      deploy: ["OKE_BLUE_GREEN_DEPLOYMENT", ["ok"]],
      shift: ["OKE_BLUE_GREEN_TRAFFIC_SHIFT", ["deploy"]],
    },
    findings: [between("shift", "deploy")],
  },
  {
    what: "a canary without approval",
    stages: {
      canary: ["OKE_CANARY_DEPLOYMENT", ["p"]],
      shift: ["OKE_CANARY_TRAFFIC_SHIFT", ["canary"], { rolloutPolicy: { rampLimitPercent: 25 } }],
      deploy: ["OKE_DEPLOYMENT", ["shift"]],
    },
    findings: [between("deploy", "canary")],
  },
  {
    what: "a canary that gets all of the traffic",
    stages: {
      canary: ["COMPUTE_INSTANCE_GROUP_CANARY_DEPLOYMENT", ["p"]],
      shift: ["COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT", ["canary"], { rolloutPolicy: { batchCount: 4 } }],
    },
    findings: [between("shift", "canary")],
  },
  {
    what: "a shell and a function that may do anything",
    stages: { sh: ["SHELL", ["p"]], call: ["INVOKE_FUNCTION", ["p"], { isValidationEnabled: false }] },
    findings: [onEachPath("sh"), onEachPath("call")],
  },
];

describe("oci-devops-deploy-pipeline-require-approval", () => {
  for (const state of STATES)
    describe(state, () => {
      for (const { what, stages } of accepted)
        it(`accepts ${what}`, () => assert.deepEqual(judgeStack(rule, deployPipeline(state, "p", stages, PROD)), []));

      for (const { what, stages, findings } of refused)
        it(`fails when there is ${what}`, () =>
          assert.deepEqual(judgeStack(rule, deployPipeline(state, "p", stages, PROD)), findings));

      it("accepts a deployment that is not to production", () => {
        assert.deepEqual(judgeStack(rule, deployPipeline(state, "p", { deploy: ["OKE_DEPLOYMENT", ["p"]] })), []);
      });
    });

  it("accepts a shell that is said to be harmless", () => {
    const stack = deployPipeline("first preview", "p", { "smoke-test": ["SHELL", ["p"]] }, PROD);

    assert.deepEqual(judgeStack(rule, stack, { config: { harmless: ["smoke-test"] } }), []);
  });

  it("fails when the first stage has no predecessors at all", () => {
    const stack = deployPipeline("first preview", "p", { deploy: ["OKE_DEPLOYMENT", []] }, PROD);

    assert.deepEqual(judgeStack(rule, stack), [onEachPath("deploy")]);
  });

  it("says nothing of a stack without deploy stages", () => {
    assert.deepEqual(judgeStack(rule, [{ type: "oci:Other/stage:Stage", name: "x", props: PROD }]), []);
  });
});
