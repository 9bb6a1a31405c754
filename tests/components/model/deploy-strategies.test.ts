import { strict as assert } from "node:assert";

import { orderDeployStages } from "../../../components/model/deploy-stage-order";
import { BALANCER, CLUSTER, FUNCTION, GROUP, MANIFEST, SPECIFICATION } from "./deploy-samples";
import { strategies } from "./deploy-strategy-samples";

const validation = { environmentId: FUNCTION };

/** Names of the stages with their kinds, in order. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  rollingOke: ["approve: approval", "deploy: oke-rolling"],
  helmOke: ["approve: approval", "deploy: oke-helm"],
  blueGreenOke: [
    "deploy: oke-blue-green",
    "validate: function-invoke",
    "approve: approval",
    "shift: oke-blue-green-shift",
  ],
  canaryOke: [
    "deploy: oke-canary",
    "validate: function-invoke",
    "shift: oke-canary-shift",
    "approve: oke-canary-approval",
    "production: oke-rolling",
  ],
  rollingGroup: ["approve: approval", "deploy: group-rolling"],
  blueGreenGroup: [
    "deploy: group-blue-green",
    "validate: function-invoke",
    "approve: approval",
    "shift: group-blue-green-shift",
  ],
  canaryGroup: [
    "deploy: group-canary",
    "validate: function-invoke",
    "shift: group-canary-shift",
    "approve: group-canary-approval",
    "production: group-rolling",
  ],
  rollingFunction: ["approve: approval", "deploy: function-deploy", "validate: function-invoke"],
};

describe("deploy strategies", () => {
  it("are all tried", () => {
    assert.deepEqual(Object.keys(STAGES), Object.keys(strategies));
  });

  for (const [strategy, stagesOf] of Object.entries(strategies)) {
    const stages = STAGES[strategy] ?? [];
    const place = (options: Parameters<typeof stagesOf>[0]): string[] => {
      const { stages: placed, problems } = orderDeployStages(stagesOf(options));
      assert.deepEqual(problems, []);
      return placed.map(({ stage }) => `${stage.name}: ${stage.kind}`);
    };

    it(`${strategy} is a pipeline of ${stages.join(", ")}`, () => {
      assert.deepEqual(place({ validation }), stages);
    });

    it(`${strategy} tries nothing by itself when it is not told how`, () => {
      assert.deepEqual(
        place({}),
        stages.filter((stage) => !stage.startsWith("validate")),
      );
    });

    it(`${strategy} asks nobody when nobody is to be asked`, () => {
      assert.deepEqual(
        place({ validation, approvals: 0 }),
        stages.filter((stage) => !stage.startsWith("approve")),
      );
    });

    it(`${strategy} asks as many as it is told`, () => {
      const approve = stagesOf({ approvals: 3 }).find(({ name }) => name === "approve");

      assert.equal((approve as { approvals?: number } | undefined)?.approvals, 3);
    });
  }

  it("canaryOke lets a quarter of the traffic try what everybody gets then", () => {
    assert.deepEqual(strategies["canaryOke"]?.({}), [
      {
        kind: "oke-canary",
        name: "deploy",
        environmentId: CLUSTER,
        manifestIds: [MANIFEST],
        namespace: "orders-canary",
        ingress: "orders-api",
      },
      { kind: "oke-canary-shift", name: "shift", of: "deploy", traffic: { batches: 5, limit: 25 } },
      { kind: "oke-canary-approval", name: "approve", of: "shift" },
      {
        kind: "oke-rolling",
        name: "production",
        environmentId: CLUSTER,
        manifestIds: [MANIFEST],
        namespace: "orders",
      },
    ]);
  });

  it("canaryGroup rolls out with the specification and the listener of the canary", () => {
    assert.deepEqual(strategies["canaryGroup"]?.({})[3], {
      kind: "group-rolling",
      name: "production",
      environmentId: `${GROUP}-b`,
      specificationId: SPECIFICATION,
      batch: { count: 1 },
      loadBalancer: { loadBalancerId: BALANCER, listener: "https" },
    });
  });
});
