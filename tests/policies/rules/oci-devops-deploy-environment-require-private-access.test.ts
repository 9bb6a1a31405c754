import { strict as assert } from "node:assert";

import { types } from "../../../policies/graph/pipelines";
import { ociDevopsDeployEnvironmentRequirePrivateAccess as rule } from "../../../policies/rules/oci-devops-deploy-environment-require-private-access";
import { resource, STATES } from "../delivery";
import { COMPUTED, judgeStack, UNKNOWN } from "../judge";

describe("oci-devops-deploy-environment-require-private-access", () => {
  for (const state of STATES)
    describe(state, () => {
      const judge = (props: object, name = "oke-prod", project = "shop", type = "OKE_CLUSTER") =>
        judgeStack(rule, [
          resource(state, types.project, "project", { name: project }),
          resource(
            state,
            types.environment,
            name,
            { displayName: name, deployEnvironmentType: type, ...props },
            { projectId: "project" },
          ),
        ]);
      const finding = (name: string) => ({
        message: `environment '${name}' is deployed to by a public endpoint, expected a private one in production; set 'networkChannel'`,
        urn: `urn:${name}`,
      });

      it("accepts a private endpoint", () => {
        assert.deepEqual(judge({ networkChannel: { networkChannelType: "PRIVATE_ENDPOINT_CHANNEL" } }), []);
      });

      it("fails when there is none in an environment of production", () => {
        assert.deepEqual(judge({}), [finding("oke-prod")]);
        assert.deepEqual(judge({ networkChannel: COMPUTED }), [finding("oke-prod")]);
      });

      it("fails when there is none in a project of production", () => {
        assert.deepEqual(judge({}, "oke", "shop-prod"), [finding("oke")]);
      });

      it("accepts none elsewhere", () => assert.deepEqual(judge({}, "oke-dev"), []));

      it("accepts one that is unknown", () => assert.deepEqual(judge({ networkChannel: UNKNOWN }), []));

      it("accepts instances and functions", () => {
        assert.deepEqual(judge({}, undefined, undefined, "COMPUTE_INSTANCE_GROUP"), []);
      });
    });

  it("says nothing of a stack without environments", () => {
    assert.deepEqual(judgeStack(rule, [{ type: "oci:Other/x:X", name: "prod", props: {} }]), []);
  });
});
