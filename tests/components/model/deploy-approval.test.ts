import { strict as assert } from "node:assert";

import fc from "fast-check";

import { isApproval, problemsOfApproval } from "../../../components/model/deploy-approval";
import { orderDeployStages } from "../../../components/model/deploy-stage-order";
import type { DeployStage, DeployStageKind } from "../../../components/model/deploy-stages";
import { FUNCTION, sampleOf } from "./deploy-samples";
import { strategies } from "./deploy-strategy-samples";

function problemsOf(declared: readonly DeployStage<string>[]): string[] {
  const { stages, problems } = orderDeployStages(declared);
  assert.deepEqual(problems, []);
  return problemsOfApproval(stages);
}

const approve = sampleOf("approval", { name: "approve" });
const rolling = sampleOf("oke-rolling", { name: "roll-out" });
const blueGreen = sampleOf("oke-blue-green", { name: "deploy" });
const shift = sampleOf("oke-blue-green-shift", { name: "shift", of: "deploy" });
const canary = sampleOf("oke-canary", { name: "canary" });
const trial = sampleOf("oke-canary-shift", { name: "trial", of: "canary", traffic: { batches: 1, limit: 25 } });

const unapproved = (stage: string): string =>
  `stage '${stage}' changes what users get, and nobody approves it; put an approval stage before it`;
const between = (stage: string, standby: string): string =>
  `stage '${stage}' changes what users get, and nobody approves what '${standby}' brought up; ` +
  "put an approval stage between the two";

describe("problemsOfApproval", () => {
  const changing: readonly DeployStageKind[] = [
    "oke-rolling",
    "oke-helm",
    "group-rolling",
    "load-balancer-shift",
    "function-deploy",
    "shell",
  ];
  for (const kind of changing) {
    const stage = sampleOf(kind, { name: "change" });

    it(`refuses a stage of kind '${kind}' that nobody approves`, () => {
      assert.deepEqual(problemsOf([stage]), [unapproved("change")]);
    });

    it(`takes a stage of kind '${kind}' that somebody approves`, () => {
      assert.deepEqual(problemsOf([approve, stage]), []);
    });

    it(`refuses a stage of kind '${kind}' that is approved afterwards`, () => {
      assert.deepEqual(problemsOf([stage, approve]), [unapproved("change")]);
    });
  }

  const taken: readonly { what: string; declared: readonly DeployStage<string>[] }[] = [
    { what: "a new version that nobody gets", declared: [blueGreen, canary] },
    { what: "a limited trial of a canary that nobody approved", declared: [canary, trial] },
    { what: "a canary that is approved before its trial", declared: [canary, approve, trial, rolling] },
    { what: "a canary that is approved after its trial", declared: [canary, trial, approve, rolling] },
    {
      what: "one approval of two changes, one after the other",
      declared: [approve, rolling, { ...rolling, name: "more" }],
    },
    {
      what: "a smoke test by shell that somebody says changes nothing",
      declared: [blueGreen, sampleOf("shell", { readOnly: true }), approve, shift],
    },
    {
      what: "a function that tries the new version",
      declared: [blueGreen, sampleOf("function-invoke"), approve, shift],
    },
    {
      what: "an approval on one of two ways that join before the change",
      declared: [
        sampleOf("wait"),
        approve,
        sampleOf("shell", { name: "test", readOnly: true, after: ["wait"] }),
        { ...rolling, after: ["approve", "test"] },
      ],
    },
  ];
  for (const { what, declared } of taken) {
    it(`takes ${what}`, () => {
      assert.deepEqual(problemsOf(declared), []);
    });
  }

  const refused: readonly { what: string; declared: readonly DeployStage<string>[]; problems: readonly string[] }[] = [
    {
      what: "a blue-green deployment that is approved before there is anything to see",
      declared: [approve, blueGreen, shift],
      problems: [between("shift", "deploy")],
    },
    {
      what: "a canary that is approved before there is anything to see",
      declared: [approve, canary, trial, rolling],
      problems: [between("roll-out", "canary")],
    },
    {
      what: "a canary that gets all of the traffic",
      declared: [canary, { ...trial, traffic: { batches: 5 } }],
      problems: [between("trial", "canary")],
    },
    {
      what: "a canary that gets all of the traffic by its limit",
      declared: [canary, { ...trial, traffic: { batches: 5, limit: 100 } }],
      problems: [between("trial", "canary")],
    },
    {
      what: "a second blue-green deployment behind the approval of the first",
      declared: [
        blueGreen,
        approve,
        shift,
        { ...blueGreen, name: "deploy-2" },
        { ...shift, name: "shift-2", of: "deploy-2" },
      ],
      problems: [between("shift-2", "deploy-2")],
    },
    {
      what: "an approval beside the change",
      declared: [sampleOf("wait"), approve, { ...rolling, after: ["wait"] }],
      problems: [unapproved("roll-out")],
    },
    {
      what: "a function whose answer decides nothing",
      declared: [sampleOf("function-invoke", { environmentId: FUNCTION, async: true })],
      problems: [unapproved("function-invoke")],
    },
  ];
  for (const { what, declared, problems } of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(problemsOf(declared), problems);
    });
  }

  const options = fc.record(
    { approvals: fc.integer({ min: 1, max: 5 }), validation: fc.constant({ environmentId: FUNCTION }) },
    { requiredKeys: [] },
  );
  const anyStrategy = fc
    .tuple(fc.constantFrom(...Object.values(strategies)), options)
    .map(([stagesOf, given]) => stagesOf(given));

  it("takes every strategy, whoever approves and whatever tries the new version", () => {
    fc.assert(fc.property(anyStrategy, (stages) => assert.deepEqual(problemsOf(stages), [])));
  });

  it("refuses every strategy without its approval", () => {
    fc.assert(
      fc.property(anyStrategy, (stages) => {
        assert.notDeepEqual(problemsOf(stages.filter((stage) => !isApproval(stage))), []);
      }),
    );
  });

  it("refuses every strategy whose approval comes last", () => {
    fc.assert(
      fc.property(anyStrategy, (stages) => {
        const late = [...stages.filter((stage) => !isApproval(stage)), ...stages.filter(isApproval)];
        assert.notDeepEqual(problemsOf(late), []);
      }),
    );
  });
});
