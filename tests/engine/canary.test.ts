import { strict as assert } from "node:assert";

import { Lab, type Outcome } from "./lab";

/** Stands for a credential: it must be found with the service alone. */
const CANARY = "CANARY4711canary";
const WEBHOOK = `https://hooks.slack.com/services/T0/B0/${CANARY}`;

describe("an endpoint that is a credential, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("canary");
    await lab.prepare("dev");
    lab.configure("dev", { "oci-delivery:notify": [{ slack: WEBHOOK, name: "shop-channel" }] });
  });
  after(() => lab.close());

  /** The outcome of a run that succeeded and of which the engine wrote nothing that holds the credential. */
  function assertSilent({ code, output }: Pick<Outcome, "code" | "output">): void {
    assert.equal(code, 0, output);
    assert.ok(output.length > 0 && !output.includes(CANARY), output);
  }

  it("shows in no report of problems when it is malformed", async () => {
    lab.configure("dev", { "oci-delivery:notify": [{ slack: `${WEBHOOK}?x`, name: "shop-channel" }] });

    const { code, output } = await lab.run("preview", "dev");

    lab.configure("dev", { "oci-delivery:notify": [{ slack: WEBHOOK, name: "shop-channel" }] });
    assert.notEqual(code, 0);
    assert.match(output, /oci-delivery:notify\[0\]\.slack: got a secret; expected the address of a Slack webhook/);
    assert.ok(!output.includes(CANARY), output);
  });

  it("shows in no preview", async () => {
    const outcome = await lab.run("preview", "dev", "--diff", "--show-full-output");

    assertSilent(outcome);
    assert.match(outcome.output, /delivery-shop-channel/);
  });

  it("shows in no up, and reaches the service", async () => {
    const outcome = await lab.run("up", "dev", "--diff", "--show-full-output");

    assertSilent(outcome);
    const endpoints = (await lab.objects())
      .filter(({ kind }) => kind === "oci:Ons/subscription:Subscription")
      .map(({ body }) => [body["protocol"], body["endpoint"]]);
    assert.deepEqual(endpoints, [["SLACK", WEBHOOK]]);
  });

  it("shows in no state", async () => {
    const state = await lab.exported("dev");

    assert.match(state, /delivery-shop-channel/);
    assert.ok(!state.includes(CANARY), state);
  });

  it("shows in no output of the stack", async () => {
    const outcome = await lab.outputs("dev");

    assertSilent(outcome);
    assert.match(outcome.output, /topicId/);
  });

  it("shows in no refresh", async () => {
    assertSilent(await lab.run("refresh", "dev", "--diff", "--expect-no-changes"));
  });

  it("shows in no change to another one", async () => {
    lab.configure("dev", { "oci-delivery:notify": [{ slack: `${WEBHOOK}-2`, name: "shop-channel" }] });

    const outcome = await lab.run("up", "dev", "--diff", "--show-full-output");

    assertSilent(outcome);
    assert.deepEqual(
      outcome.steps.map(({ op, name }) => `${op} ${name}`),
      [
        "create-replacement delivery-shop-channel",
        "replace delivery-shop-channel",
        "delete-replaced delivery-shop-channel",
      ],
    );
    assert.ok(!(await lab.exported("dev")).includes(CANARY));
  });
});
