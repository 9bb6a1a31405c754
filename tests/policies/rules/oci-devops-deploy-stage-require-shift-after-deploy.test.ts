import { strict as assert } from "node:assert";

import { NAMED_STAGES } from "../../../policies/graph/deployments";
import { ociDevopsDeployStageRequireShiftAfterDeploy as rule } from "../../../policies/rules/oci-devops-deploy-stage-require-shift-after-deploy";
import { deployPipeline, STATES } from "../delivery";
import { judgeStack, UNKNOWN } from "../judge";

const finding = {
  message:
    "pipeline 'p': stage 'shift' is about 'deploy', which does not come before it in this pipeline, expected it to; put it after that one",
  urn: "urn:shift",
};

describe("oci-devops-deploy-stage-require-shift-after-deploy", () => {
  for (const state of STATES)
    for (const [type, property] of Object.entries(NAMED_STAGES)) {
      const named = { [property]: "deploy" };

      it(`accepts ${type} after the stage that it names: ${state}`, () => {
        const stack = deployPipeline(state, "p", {
          deploy: ["OKE_BLUE_GREEN_DEPLOYMENT", ["p"]],
          ok: ["MANUAL_APPROVAL", ["deploy"]],
          shift: [type, ["ok"], {}, named],
        });

        assert.deepEqual(judgeStack(rule, stack), []);
      });

      it(`fails when ${type} comes before it: ${state}`, () => {
        const stack = deployPipeline(state, "p", {
          shift: [type, ["p"], {}, named],
          deploy: ["OKE_BLUE_GREEN_DEPLOYMENT", ["shift"]],
        });

        assert.deepEqual(judgeStack(rule, stack), [finding]);
      });

      it(`fails when ${type} names a stage of another pipeline: ${state}`, () => {
        const stack = [
          ...deployPipeline(state, "q", { deploy: ["OKE_BLUE_GREEN_DEPLOYMENT", ["q"]] }),
          ...deployPipeline(state, "p", { shift: [type, ["p"], {}, named] }),
        ];

        assert.deepEqual(judgeStack(rule, stack), [finding]);
      });
    }

  it("accepts a shift that names nothing, or what is of no resource of the stack", () => {
    for (const props of [{}, { okeBlueGreenDeployStageId: UNKNOWN }, { okeBlueGreenDeployStageId: "ocid1.other" }])
      assert.deepEqual(
        judgeStack(
          rule,
          deployPipeline("first preview", "p", { shift: ["OKE_BLUE_GREEN_TRAFFIC_SHIFT", ["p"], props] }),
        ),
        [],
      );
  });

  it("accepts other stages", () => {
    const stack = deployPipeline("first preview", "p", {
      a: ["WAIT", ["p"], {}, { okeBlueGreenDeployStageId: "b" }],
      b: ["WAIT", ["a"]],
    });

    assert.deepEqual(judgeStack(rule, stack), []);
  });
});
