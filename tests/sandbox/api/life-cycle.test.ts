import { strict as assert } from "node:assert";

import { kindOf, kinds } from "../../../sandbox/kinds";
import { settle } from "../../../sandbox/api/life-cycle";
import { COMPARTMENT, RunningPlugin, startSandbox, type PluginConnection, type RunningSandbox } from "../harness";
import { inputsIn, samples, SECRET, TOPIC, type Parent, type Sample } from "../plugins/oci/resources";
import { NOT_FOUND, objectOf, refusal, request, type Answer } from "./requests";

const TOPICS = "/20181201/topics";
const GROUPS = "/20200531/logGroups";
const topic = { compartmentId: COMPARTMENT, name: "app" };
const IN_AN_HOUR = 3_600_000;

describe("life cycles that take time", () => {
  let sandbox: RunningSandbox;

  before(async () => {
    sandbox = await startSandbox();
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  const ask = (method: string, path: string, body?: object): Promise<Answer> =>
    request(sandbox.endpoint, method, path, body);
  const delay = async (lifecycleDelay: number): Promise<void> => {
    assert.equal((await ask("PUT", "/sandbox/settings", { lifecycleDelay })).status, 200);
  };
  const stateOf = async (path: string): Promise<unknown> => objectOf(await ask("GET", path))["lifecycleState"];
  const later = (): void => settle(sandbox.store, Date.now() + IN_AN_HOUR);

  describe("of an hour", () => {
    beforeEach(() => delay(3600));

    const makeTopic = async (): Promise<string> =>
      `${TOPICS}/${String(objectOf(await ask("POST", TOPICS, topic))["topicId"])}`;

    it("show what is made as CREATING, then as it will be", async () => {
      const path = await makeTopic();
      assert.equal(await stateOf(path), "CREATING");

      later();

      assert.equal(await stateOf(path), "ACTIVE");
    });

    it("show what is deleted as DELETING, then not at all", async () => {
      const path = await makeTopic();
      later();
      await ask("DELETE", path);
      assert.equal(await stateOf(path), "DELETING");

      later();

      assert.deepEqual(refusal(await ask("GET", path)), NOT_FOUND);
    });

    it("fail to change what is not there yet, or going", async () => {
      const path = await makeTopic();
      const refused = { status: 409, code: "IncorrectState" };
      assert.deepEqual(refusal(await ask("PUT", path, { description: "d" })), refused);

      later();
      await ask("DELETE", path);

      assert.deepEqual(refusal(await ask("DELETE", path)), refused);
    });

    it("keep the name of what is going", async () => {
      const path = await makeTopic();
      later();
      await ask("DELETE", path);

      assert.deepEqual(refusal(await ask("POST", TOPICS, topic)), { status: 409, code: "AlreadyExists" });
    });

    it("keep a work request in progress as long", async () => {
      const { headers } = await ask("POST", GROUPS, { compartmentId: COMPARTMENT, displayName: "app" });
      const workRequest = `/20200531/workRequests/${String(headers.get("opc-work-request-id"))}`;
      const before = objectOf(await ask("GET", workRequest));
      assert.deepEqual([before["status"], before["timeFinished"]], ["IN_PROGRESS", undefined]);

      later();

      const after = objectOf(await ask("GET", workRequest));
      assert.deepEqual([after["status"], after["percentComplete"]], ["SUCCEEDED", 100]);
    });

    it("take no time where OCI has no state on the way", async () => {
      const repository = { compartmentId: COMPARTMENT, displayName: "app" };

      const made = await ask("POST", "/20160918/container/repositories", repository);

      assert.equal(objectOf(made)["lifecycleState"], "AVAILABLE");
    });
  });

  describe("of a moment, through the plugin", () => {
    let plugin: RunningPlugin;
    let connection: PluginConnection;

    before(async () => {
      plugin = await RunningPlugin.start(sandbox.endpoint);
      connection = await plugin.configured();
      await delay(0.05);
    });

    after(async () => {
      await delay(0);
      plugin.stop();
    });

    const make = async (sample: Omit<Parent, "input">): Promise<{ id: string; outputs: Record<string, unknown> }> => {
      const { parent } = sample;
      const inputs = parent ? inputsIn(sample, (await make(parent)).id) : sample.inputs;
      return connection.create(sample.token, inputs);
    };

    it("are waited for: nothing is made or deleted before it is so", async () => {
      const { id, outputs } = await make({ token: TOPIC, inputs: topic });
      assert.equal(outputs["state"], "ACTIVE");

      await connection.delete(TOPIC, id, outputs);

      assert.deepEqual(sandbox.store.all(), []);
    });

    it("end in the state that the kind has, of every kind", async () => {
      for (const sample of samples) {
        const { outputs } = await make(sample);
        if (kindOf(sample.token)?.computed["state"]) assert.equal(outputs["state"], kindOf(sample.token)?.rest.target);
        sandbox.store.clear();
      }
      assert.equal(samples.length, kinds.filter(({ rest }) => !rest.single).length);
    });

    it("end in a deletion that is scheduled, where that is all there is", async () => {
      const { id, outputs } = await make(samples.find(({ token }) => token === SECRET) as Sample);

      await connection.delete(SECRET, id, outputs);

      assert.equal(sandbox.store.get(id)?.body["lifecycleState"], "PENDING_DELETION");
    });
  });
});
