import { strict as assert } from "node:assert";

import { changeSettings } from "../../commands/sandbox-process";
import { Lab } from "./lab";

describe("a stack whose IAM takes effect after a while, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  beforeEach(async () => {
    lab = await Lab.open("iam-delay");
    await lab.prepare("dev");
  });
  afterEach(() => lab.close());

  it("comes up at once when it waits for longer", async () => {
    await changeSettings(lab.sandbox, { iamDelay: 2 });
    lab.configure("dev", { "oci-delivery:access": { wait: "4s" } });

    const { code, output } = await lab.run("up", "dev");

    assert.equal(code, 0, output);
  });

  it("fails when it does not wait, and comes up once the policies are in effect", async () => {
    await changeSettings(lab.sandbox, { iamDelay: 3600 });
    const early = await lab.run("up", "dev");

    await changeSettings(lab.sandbox, { iamDelay: 0 });
    const late = await lab.run("up", "dev");

    assert.notEqual(early.code, 0, early.output);
    assert.match(early.output, /404-NotAuthorizedOrNotFound, .*no policy in effect grants /);
    assert.equal(late.code, 0, late.output);
  });
});
