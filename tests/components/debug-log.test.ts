import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { batchDebugLog } from "../../components/debug-log";

type Debug = typeof pulumi.log.debug;

describe("batchDebugLog", () => {
  const log = pulumi.log as { debug: Debug };
  const original = log.debug;
  let sent: { message: string; resource: pulumi.Resource | undefined }[];

  beforeEach(() => {
    sent = [];
    log.debug = (message, resource) => {
      sent.push({ message, resource });
      return Promise.resolve();
    };
    batchDebugLog();
  });
  afterEach(() => void (log.debug = original));

  it("sends the messages of one turn together, in their order", async () => {
    await Promise.all([log.debug("one"), log.debug("two"), log.debug("three")]);

    assert.deepEqual(sent, [{ message: "one\ntwo\nthree", resource: undefined }]);
  });

  it("leaves out what the engine answers, which holds secrets", async () => {
    await log.debug("RegisterResource RPC finished: secret; err: null, resp: token,,,CANARY\nmore CANARY");

    assert.deepEqual(
      sent.map(({ message }) => message),
      ["RegisterResource RPC finished: secret; err: null, resp: left out"],
    );
  });

  it("loses no message of a later turn", async () => {
    await log.debug("one");
    await log.debug("two");

    assert.deepEqual(
      sent.map(({ message }) => message),
      ["one", "two"],
    );
  });

  it("sends a message about a resource at once, by itself", async () => {
    const resource = { name: "a resource" } as unknown as pulumi.Resource;

    await log.debug("about it", resource);

    assert.deepEqual(sent, [{ message: "about it", resource }]);
  });
});
