import { strict as assert } from "node:assert";

import { ociDevopsDeployStageRequireRamp as rule } from "../../../policies/rules/oci-devops-deploy-stage-require-ramp";
import { deployPipeline, STATES } from "../delivery";
import { COMPUTED, judgeStack, UNKNOWN, type Surroundings } from "../judge";

describe("oci-devops-deploy-stage-require-ramp", () => {
  for (const state of STATES)
    for (const type of ["OKE_CANARY_TRAFFIC_SHIFT", "COMPUTE_INSTANCE_GROUP_CANARY_TRAFFIC_SHIFT"]) {
      const judge = (props: object, displayName = "orders-prod", where: Surroundings = {}) =>
        judgeStack(rule, deployPipeline(state, "p", { shift: [type, ["p"], { ...props }] }, { displayName }), where);
      const limit = (rampLimitPercent: unknown) => ({ rolloutPolicy: { batchCount: 4, rampLimitPercent } });
      const finding = (got: string, most = 50) => ({
        message: `pipeline 'orders-prod': canary shift 'shift' ${got}, expected at most ${most} %; set 'rolloutPolicy.rampLimitPercent'`,
        urn: "urn:shift",
      });

      describe(`${type}, ${state}`, () => {
        it("accepts half of the traffic", () => assert.deepEqual(judge(limit(50)), []));

        it("accepts all of it outside of production", () => assert.deepEqual(judge(limit(100), "orders-dev"), []));

        it("accepts a limit that is unknown", () => {
          assert.deepEqual([...judge(limit(UNKNOWN)), ...judge({ rolloutPolicy: UNKNOWN })], []);
        });

        it("fails when it gets more", () => assert.deepEqual(judge(limit(51)), [finding("goes up to 51 %")]));

        it("fails when there is no limit", () => {
          assert.deepEqual(judge({}), [finding("has no limit")]);
          assert.deepEqual(judge(limit(COMPUTED)), [finding("has no limit")]);
        });

        it("fails when it gets more than the settings allow", () => {
          assert.deepEqual(judge(limit(25), undefined, { config: { percent: 10 } }), [finding("goes up to 25 %", 10)]);
        });
      });
    }

  it("accepts other stages", () => {
    const stack = deployPipeline(
      "OCIDs",
      "p",
      { shift: ["LOAD_BALANCER_TRAFFIC_SHIFT", ["p"]] },
      { displayName: "prod" },
    );

    assert.deepEqual(judgeStack(rule, stack), []);
  });
});
