import { strict as assert } from "node:assert";

import { kindOf, kinds } from "../../../../sandbox/kinds";
import type { Properties } from "../../../../sandbox/plugins/values";
import {
  COMPARTMENT,
  HOME_REGION,
  OTHER_COMPARTMENT,
  providerSettings,
  RunningPlugin,
  startSandbox,
  TENANCY,
  without,
  WORKLOAD_REGION,
  type PluginConnection,
  type RunningSandbox,
} from "../../harness";
import {
  CANARY,
  COMPARTMENT_TYPE,
  CONTAINER_CONFIGURATION,
  DYNAMIC_GROUP,
  DOMAINS_GROUP,
  LOG,
  LOG_GROUP,
  PROJECT,
  makeSample,
  samples,
  SECRET,
  SUBSCRIPTION,
  TOPIC,
  type Sample,
} from "./resources";

describe("ociPlugin", () => {
  let sandbox: RunningSandbox;
  let plugin: RunningPlugin;
  let connection: PluginConnection;
  /** Bodies of the requests and answers of a test. */
  const [sent, answered]: [string[], string[]] = [[], []];

  beforeEach(() => {
    sent.length = 0;
    answered.length = 0;
  });

  before(async () => {
    sandbox = await startSandbox((server) => {
      server.addHook("preHandler", ({ body }, _reply, done) => {
        sent.push(JSON.stringify(body ?? ""));
        done();
      });
      server.addHook("onSend", async (_request, _reply, payload) => void answered.push(String(payload)));
    });
    plugin = await RunningPlugin.start(sandbox.endpoint);
    connection = await plugin.configured();
  });

  afterEach(() => sandbox.store.clear());

  after(async () => {
    plugin.stop();
    await sandbox.stop();
  });

  const make = (sample: Parameters<typeof makeSample>[1]): ReturnType<typeof makeSample> =>
    makeSample(connection, sample);
  const makeLog = (): ReturnType<typeof make> => make(samples.find(({ token }) => token === LOG) as Sample);
  const bodyOf = (id: string): Properties | undefined => sandbox.store.get(id)?.body;

  it("is tried with every kind", () => {
    const ofCompartments = [CONTAINER_CONFIGURATION];

    assert.deepEqual(
      [...samples.map(({ token }) => token), ...ofCompartments].sort(),
      kinds.map(({ token }) => token).sort(),
    );
  });

  for (const sample of samples) {
    const { token, change } = sample;

    it(`makes a ${token}`, async () => {
      const { id } = await make(sample);

      assert.equal(sandbox.store.get(id)?.kind, token);
    });

    it(`shows the inputs of a ${token} among its outputs`, async () => {
      const { inputs, outputs } = await make(sample);

      const shown = Object.fromEntries(Object.keys(inputs).map((key) => [key, outputs[key]]));
      assert.deepEqual(present(shown), without(inputs, "secretContent"));
    });

    it(`writes the time of a ${token}'s creation as Go prints it`, async () => {
      const { outputs } = await make(sample);

      const [meta] = (outputs["metas"] ?? outputs["metadatas"] ?? []) as Properties[];
      const time = outputs["timeCreated"] ?? outputs["createdTime"] ?? meta?.["created"] ?? meta?.["timeCreated"];
      assert.match(String(time), OTHER_TIMES[token] ?? GO_TIME);
    });

    it(`reads a ${token} as it was made`, async () => {
      const { id, inputs, outputs } = await make(sample);

      assert.deepEqual(await connection.read(token, id, outputs, inputs), { id, inputs, outputs });
    });

    it(`shows what was changed by hand in a ${token}`, async () => {
      const { id, inputs, outputs } = await make(sample);
      const stored = sandbox.store.get(id);
      assert.ok(stored);
      sandbox.store.put({ ...stored, body: { ...stored.body, ...change } });

      const found = await connection.read(token, id, outputs, inputs);

      assert.deepEqual(found.inputs, { ...inputs, ...change });
    });

    it(`changes a ${token} in place`, async () => {
      const { id, inputs, outputs } = await make(sample);

      const updated = await connection.update(token, id, outputs, { ...inputs, ...change });

      const shown = Object.fromEntries(Object.keys(inputs).map((key) => [key, updated[key]]));
      assert.deepEqual(present(shown), without({ ...inputs, ...change }, "secretContent"));
    });

    it(`deletes a ${token}`, async () => {
      const { id, outputs } = await make(sample);

      await connection.delete(token, id, outputs);

      const { deletion } = kindOf(token)?.rest ?? {};
      const shown = { scheduled: "PENDING_DELETION", shown: "DELETED" };
      assert.equal(bodyOf(id)?.["lifecycleState"], deletion && shown[deletion]);
    });

    it(`reads a ${token} that is deleted as one without an id`, async () => {
      const { id, inputs, outputs } = await make(sample);
      await connection.delete(token, id, outputs);

      assert.deepEqual(await connection.read(token, id, outputs, inputs), { id: "", inputs: {}, outputs: {} });
    });

    it(`deletes a ${token} twice without complaint`, async () => {
      const { id, outputs } = await make(sample);
      await connection.delete(token, id, outputs);

      await assert.doesNotReject(connection.delete(token, id, outputs));
    });

    it(`reads a ${token} that is gone as one without an id`, async () => {
      const { id, inputs, outputs } = await make(sample);
      sandbox.store.delete(id);

      assert.deepEqual(await connection.read(token, id, outputs, inputs), { id: "", inputs: {}, outputs: {} });
    });

    it(`deletes a ${token} that is gone already`, async () => {
      const { id, outputs } = await make(sample);
      sandbox.store.delete(id);

      await assert.doesNotReject(connection.delete(token, id, outputs));
    });

    const movable = kinds.find((kind) => kind.token === token)?.inputs["compartmentId"]?.action;
    if (!movable) continue;

    it(`moves a ${token} to another compartment`, async () => {
      const { id, inputs, outputs } = await make(sample);

      await connection.update(token, id, outputs, { ...inputs, compartmentId: OTHER_COMPARTMENT });

      assert.equal(bodyOf(id)?.["compartmentId"], OTHER_COMPARTMENT);
    });
  }

  describe("a compartment without 'enableDelete'", () => {
    const sample = samples.find(({ token }) => token === COMPARTMENT_TYPE) as Sample;
    const kept = { ...sample, inputs: without(sample.inputs, "enableDelete") };

    it("stays as it is when its resource is deleted", async () => {
      const { id, outputs } = await make(kept);

      await connection.delete(COMPARTMENT_TYPE, id, outputs);

      assert.equal(bodyOf(id)?.["lifecycleState"], "ACTIVE");
    });

    it("takes over one of the same name, with what the program says of it", async () => {
      const { id } = await make(kept);

      const again = await make({ ...kept, inputs: { ...kept.inputs, description: "another" } });

      assert.equal(again.id, id);
      assert.equal(bodyOf(id)?.["description"], "another");
    });

    it("fails where 'enableDelete' is given and the name is taken", async () => {
      await make(kept);

      await assert.rejects(make(sample), /409-AlreadyExists/);
    });
  });

  describe("a secret's content", () => {
    const sample = samples.find(({ token }) => token === SECRET) as Sample;

    it("is sent to the service", async () => {
      const { id } = await make(sample);

      assert.ok(sandbox.store.get(id));
      assert.equal(sent.filter((body) => body.includes(CANARY)).length, 1);
    });

    it("is sent once while it does not change", async () => {
      const { id, inputs, outputs } = await make(sample);

      await connection.update(SECRET, id, outputs, { ...inputs, description: "changed" }, inputs);

      assert.equal(sent.filter((body) => body.includes(CANARY)).length, 1);
    });

    it("is sent again when it changes", async () => {
      const { id, inputs, outputs } = await make(sample);
      const secretContent = { contentType: "BASE64", content: "bmV3" };

      await connection.update(SECRET, id, outputs, { ...inputs, secretContent }, inputs);

      assert.equal(sent.filter((body) => body.includes("bmV3")).length, 1);
    });

    it("is in no answer, output or stored object", async () => {
      const { id, inputs, outputs } = await make(sample);
      const preview = await connection.previewCreate(SECRET, inputs);
      const updated = await connection.update(SECRET, id, outputs, { ...inputs, description: "changed" }, inputs);
      const read = await connection.read(SECRET, id, outputs, {});

      const shown = JSON.stringify([outputs, preview, updated, read, answered, sandbox.store.all()]);
      assert.equal(shown.includes(CANARY), false);
    });

    it("is in no failure", async () => {
      const { failures } = await connection.check(SECRET, { ...sample.inputs, vaultId: "v", secretContent: CANARY });

      assert.deepEqual(failures, [{ property: "secretContent", reason: "'secretContent' must be an object" }]);
    });
  });

  describe("functions", () => {
    it("answer with the tenancy's namespace", async () => {
      const found = await connection.invoke("oci:ObjectStorage/getNamespace:getNamespace", {
        compartmentId: COMPARTMENT,
      });

      assert.deepEqual(found, {
        compartmentId: COMPARTMENT,
        id: "ObjectStorageNamespaceDataSource-0",
        namespace: "sandbox",
      });
    });

    it("fail when the sandbox does not have them yet", async () => {
      await assert.rejects(
        connection.invoke("oci:Identity/getTenancy:getTenancy", {}),
        /the sandbox has no function 'oci:Identity\/getTenancy:getTenancy' yet/,
      );
    });
  });

  it("moves a log to another log group", async () => {
    const { id, inputs, outputs } = await makeLog();
    const other = await connection.create(LOG_GROUP, { compartmentId: COMPARTMENT, displayName: "other" });

    const updated = await connection.update(LOG, id, outputs, { ...inputs, logGroupId: other.id });

    assert.equal(updated["logGroupId"], other.id);
  });

  it("changes the parameters of a log's source in place", async () => {
    const { id, inputs, outputs } = await makeLog();
    const { source, ...rest } = inputs["configuration"] as { source: Properties };
    const configuration = { ...rest, source: { ...source, parameters: { a: "1" } } };

    const updated = await connection.update(LOG, id, outputs, { ...inputs, configuration });

    assert.deepEqual(updated["configuration"], configuration);
  });

  it("nests the tags of a namespace on their way to the service", async () => {
    const tags = { definedTags: { "Operations.Team": "a" } };

    const { id } = await connection.create(TOPIC, { compartmentId: COMPARTMENT, name: "app", ...tags });

    assert.deepEqual(bodyOf(id)?.["definedTags"], { Operations: { Team: "a" } });
  });

  it("shows the id among the outputs, as the bridge of the official plugin does", async () => {
    const { id, outputs } = await connection.create(TOPIC, { compartmentId: COMPARTMENT, name: "app" });

    assert.equal(outputs["id"], id);
  });

  it("makes nothing in a preview", async () => {
    await connection.previewCreate(TOPIC, { compartmentId: COMPARTMENT, name: "app" });

    assert.deepEqual(sandbox.store.all(), []);
  });

  describe("imports", () => {
    it("read a log by the ids of its group and itself", async () => {
      const { id, inputs } = await makeLog();

      const found = await connection.read(LOG, `logGroupId/${String(inputs["logGroupId"])}/logId/${id}`);

      assert.deepEqual([found.id, found.outputs["displayName"]], [id, "app"]);
    });

    it("find nothing under the ids of a log that is gone", async () => {
      const { id, inputs } = await makeLog();
      sandbox.store.delete(id);

      const found = await connection.read(LOG, `logGroupId/${String(inputs["logGroupId"])}/logId/${id}`);

      assert.equal(found.id, "");
    });

    it("lead to no change for a program that gives what is there", async () => {
      const { id, inputs } = await makeLog();
      const found = await connection.read(LOG, `logGroupId/${String(inputs["logGroupId"])}/logId/${id}`);

      const diff = await connection.diff(LOG, found.inputs, inputs);

      assert.deepEqual([...diff.getDetaileddiffMap().keys()], []);
    });

    it("read a kind without a parent by its id alone", async () => {
      const { id } = await connection.create(TOPIC, { compartmentId: COMPARTMENT, name: "app" });

      const found = await connection.read(TOPIC, id);

      assert.deepEqual([found.id, found.inputs["name"]], [id, "app"]);
    });
  });

  describe("with two connections", () => {
    const group = {
      compartmentId: TENANCY,
      name: "app",
      description: "d",
      matchingRule: "ANY {resource.type = 'devopsconnection'}",
    };
    const project = { compartmentId: COMPARTMENT, name: "app", notificationConfig: { topicId: "t" } };

    it("keeps their regions apart", async () => {
      const home = await plugin.configured({ ...providerSettings, region: HOME_REGION });
      const workload = await plugin.configured({ ...providerSettings, region: WORKLOAD_REGION });

      await home.create(DYNAMIC_GROUP, group);
      await workload.create(PROJECT, project);

      const regions = sandbox.store.all().map(({ kind, region }) => [kind, region]);
      assert.deepEqual(regions, [
        [DYNAMIC_GROUP, HOME_REGION],
        [PROJECT, WORKLOAD_REGION],
      ]);
    });

    it("keeps the region of a connection when another is configured after it", async () => {
      const home = await plugin.configured({ ...providerSettings, region: HOME_REGION });
      await plugin.configured({ ...providerSettings, region: WORKLOAD_REGION });

      const { id } = await home.create(DYNAMIC_GROUP, group);

      assert.equal(sandbox.store.get(id)?.region, HOME_REGION);
    });

    it("fails when the one that is used was not configured", async () => {
      await plugin.configured();

      await assert.rejects(plugin.connect().create(DYNAMIC_GROUP, group), {
        details: "the provider was not configured on this connection",
      });
    });
  });
});

/** e.g. `2026-11-21 09:08:07.12 +0000 UTC` */
const GO_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{0,2}[1-9])? \+0000 UTC$/;

/** What is no time to the plugin: it passes on the text that the service sends. */
const OTHER_TIMES: Readonly<Record<string, RegExp>> = {
  [SUBSCRIPTION]: /^\d{13}$/,
  [DOMAINS_GROUP]: /^[\d-]{10}T[\d:.]{12}Z$/,
};

function present(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
