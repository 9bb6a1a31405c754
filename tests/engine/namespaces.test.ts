import { strict as assert } from "node:assert";
import * as path from "node:path";

import { Lab, type Program } from "./lab";

/** Stands for a credential: no output and no state may have it. */
const CANARY = "CANARY4711canary";
const OBJECTS_OF_EACH = 9;

describe("namespaces, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;
  let program: Program;
  let shown = "";

  before(async () => {
    lab = await Lab.open("namespaces");
    await lab.prepare("prod");
    program = await lab.program(path.join(__dirname, "programs", "namespaces"));
  });
  after(() => lab.close());

  it("come up in a cluster", async () => {
    const { code, output } = await program.run("up", "--diff", "--show-full-output");
    shown += output;

    assert.equal(code, 0, output);
    const kinds = (await lab.objects()).map(({ kind }) => kind);
    assert.equal(kinds.length, 2 * OBJECTS_OF_EACH);
    assert.equal(kinds.filter((kind) => kind === "kubernetes:core/v1:Namespace").length, 2);
  });

  it("are the same for both colours but for the name", async () => {
    const contents = async (colour: string): Promise<string[]> =>
      (await lab.objects())
        .filter(({ id }) => id.includes(`/orders-${colour}`))
        .map(({ body }) => JSON.stringify((body["applied"] as Record<string, object>)[managerOf(body)]))
        .map((text) => text.replaceAll(`orders-${colour}`, "orders-colour"))
        .sort();

    assert.deepEqual(await contents("blue"), await contents("green"));
  });

  it("change nothing on a second up, nor by a refresh", async () => {
    const up = await program.run("up");
    const refreshed = await program.run("refresh");

    assert.deepEqual([up.code, up.steps], [0, []], up.output);
    assert.deepEqual([refreshed.code, Object.keys(refreshed.changes)], [0, ["same"]], refreshed.output);
  });

  it("show a pull token in no output and no state", async () => {
    const preview = await program.run("preview", "--diff", "--show-full-output", "--show-sames");
    const state = await program.exported();

    assert.match(state, /orders-blue-registry/);
    const encoded = Buffer.from(CANARY).toString("base64").slice(0, 16);
    for (const text of [shown, preview.output, state]) {
      assert.ok(!text.includes(CANARY) && !text.includes(encoded), text);
    }
  });

  it("go, and leave nothing behind", async () => {
    const { code, output } = await program.run("destroy");

    assert.equal(code, 0, output);
    assert.deepEqual(await lab.objects(), []);
  });
});

function managerOf(body: Readonly<Record<string, unknown>>): string {
  return Object.keys(body["applied"] as object)[0] as string;
}
