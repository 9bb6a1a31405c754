import { strict as assert } from "node:assert";

import { FaultLab } from "./faults/faulty-up";

const SEEDS = [1, 2];

describe("an up amid faults, through the real engine", function () {
  this.timeout(120_000);
  let lab: FaultLab;

  before(async () => {
    lab = await FaultLab.open("faults", "dev");
  });
  after(() => lab.close());

  for (const seed of SEEDS) {
    it(`converges with no orphan and no duplicate at 10 %, seed ${seed} (npm run campaign:faults: 50 seeds)`, async () => {
      const { wrong, errors, asked } = await lab.upAmid({ seed, rate: 0.1 });

      assert.equal(wrong, undefined, errors.join("\n"));
      assert.ok(asked > 0, "no request was asked about");
    });
  }

  it("leaves a state that a preview has nothing to change about", async () => {
    assert.ok(await lab.isSettled());
  });
});
