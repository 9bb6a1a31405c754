import { strict as assert } from "node:assert";

import { types } from "../../../policies/graph/pipelines";
import { ociDevopsBuildStageRequirePrivateAccess as rule } from "../../../policies/rules/oci-devops-build-stage-require-private-access";
import { buildPipeline, resource, STATES } from "../delivery";
import { COMPUTED, judgeStack, UNKNOWN } from "../judge";

const finding = {
  message:
    "build pipeline 'b': stage 'build' has no private access, expected a private subnet in production; set 'privateAccessConfig'",
  urn: "urn:build",
};

describe("oci-devops-build-stage-require-private-access", () => {
  for (const state of STATES)
    describe(state, () => {
      const judge = (props: object, projectName = "shop-prod", type = "BUILD") =>
        judgeStack(rule, [
          resource(state, types.project, "project", { name: projectName }),
          ...buildPipeline(state, "b", { build: [type, ["b"], { ...props }] }, {}, { projectId: "project" }),
        ]);

      it("accepts a private subnet", () => {
        assert.deepEqual(judge({ privateAccessConfig: { subnetId: "ocid1.subnet.oc1..a" } }), []);
      });

      it("fails when there is none in production", () => {
        assert.deepEqual(judge({}), [finding]);
        assert.deepEqual(judge({ privateAccessConfig: COMPUTED }), [finding]);
      });

      it("accepts none elsewhere", () => assert.deepEqual(judge({}, "shop-dev"), []));

      it("accepts one that is unknown", () => assert.deepEqual(judge({ privateAccessConfig: UNKNOWN }), []));

      it("accepts stages that build nothing", () => assert.deepEqual(judge({}, "shop-prod", "WAIT"), []));
    });

  it("says nothing of a stack without build stages", () => {
    assert.deepEqual(judgeStack(rule, [{ type: "oci:Other/x:X", name: "prod", props: {} }]), []);
  });
});
