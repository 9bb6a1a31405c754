import { strict as assert } from "node:assert";

import { types } from "../../../policies/graph/pipelines";
import { ociDevopsProjectRequireLog as rule } from "../../../policies/rules/oci-devops-project-require-log";
import { resource, STATES, type State } from "../delivery";
import { judgeStack, UNKNOWN, type GivenResource } from "../judge";

const finding = (got: string) => ({
  message: `project 'shop' ${got}, expected one that is enabled: no pipeline runs without; add a Log of service 'devops' with 'isEnabled: true'`,
  urn: "urn:project",
});

function log(state: State, of: string, isEnabled: unknown = true, service = "devops"): GivenResource {
  const id = state === "first preview" ? UNKNOWN : `ocid1.${of}`;
  return {
    type: "oci:Logging/log:Log",
    name: `log-of-${of}`,
    props: { isEnabled, configuration: { source: { service, category: "all", resource: id } } },
    ...(state === "first preview" ? { behind: { configuration: [of] } } : {}),
  };
}

describe("oci-devops-project-require-log", () => {
  for (const state of STATES)
    describe(state, () => {
      const project = resource(state, types.project, "project", { name: "shop" });
      const other = resource(state, types.project, "other", { name: "other" });

      it("accepts a project with its log", () =>
        assert.deepEqual(judgeStack(rule, [project, log(state, "project")]), []));

      it("fails when there is none", () => {
        assert.deepEqual(judgeStack(rule, [project]), [finding("has no service log")]);
      });

      it("fails when the only log is of another project", () => {
        assert.deepEqual(judgeStack(rule, [project, other, log(state, "other")]), [finding("has no service log")]);
      });

      it("fails when the log is of another service", () => {
        const ofOther = log(state, "project", true, "objectstorage");

        assert.deepEqual(judgeStack(rule, [project, ofOther]), [finding("has no service log")]);
      });

      it("fails when the log is disabled", () => {
        assert.deepEqual(judgeStack(rule, [project, log(state, "project", false)]), [
          finding("has a service log that is disabled"),
        ]);
      });

      it("accepts a log of which it is unknown whether it is enabled, or said nothing", () => {
        for (const isEnabled of [UNKNOWN, null])
          assert.deepEqual(judgeStack(rule, [project, log(state, "project", isEnabled)]), []);
      });
    });

  it("accepts a log whose configuration is unknown and depends on the project", () => {
    const project = resource("first preview", types.project, "project");
    const unknown = { ...log("first preview", "project"), props: { configuration: UNKNOWN } };

    assert.deepEqual(judgeStack(rule, [project, unknown]), []);
  });

  it("says nothing of a stack without projects", () => assert.deepEqual(judgeStack(rule, [log("OCIDs", "x")]), []));
});
