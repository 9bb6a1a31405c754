import { strict as assert } from "node:assert";

import { KillLab } from "./kill/killed-up";
import { pointText, type KillPoint } from "./kill/point";

/** Creates of the dev stack, one for each moment: a project's child that has no name of its own in OCI is among them. */
const POINTS: readonly KillPoint[] = [
  { create: 5, moment: "before", pause: 0 },
  { create: 14, moment: "written", pause: 0 },
  { create: 24, moment: "answered", pause: 0 },
];

describe("an up whose engine and plugin are killed", function () {
  this.timeout(120_000);
  let lab: KillLab;
  let inventory: Readonly<Record<string, number>>;

  before(async () => {
    lab = await KillLab.open("kill", "dev");
    ({ inventory } = await lab.undisturbed());
  });
  after(() => lab.close());

  for (const point of POINTS) {
    it(`converges by recover and another up, with no orphan and no duplicate, at ${pointText(point)}`, async () => {
      const after = await lab.killedAt(point);

      assert.ok(after.killed, "it came to its end before it was killed");
      assert.equal(after.code, 0, after.output);
      assert.deepEqual(after.orphans, []);
      assert.deepEqual(after.missing, []);
      assert.equal(after.pending, 0);
      assert.deepEqual(after.inventory, inventory);
    });
  }

  it("leaves a state that a preview has nothing to change about", async () => {
    assert.ok(await lab.isSettled());
  });
});
