import { strict as assert } from "node:assert";

import {
  hasSecret,
  providerOf,
  revealed,
  settled,
  type Exported,
  type Recorded,
  type Verdict,
} from "../../../commands/recovery/deployment";

const TOPIC = "oci:Ons/notificationTopic:NotificationTopic";
const URN = `urn:pulumi:prod::oci-delivery::${TOPIC}::topic`;
const secret = (ciphertext: string): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext,
});

const topic: Recorded = { urn: URN, type: TOPIC, custom: true, inputs: { name: "shop" } };
const made: Verdict = {
  outcome: "imported",
  id: "ocid1.onstopic.oc1..new",
  outputs: { name: "shop", state: "ACTIVE" },
};
const dropped: Verdict = { outcome: "dropped", why: "was not made" };

const exported = (resources: readonly Recorded[], pending: readonly Recorded[] = [topic]): Exported => ({
  deployment: { resources, pending_operations: pending.map((resource) => ({ type: "creating", resource })) },
});

describe("a settled state", () => {
  it("records what was made as if its create had come to its end", () => {
    const { deployment } = settled(exported([]), [made]);

    assert.deepEqual(deployment.resources, [
      { ...topic, id: "ocid1.onstopic.oc1..new", outputs: { name: "shop", state: "ACTIVE" } },
    ]);
    assert.deepEqual(deployment.pending_operations, []);
  });

  it("forgets what was not made, and keeps the rest as it is", () => {
    const other = { ...topic, urn: `${URN}-2`, id: "ocid1.onstopic.oc1..other" };

    const { deployment } = settled(exported([other]), [dropped]);

    assert.deepEqual(deployment, { resources: [other], pending_operations: [] });
  });

  it("keeps what recovery does not look into", () => {
    const given = { version: 3, ...exported([]) };

    assert.equal((settled(given, [dropped]) as typeof given).version, 3);
  });

  it("has the old one of a replacement still to be deleted", () => {
    const old = { ...topic, id: "ocid1.onstopic.oc1..old", inputs: { name: "shop-old" } };

    const { resources = [] } = settled(exported([old]), [made]).deployment;

    assert.deepEqual(
      resources.map((each) => [each.id, each.delete]),
      [
        ["ocid1.onstopic.oc1..old", true],
        ["ocid1.onstopic.oc1..new", undefined],
      ],
    );
  });

  it("is without the old one of a replacement that was deleted first", () => {
    const old = { ...topic, id: "ocid1.onstopic.oc1..old", pendingReplacement: true };

    const { resources = [] } = settled(exported([old]), [made]).deployment;

    assert.deepEqual(
      resources.map((each) => each.id),
      ["ocid1.onstopic.oc1..new"],
    );
  });

  it("keeps a secret input encrypted among the outputs", () => {
    const hidden = { ...topic, inputs: { endpoint: secret("abc") } };
    const verdict: Verdict = { outcome: "imported", id: "x", outputs: { endpoint: "https://token.example.com" } };

    const { resources = [] } = settled(exported([], [hidden]), [verdict]).deployment;

    assert.deepEqual(resources[0]?.outputs, { endpoint: secret("abc") });
    assert.doesNotMatch(JSON.stringify(resources), /token/);
  });

  it("marks what a plugin calls secret, for the engine to encrypt", () => {
    const plain = { ...secret(""), ciphertext: undefined, value: "word" };
    const verdict: Verdict = { outcome: "imported", id: "x", outputs: { password: plain } };

    const { resources = [] } = settled(exported([]), [verdict]).deployment;

    assert.deepEqual(resources[0]?.outputs, {
      password: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"word"' },
    });
  });
});

describe("the secrets of a state", () => {
  it("are found at any depth", () => {
    assert.equal(hasSecret({ list: [{ token: secret("abc") }] }), true);
    assert.equal(hasSecret({ list: [{ token: "abc" }] }), false);
    assert.equal(hasSecret(undefined), false);
  });

  it("are revealed at any depth", () => {
    const shown = { ...secret(""), plaintext: '{"user":"me"}' };

    assert.deepEqual(revealed({ list: [{ token: shown }], name: "shop" }), {
      list: [{ token: { user: "me" } }],
      name: "shop",
    });
  });
});

describe("the provider of a resource", () => {
  const provider = { urn: "urn:provider", type: "pulumi:providers:oci", id: "1", inputs: { region: "us-ashburn-1" } };

  it("is found by urn and id", () => {
    assert.deepEqual(providerOf(exported([provider]), { ...topic, provider: "urn:provider::1" }), {
      region: "us-ashburn-1",
    });
  });

  it("has no settings where the state does not know it", () => {
    assert.deepEqual(providerOf(exported([provider]), { ...topic, provider: "urn:provider::2" }), {});
  });
});
