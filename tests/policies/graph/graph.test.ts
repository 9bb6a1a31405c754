import { strict as assert } from "node:assert";

import { graphOf } from "../../../policies/graph/graph";
import { ancestorsOf, titleOf, types } from "../../../policies/graph/pipelines";
import { stackOf, UNKNOWN, type GivenResource } from "../judge";

type State = "first preview" | "after an update" | "OCIDs as text";

/** A pipeline of stages `Record<name, names before it>`; the pipeline's own name stands for its start. */
function pipelineIn(state: State, name: string, stages: Record<string, readonly string[]>): GivenResource[] {
  const id = (of: string): string => (state === "first preview" ? UNKNOWN : `ocid1.${of}`);
  const behind = (named: Record<string, readonly string[]>) => (state === "OCIDs as text" ? {} : { behind: named });
  return [
    {
      type: types.deployPipeline,
      name,
      props: { id: id(name), projectId: "ocid1.project", displayName: `the ${name}` },
    },
    ...Object.entries(stages).map(([stage, before]) => ({
      type: types.deployStage,
      name: stage,
      props: {
        id: id(stage),
        deployPipelineId: id(name),
        deployStageType: "WAIT",
        deployStagePredecessorCollection: { items: before.map((each) => ({ id: id(each) })) },
      },
      ...behind({ deployPipelineId: [name], deployStagePredecessorCollection: before }),
    })),
  ];
}

describe("the graph of a stack", () => {
  for (const state of ["first preview", "after an update", "OCIDs as text"] as const) {
    describe(state, () => {
      const given = [
        ...pipelineIn(state, "p", { c: ["a", "b"], b: ["a"], a: ["p"] }),
        ...pipelineIn(state, "q", { x: ["q"] }),
      ];
      const [p, q] = graphOf(stackOf(given)).pipelines("deploy");

      it("has the stages of each pipeline", () => {
        assert.deepEqual(
          [p, q].map((each) => each?.stages.map(({ title }) => title)),
          [["c", "b", "a"], ["x"]],
        );
        assert.deepEqual(
          [p, q].map((each) => each && titleOf(each)),
          ["'the p'", "'the q'"],
        );
      });

      it("knows their order", () => {
        const order = Object.fromEntries(
          p?.stages.map(({ title, predecessors, isFirst }) => [
            title,
            [isFirst, predecessors.map((each) => each.title)],
          ]) ?? [],
        );

        assert.deepEqual(order, { c: [false, ["a", "b"]], b: [false, ["a"]], a: [true, []] });
      });
    });
  }

  it("has no build pipelines where there are none", () => {
    assert.deepEqual(graphOf(stackOf(pipelineIn("first preview", "p", {}))).pipelines("build"), []);
  });

  it("puts stages of a pipeline elsewhere together", () => {
    const [, ...stages] = pipelineIn("OCIDs as text", "p", { a: ["p"], b: ["a"] });

    const [pipeline, ...more] = graphOf(stackOf(stages)).pipelines("deploy");

    assert.deepEqual(
      pipeline?.stages.map(({ title, isFirst }) => [title, isFirst]),
      [
        ["a", true],
        ["b", false],
      ],
    );
    assert.equal(pipeline && titleOf(pipeline), "of another stack");
    assert.deepEqual(more, []);
  });

  it("knows what an existing and a new stage before a stage are, where one OCID is known", () => {
    const resources = pipelineIn("first preview", "p", { old: ["p"], new: ["p"], last: ["old", "new"] });
    const [, old, , last] = resources as [GivenResource, GivenResource, GivenResource, GivenResource];
    old.props["id"] = "ocid1.old";
    last.props["deployStagePredecessorCollection"] = { items: [{ id: "ocid1.old" }, { id: UNKNOWN }] };

    const stage = graphOf(stackOf(resources)).pipelines("deploy")[0]?.stages.at(-1);

    assert.deepEqual(
      stage?.predecessors.map(({ title }) => title),
      ["old", "new"],
    );
  });

  it("ends where stages are in a circle", () => {
    const [pipeline] = graphOf(stackOf(pipelineIn("first preview", "p", { a: ["b"], b: ["a"] }))).pipelines("deploy");
    const [a] = pipeline?.stages ?? [];

    assert.deepEqual(a && [...ancestorsOf(a)].map(({ title }) => title), ["b", "a"]);
  });

  it("is made once for the resources of an evaluation", () => {
    const resources = stackOf(pipelineIn("first preview", "p", { a: ["p"] }));

    assert.equal(graphOf(resources), graphOf(resources));
    assert.equal(graphOf(resources).pipelines("deploy"), graphOf(resources).pipelines("deploy"));
  });
});
