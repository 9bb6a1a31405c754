import { strict as assert } from "node:assert";
import * as path from "node:path";

import { kindOf } from "../../sandbox/kinds";
import { Lab, type Program } from "./lab";

const STAGE = "oci:DevOps/deployStage:DeployStage";

/** What the program of every strategy is made of: type and how many. */
const DEPLOY_HALF = {
  "oci:DevOps/deployArtifact:DeployArtifact": 5,
  "oci:DevOps/deployEnvironment:DeployEnvironment": 4,
  "oci:DevOps/deployPipeline:DeployPipeline": 9,
  [STAGE]: 32,
};

describe("every deploy strategy, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;
  let program: Program;

  before(async () => {
    lab = await Lab.open("deploy-half");
    await lab.prepare("prod");
    program = await lab.program(path.join(__dirname, "programs", "deploy-strategies"));
  });
  after(() => lab.close());

  it("can be previewed before anything is there", async () => {
    const { code, output, changes } = await program.run("preview");

    assert.equal(code, 0, output);
    assert.deepEqual(Object.keys(changes), ["create"]);
    assert.deepEqual(await lab.objects(), []);
  });

  it("comes up whole", async () => {
    const { code, output } = await program.run("up");

    assert.equal(code, 0, output);
    const kinds = (await lab.objects()).map(({ kind }) => kind);
    const counts = Object.keys(DEPLOY_HALF).map((kind) => [kind, kinds.filter((each) => each === kind).length]);
    assert.deepEqual(Object.fromEntries(counts), DEPLOY_HALF);
  });

  it("has stages of every type that OCI offers", async () => {
    const types = (await lab.objects())
      .filter(({ kind }) => kind === STAGE)
      .map(({ body }) => String(body["deployStageType"]));

    assert.deepEqual([...new Set(types)].sort(), [...(kindOf(STAGE)?.inputs["deployStageType"]?.oneOf ?? [])].sort());
  });

  it("changes nothing in a second up", async () => {
    const { code, output, steps } = await program.run("up");

    assert.equal(code, 0, output);
    assert.deepEqual(steps, []);
  });

  it("changes nothing in a refresh", async () => {
    const { code, output } = await program.run("refresh", "--expect-no-changes");

    assert.equal(code, 0, output);
  });

  it("replaces a blue-green deployment whose Ingress is another one, and what names it", async () => {
    const { code, output, steps } = await program.run("up", "--config", "deploy-strategies:ingress=orders-web");

    assert.equal(code, 0, output);
    const replaced = steps.filter(({ op }) => op === "replace").map(({ name }) => name);
    assert.deepEqual(replaced.sort(), ["blue-green-deploy", "blue-green-shift"]);
    assert.equal((await lab.objects()).filter(({ kind }) => kind === STAGE).length, DEPLOY_HALF[STAGE]);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    const { code, output } = await program.run("destroy");

    assert.equal(code, 0, output);
    assert.deepEqual(await lab.objects(), []);
  });
});
