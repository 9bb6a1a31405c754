import { strict as assert } from "node:assert";

import { Lab, type Outcome } from "./lab";

/** Stands for a credential: it must be found with the service alone. */
const CANARY = "CANARY4711canary";
const IN_BASE64 = Buffer.from(CANARY).toString("base64");
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

describe("a token of the stack file, through the real engine", function () {
  this.timeout(120_000);
  const KEY = "oci-delivery:services[0].source.token";
  const SECRET = "oci:Vault/secret:Secret";
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("canary-token");
    await lab.prepare("dev");
    const vault = await lab.make("/20180608/vaults", { displayName: "shop", vaultType: "DEFAULT" });
    const { platform, services } = lab.configuration("dev") as { platform: object; services: { source: object }[] };
    const [first, ...others] = services;
    const source = { ...first?.source, tokenSecret: undefined, token: CANARY };
    lab.configure("dev", {
      "oci-delivery:platform": { ...platform, vault, key: "ocid1.key.oc1.eu-frankfurt-1.shop.key" },
      "oci-delivery:services": [{ ...first, source }, ...others],
      // as it is in production
      "oci-delivery:protection": { enabled: true },
    });
  });
  after(() => lab.close());

  /** Gives the secret another name. */
  function nameSecret(tokenName: string | undefined): void {
    const { services } = lab.configuration("dev") as { services: { source: object }[] };
    const [first, ...others] = services;
    const renamed = { ...first, source: { ...first?.source, tokenName } };
    lab.configure("dev", { "oci-delivery:services": [renamed, ...others] });
  }

  /** What the engine wrote holds the token in neither form. */
  function assertSilent(written: string): void {
    assert.ok(written.length > 0 && !written.includes(CANARY) && !written.includes(IN_BASE64), written);
  }

  it("fails when it is plain text, says how it is encrypted, and does not show it", async () => {
    const { code, output } = await lab.run("preview", "dev");

    assert.notEqual(code, 0);
    assert.match(output, /services\[0\]\.source\.token: is plain text; run "pulumi config set --secret --path/);
    assertSilent(output);
  });

  it("shows in no preview, which names the secret in its statements", async () => {
    await lab.encrypt("dev", KEY, CANARY);

    const { code, output } = await lab.run("preview", "dev", "--diff", "--show-full-output");

    assert.equal(code, 0, output);
    assertSilent(output);
    assert.match(output, /to read secret-bundles in .* where target\.secret\.name = 'shop-dev-orders-api-token'/);
  });

  it("shows in no up, state or output, and the connection reads the secret that was made", async () => {
    const { code, output } = await lab.run("up", "dev", "--diff", "--show-full-output");

    assert.equal(code, 0, output);
    assertSilent(output);
    assertSilent(await lab.exported("dev"));
    assertSilent((await lab.outputs("dev")).output);
    const objects = await lab.objects();
    const secret = objects.find(({ kind }) => kind === SECRET);
    const connection = objects.find(({ kind }) => kind === "oci:DevOps/connection:Connection");
    assert.equal(secret?.body["secretName"], "shop-dev-orders-api-token");
    assert.equal(connection?.body["accessToken"], secret?.id);
  });

  it("becomes a new version of the same secret when it is renewed", async () => {
    const idOf = async (): Promise<unknown> => (await lab.objects()).find(({ kind }) => kind === SECRET)?.id;
    const before = await idOf();
    await lab.encrypt("dev", KEY, `${CANARY}-2`);

    const { code, output, steps } = await lab.run("up", "dev", "--diff", "--show-full-output");

    assert.equal(code, 0, output);
    assertSilent(output);
    assert.deepEqual(steps, [{ op: "update", type: SECRET, name: "orders-api-source-token" }]);
    assert.equal(await idOf(), before);
    assertSilent(await lab.exported("dev"));
  });

  it("changes nothing in a second up", async () => {
    const { steps } = await lab.run("up", "dev");

    assert.deepEqual(steps, []);
  });

  it("fails when its secret is protected and would be replaced, unless that is confirmed", async () => {
    nameSecret("orders-token-2");

    const refused = await lab.run("preview", "dev");
    lab.configure("dev", { "oci-delivery:protection": { enabled: true, except: ["secrets"] } });
    const confirmed = await lab.run("preview", "dev");

    nameSecret(undefined);
    lab.configure("dev", { "oci-delivery:protection": { enabled: true } });
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /unable to replace resource "\S+::orders-api-source-token"/);
    assertSilent(refused.output);
    assert.equal(confirmed.code, 0, confirmed.output);
    assert.ok(confirmed.steps.some(({ op, type }) => op === "replace" && type === SECRET));
  });

  it("fails when its name is still taken by a deleted one, and comes up under another", async () => {
    assert.equal((await lab.run("destroy", "dev", "--ignore-protect")).code, 0);

    const refused = await lab.run("up", "dev");
    await lab.encrypt("dev", KEY, CANARY);
    nameSecret("orders-token-2");
    const { code, output } = await lab.run("up", "dev");

    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /secretName 'shop-dev-orders-api-token' is taken/);
    assertSilent(refused.output);
    assert.equal(code, 0, output);
  });
});
