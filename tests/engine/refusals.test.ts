import { strict as assert } from "node:assert";
import * as path from "node:path";

import { Lab } from "./lab";

const program = (name: string): string => path.join(__dirname, "programs", name);

describe("what the engine refuses", function () {
  this.timeout(60_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("refusals");
    await lab.prepare("prod");
  });
  after(() => lab.close());

  it("fails when a program throws, and shows file and line", async () => {
    const { code, output } = await lab.previewProgram(program("throws"));

    assert.notEqual(code, 0);
    assert.match(output, /an exception nobody expected/);
    assert.match(output, /programs\/throws\/index\.ts:10:9/);
  });

  it("fails when the configuration is wrong, with one report of all problems and no stack trace", async () => {
    await lab.prepare("dev");
    lab.configure("dev", {
      "oci-delivery:team": undefined,
      "oci-delivery:enviroment": "dev",
      "oci-delivery:notify": "oncall@example.com",
      "oci-delivery:logs": { retention: "0 0 * * *" },
      "oci-delivery:platform": { tenancy: "ocid1.tenancy.oc1..example" },
    });

    const { code, output } = await lab.run("up", "dev");

    assert.equal(code, 1);
    assert.match(output, /configuration of stack 'dev': 5 problems, nothing was created\n/);
    for (const problem of [
      "oci-delivery:team: missing; expected 2 to 30 lower-case letters",
      "oci-delivery:platform.compartment: missing; expected an OCID that begins with 'ocid1.compartment.'; add 'compartment' to the stack file",
      "oci-delivery:notify: got 'oncall@example.com'; expected a list, e.g. [{ email: oncall@example.com }]; change the value",
      "oci-delivery:logs.retention: got '0 0 * * *'; expected a duration, not a cron expression: one of '30d'",
      "oci-delivery:enviroment: not a setting;",
      "did you mean 'environment'?",
    ]) {
      assert.ok(output.includes(problem), `${problem}\nis not in\n${output}`);
    }
    assert.doesNotMatch(output, /^\s+at /m);
    assert.deepEqual(await lab.objects(), []);
  });
});
