import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { STRATEGIES } from "../../components/model/deploy-schema";
import { Lab } from "./lab";

const EXAMPLES = path.join(__dirname, "..", "..", "examples");

/** Names of the examples that are a stack file for the main program. */
const examples = fs
  .readdirSync(EXAMPLES)
  .filter((name) => fs.existsSync(path.join(EXAMPLES, name, `Pulumi.${name}.yaml`)));

/** Seconds that one step of the engine may take on a busy machine. */
const PATIENCE = 120_000;

describe("the examples, through the real engine", function () {
  this.timeout(PATIENCE);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("examples");
  });
  after(() => lab.close());

  it("has one for each strategy, and the walkthrough's", () => {
    assert.deepEqual(examples, [...STRATEGIES, "walkthrough"].sort());
  });

  for (const name of examples) {
    it(`comes up with a pipeline, stays, and goes: ${name}`, async function () {
      this.timeout(3 * PATIENCE);
      const stack = `examples/${name}`;
      await lab.prepare(stack);

      const up = await lab.run("up", stack);
      const kinds = (await lab.objects()).map(({ kind }) => kind);
      const again = await lab.run("up", stack);
      const down = await lab.run("destroy", stack, "--ignore-protect");

      assert.equal(up.code, 0, up.output);
      assert.ok(kinds.includes("oci:DevOps/deployStage:DeployStage"));
      assert.deepEqual([again.code, again.steps], [0, []], again.output);
      assert.equal(down.code, 0, down.output);
      assert.deepEqual(await lab.objects(), []);
    });
  }
});
