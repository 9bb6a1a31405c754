import { strict as assert } from "node:assert";

import { Lab } from "./lab";

describe("the policy pack, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("policy-pack");
    await lab.prepare("prod");
  });
  after(() => lab.close());

  for (const stack of ["prod", "staging", "dev"])
    it(`has no objection to the ${stack} stack, at a first preview and after an update`, async () => {
      await lab.prepare(stack);

      const preview = await lab.run("preview", stack);
      const update = await lab.run("up", stack);

      for (const { code, output } of [preview, update]) {
        assert.equal(code, 0, output);
        assert.match(output, /✅ oci-delivery@v/);
        assert.doesNotMatch(output, /\[(?:mandatory|advisory)\]|can't run policy/);
      }
    });
});
