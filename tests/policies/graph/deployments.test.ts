import { strict as assert } from "node:assert";

import { isOfProduction } from "../../../policies/graph/deployments";
import { graphOf } from "../../../policies/graph/graph";
import { types } from "../../../policies/graph/pipelines";
import { production } from "../../../policies/graph/production";
import { deployPipeline, resource, STATES } from "../delivery";
import { stackOf, type GivenResource } from "../judge";

const environmentId = "okeClusterDeployEnvironmentId";

/** Titles of the stages that are about production. */
function ofProduction(given: readonly GivenResource[], stack = "test"): string[] {
  const graph = graphOf(stackOf(given, stack));
  const stages = graph.pipelines("deploy").flatMap((pipeline) => pipeline.stages);
  return stages.filter((stage) => isOfProduction(graph, stage, production.default)).map(({ title }) => title);
}

describe("deploy stages of production", () => {
  for (const state of STATES) {
    const environments = ["oke-dev", "oke-prod"].map((name) =>
      resource(state, types.environment, name, { displayName: name }),
    );
    const staged = deployPipeline(state, "p", {
      dev: ["OKE_DEPLOYMENT", ["p"], {}, { [environmentId]: "oke-dev" }],
      "approve-production": ["MANUAL_APPROVAL", ["dev"]],
      prod: ["OKE_DEPLOYMENT", ["approve-production"], {}, { [environmentId]: "oke-prod" }],
    });

    it(`are those with its environments, and those of their pipelines that have none: ${state}`, () => {
      assert.deepEqual(ofProduction([...environments, ...staged]), ["approve-production", "prod"]);
    });

    it(`are all of a project of production: ${state}`, () => {
      const project = resource(state, types.project, "project", { freeformTags: { Environment: "production" } });
      const pipeline = deployPipeline(state, "p", { any: ["WAIT", ["p"]] }, {}, { projectId: "project" });

      assert.deepEqual(ofProduction([project, ...pipeline]), ["any"]);
    });
  }

  it("are all of a stack of production", () => {
    assert.deepEqual(ofProduction(deployPipeline("OCIDs", "p", { any: ["WAIT", ["p"]] }), "shop-prod"), ["any"]);
  });

  it("are those that are tagged", () => {
    const props = { freeformTags: { Environment: "prod" } };

    assert.deepEqual(ofProduction(deployPipeline("OCIDs", "p", { a: ["WAIT", ["p"], props], b: ["WAIT", ["a"]] })), [
      "a",
    ]);
  });

  it("are not those whose name alone says so", () => {
    const pipeline = deployPipeline("OCIDs", "p", { any: ["WAIT", ["p"], { displayName: "approve-production" }] });

    assert.deepEqual(ofProduction(pipeline), []);
  });
});
