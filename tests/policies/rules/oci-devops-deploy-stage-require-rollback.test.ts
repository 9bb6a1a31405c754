import { strict as assert } from "node:assert";

import { types } from "../../../policies/graph/pipelines";
import { ociDevopsDeployStageRequireRollback as rule } from "../../../policies/rules/oci-devops-deploy-stage-require-rollback";
import { judgeOne, UNKNOWN } from "../judge";

function judge(deployStageType: string, props: object = {}, type: string = types.deployStage): string[] {
  return judgeOne(rule, type, { deployStageType, ...props }, "deploy").map(({ message }) => message);
}

const policy = (policyType: string) => ({ rollbackPolicy: { policyType } });
const finding = (type: string, got: string): string =>
  `stage 'deploy' of type '${type}' has ${got}, expected 'AUTOMATED_STAGE_ROLLBACK_POLICY'; set 'rollbackPolicy.policyType'`;

describe("oci-devops-deploy-stage-require-rollback", () => {
  const withRollback = [
    "OKE_DEPLOYMENT",
    "OKE_HELM_CHART_DEPLOYMENT",
    "COMPUTE_INSTANCE_GROUP_ROLLING_DEPLOYMENT",
    "LOAD_BALANCER_TRAFFIC_SHIFT",
  ];
  for (const type of withRollback) {
    it(`accepts ${type} that rolls back`, () => {
      assert.deepEqual(judge(type, policy("AUTOMATED_STAGE_ROLLBACK_POLICY")), []);
    });

    it(`fails when ${type} says nothing of it`, () => {
      assert.deepEqual(judge(type), [finding(type, "no rollback policy")]);
    });

    it(`fails when ${type} does not roll back`, () => {
      assert.deepEqual(judge(type, policy("NO_STAGE_ROLLBACK_POLICY")), [
        finding(type, "the rollback policy 'NO_STAGE_ROLLBACK_POLICY'"),
      ]);
    });
  }

  it("names the stage by its display name", () => {
    assert.match(judge("OKE_DEPLOYMENT", { displayName: "roll out" })[0] ?? "", /^stage 'roll out' /);
  });

  it("accepts types that take no rollback policy", () => {
    assert.deepEqual([...judge("OKE_BLUE_GREEN_DEPLOYMENT"), ...judge("DEPLOY_FUNCTION"), ...judge("WAIT")], []);
  });

  it("accepts what is unknown", () => {
    assert.deepEqual(
      [
        ...judge("OKE_DEPLOYMENT", policy(UNKNOWN)),
        ...judge("OKE_DEPLOYMENT", { rollbackPolicy: UNKNOWN }),
        ...judge(UNKNOWN),
      ],
      [],
    );
  });

  it("leaves other resource types alone", () => {
    assert.deepEqual(judge("OKE_DEPLOYMENT", {}, "oci:Other/deployStage:DeployStage"), []);
  });
});
