import { strict as assert } from "node:assert";

import { ociDevopsDeployStageRequireApprovers as rule } from "../../../policies/rules/oci-devops-deploy-stage-require-approvers";
import { deployPipeline, STATES } from "../delivery";
import { judgeStack, UNKNOWN, type Surroundings } from "../judge";

describe("oci-devops-deploy-stage-require-approvers", () => {
  for (const state of STATES) {
    const judge = (props: object, displayName = "orders-prod", where: Surroundings = {}, type = "MANUAL_APPROVAL") =>
      judgeStack(rule, deployPipeline(state, "p", { ok: [type, ["p"], { ...props }] }, { displayName }), where);
    const policy = (numberOfApprovalsRequired: unknown) => ({ approvalPolicy: { numberOfApprovalsRequired } });
    const finding = (got: string, least = 2) => ({
      message: `pipeline 'orders-prod': approval 'ok' takes ${got}, expected at least ${least} in production; set 'approvalPolicy.numberOfApprovalsRequired'`,
      urn: "urn:ok",
    });

    describe(state, () => {
      it("accepts two approvals", () => assert.deepEqual(judge(policy(2)), []));

      it("accepts one outside of production", () => assert.deepEqual(judge(policy(1), "orders-dev"), []));

      it("accepts a number that is unknown", () => {
        assert.deepEqual(judge(policy(UNKNOWN)), []);
        assert.deepEqual(judge({ approvalPolicy: UNKNOWN }), []);
      });

      it("fails when one person is enough", () => assert.deepEqual(judge(policy(1)), [finding("1 approval")]));

      it("fails when an approval of a canary takes one", () => {
        assert.deepEqual(judge(policy(1), undefined, {}, "OKE_CANARY_APPROVAL"), [finding("1 approval")]);
      });

      it("fails when there is no number", () => assert.deepEqual(judge({}), [finding("no number of approvals")]));

      it("fails when there are fewer than the settings ask for", () => {
        assert.deepEqual(judge(policy(2), undefined, { config: { approvals: 3 } }), [finding("2 approvals", 3)]);
      });

      it("accepts other stages", () => assert.deepEqual(judge({}, undefined, {}, "WAIT"), []));
    });
  }
});
