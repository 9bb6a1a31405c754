import { strict as assert } from "node:assert";

import { ociDevopsBuildStageNoShadowedParameter as rule } from "../../../policies/rules/oci-devops-build-stage-no-shadowed-parameter";
import { buildPipeline, deployPipeline, STATES, type State } from "../delivery";
import { COMPUTED, judgeStack, UNKNOWN, type GivenResource } from "../judge";

const items = (given: Record<string, unknown>) => ({
  items: Object.entries(given).map(([name, defaultValue]) =>
    defaultValue === undefined ? { name } : { name, defaultValue },
  ),
});
const stack = (
  state: State,
  build: Record<string, unknown>,
  deploy: Record<string, unknown>,
  isPassAllParametersEnabled: unknown = true,
): GivenResource[] => [
  ...deployPipeline(state, "d", {}, { deployPipelineParameters: items(deploy) }),
  ...buildPipeline(
    state,
    "b",
    { go: ["TRIGGER_DEPLOYMENT_PIPELINE", ["b"], { isPassAllParametersEnabled }, { deployPipelineId: "d" }] },
    { buildPipelineParameters: items(build) },
  ),
];
const finding = (passed: string, taken: string) => ({
  message:
    `build pipeline 'b': stage 'go' passes parameter 'NAMESPACE' ${passed} to deploy pipeline 'd', where it is ${taken}, expected another name ` +
    "or the same value; rename one of them, or set 'isPassAllParametersEnabled' to false",
  urn: "urn:go",
});

describe("oci-devops-build-stage-no-shadowed-parameter", () => {
  for (const state of STATES)
    describe(state, () => {
      it("fails when a build passes another value under the same name", () => {
        assert.deepEqual(judgeStack(rule, stack(state, { NAMESPACE: "axexample", A: "1" }, { NAMESPACE: "orders" })), [
          finding("'axexample'", "'orders'"),
        ]);
      });

      it("fails when the value that is passed is not known yet", () => {
        assert.deepEqual(judgeStack(rule, stack(state, { NAMESPACE: UNKNOWN }, { NAMESPACE: "orders" })), [
          finding("(a value that is not known yet)", "'orders'"),
        ]);
      });

      it("accepts names that differ, and values that don't", () => {
        assert.deepEqual(judgeStack(rule, stack(state, { A: "1", B: "2" }, { A: "1", C: "3" })), []);
      });

      it("accepts a parameter that waits for its value", () => {
        for (const none of [undefined, COMPUTED])
          assert.deepEqual(judgeStack(rule, stack(state, { HASH: "x" }, { HASH: none })), []);
      });

      for (const passes of [false, undefined, UNKNOWN])
        it(`accepts a stage that passes nothing along: ${String(passes)}`, () => {
          assert.deepEqual(judgeStack(rule, stack(state, { A: "1" }, { A: "2" }, passes ?? null)), []);
        });
    });

  it("accepts parameters that are unknown, and deploy pipelines of another stack", () => {
    const [pipeline, ...rest] = stack("OCIDs", { A: "1" }, { A: "2" });

    assert.deepEqual(judgeStack(rule, rest), []);
    (pipeline as GivenResource).props["deployPipelineParameters"] = UNKNOWN;
    assert.deepEqual(judgeStack(rule, [pipeline as GivenResource, ...rest]), []);
  });

  it("says nothing of a stack without build stages", () => {
    assert.deepEqual(judgeStack(rule, deployPipeline("OCIDs", "d", { a: ["WAIT", ["d"]] })), []);
  });
});
