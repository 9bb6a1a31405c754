import { strict as assert } from "node:assert";

import fc from "fast-check";

import { deployStageKinds } from "../../../components/model/deploy-stage-fields";
import { namedBy, orderDeployStages } from "../../../components/model/deploy-stage-order";
import type { DeployStage } from "../../../components/model/deploy-stages";
import { sampleOf } from "./deploy-samples";

type Stage = DeployStage<string>;

const deploy = sampleOf("oke-blue-green", { name: "deploy" });
const approve = sampleOf("approval", { name: "approve" });
const shift = sampleOf("oke-blue-green-shift", { name: "shift", of: "deploy" });

describe("orderDeployStages", () => {
  it("places stages in declared order", () => {
    const { stages } = orderDeployStages<string>([deploy, approve, shift]);

    assert.deepEqual(stages, [
      { stage: deploy, predecessors: [] },
      { stage: approve, predecessors: ["deploy"] },
      { stage: shift, predecessors: ["approve"] },
    ]);
  });

  const refused: readonly { what: string; declared: readonly Stage[]; problems: readonly string[] }[] = [
    { what: "no stage", declared: [], problems: ["there is no stage; declare at least one"] },
    {
      what: "two beginnings",
      declared: [deploy, { ...approve, after: [] }, { ...shift, after: ["deploy", "approve"] }],
      problems: [
        "stages 'deploy', 'approve' all begin the pipeline, expected one that does; put the others 'after' it",
      ],
    },
    {
      what: "a shift before the stage that it names",
      declared: [
        { ...approve, after: [] },
        { ...shift, after: ["approve"] },
        { ...deploy, after: ["shift"] },
      ],
      problems: ["stage 'shift' is of 'deploy', which does not come before it; put it 'after' that one"],
    },
    {
      what: "a shift beside the stage that it names",
      declared: [approve, deploy, { ...shift, after: ["approve"] }],
      problems: ["stage 'shift' is of 'deploy', which does not come before it; put it 'after' that one"],
    },
    {
      what: "a shift of a stage that is of another kind",
      declared: [deploy, approve, { ...shift, of: "approve" }],
      problems: ["stage 'shift' is of 'approve', which is of kind 'approval', expected 'oke-blue-green'; fix 'of'"],
    },
    {
      what: "a shift of a stage that is misspelt",
      declared: [deploy, approve, { ...shift, of: "depoly" }],
      problems: [
        "stage 'shift' is of 'depoly', which is not declared (of kind 'oke-blue-green': 'deploy'); did you mean 'deploy'?",
      ],
    },
    {
      what: "a shift where there is nothing to shift",
      declared: [approve, shift],
      problems: [
        "stage 'shift' is of 'deploy', which is not declared (of kind 'oke-blue-green': none); declare it or fix 'of'",
      ],
    },
    {
      what: "all that is wrong at once",
      declared: [
        { ...deploy, ingress: "" },
        { ...approve, approvals: 0 },
        { ...shift, of: "green" },
      ],
      problems: [
        "stage 'deploy' has no 'ingress', expected the name of the Ingress in the manifests; give it",
        "stage 'approve': 'approvals' is 0, expected 1 or more approvals; change it",
        "stage 'shift' is of 'green', which is not declared (of kind 'oke-blue-green': 'deploy'); " +
          "declare it or fix 'of'",
      ],
    },
    {
      what: "a graph that has no order, before anything else",
      declared: [{ ...deploy, after: ["deploy"], ingress: "" }],
      problems: ["stage 'deploy' follows itself; take it out of its 'after'"],
    },
  ];
  for (const { what, declared, problems } of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(orderDeployStages(declared), { stages: [], problems });
    });
  }

  const label = fc.constantFrom("a", "b", "c", "d");
  const anyStages: fc.Arbitrary<readonly Stage[]> = fc.array(
    fc
      .record(
        {
          kind: fc.constantFrom(...deployStageKinds),
          name: label,
          after: fc.array(label, { maxLength: 2 }),
          of: label,
        },
        { requiredKeys: ["kind", "name", "of"] },
      )
      .map(({ kind, name, after, of }) =>
        sampleOf(kind, { name, ...("of" in sampleOf(kind) ? { of } : {}), ...(after ? { after } : {}) }),
      ),
    { maxLength: 4 },
  );

  it("gives every stage predecessors that a pipeline can have, or refuses the graph with a reason", () => {
    let taken = 0;
    fc.assert(
      fc.property(anyStages, (declared) => {
        const { stages, problems } = orderDeployStages(declared);

        if (problems.length > 0) {
          assert.deepEqual(stages, []);
          return;
        }
        taken += 1;
        assert.deepEqual(new Set(stages.map(({ stage }) => stage)), new Set(declared));
        assert.equal(stages.filter(({ predecessors }) => predecessors.length === 0).length, 1);
        stages.forEach(({ stage, predecessors }, index) => {
          const before = stages.slice(0, index).map((each) => each.stage.name);
          assert.equal(new Set(predecessors).size, predecessors.length);
          assert.ok(predecessors.every((each) => before.includes(each)));
          const of = namedBy(stage);
          assert.ok(of === undefined || before.includes(of));
        });
      }),
      { numRuns: 1_000, seed: 5 },
    );
    assert.ok(taken > 0);
  });
});
