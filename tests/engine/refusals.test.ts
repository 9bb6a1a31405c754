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

  it("fails when a program grants all-resources: rule, statement and repair are shown, nothing is created", async () => {
    const { code, output } = await lab.previewProgram(program("all-resources"));

    assert.notEqual(code, 0);
    assert.match(output, /\[mandatory\].*oci-iam-policy-no-all-resources {2}\(oci:Identity:Policy: too-much\)/);
    assert.match(
      output,
      /statement 'Allow group Deployers to manage all-resources in tenancy' grants 'manage' on 'all-resources'/,
    );
    assert.match(output, /write one statement for each, e\.g\. 'manage repos'/);
    assert.deepEqual(await lab.objects(), []);
  });

  it("fails when a topic has no subscription, at a first preview where its id is unknown", async () => {
    const { code, output } = await lab.previewProgram(program("lonely-topic"));

    assert.notEqual(code, 0);
    assert.match(output, /oci-ons-topic-require-subscription {2}\(oci:Ons:NotificationTopic: lonely\)/);
    assert.doesNotMatch(output, /topic 'heard'/);
  });

  it("fails when pipelines may change pipelines, policies or their own approvals, while their ids are unknown", async () => {
    const { code, output } = await lab.previewProgram(program("pipeline-rights"));

    assert.notEqual(code, 0);
    const found = [...output.matchAll(/(oci-[a-z-]+) {2}\((oci:[A-Za-z]+:[A-Za-z]+: [a-z]+)\)/g)];
    assert.deepEqual(found.map(([, rule, resource]) => `${rule} ${resource}`).sort(), [
      "oci-iam-dynamicgroup-no-loose-match oci:Identity:DynamicGroup: loose",
      "oci-iam-dynamicgroup-require-compartment oci:Identity:DynamicGroup: loose",
      "oci-iam-policy-no-pipeline-change oci:Identity:Policy: rights",
      "oci-iam-policy-no-rights-change oci:Identity:Policy: rights",
      "oci-iam-policy-no-self-approval oci:Identity:Policy: rights",
      "oci-iam-policy-require-principal-condition oci:Identity:Policy: rights",
      "oci-iam-policy-require-secret-condition oci:Identity:Policy: rights",
    ]);
  });

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
