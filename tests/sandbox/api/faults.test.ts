import { strict as assert } from "node:assert";

import { faultAt, faultPlan, FAULTS, type Fault } from "../../../sandbox/api/faults";
import { COMPARTMENT, RunningPlugin, startSandbox, type RunningSandbox } from "../harness";
import { objectOf, refusal, request, STATEMENT, type Answer } from "./requests";

const TOPICS = "/20181201/topics";
const TOPIC = "oci:Ons/notificationTopic:NotificationTopic";
const POLICIES = "/20160918/policies";
const POLICY = "oci:Identity/policy:Policy";
const policy = { compartmentId: COMPARTMENT, name: "app", description: "d", statements: [STATEMENT] };
const topic = { compartmentId: COMPARTMENT, name: "app" };

describe("faultAt", () => {
  const first = (count: number, seed: number, rate: number): (Fault | undefined)[] =>
    Array.from({ length: count }, (_, number) => faultAt(faultPlan({ seed, rate }), number));

  it("is the same for the same seed", () => {
    assert.deepEqual(first(50, 7, 0.5), first(50, 7, 0.5));
  });

  it("is another for another seed", () => {
    assert.notDeepEqual(first(50, 7, 0.5), first(50, 8, 0.5));
  });

  it("is none at a rate of 0, and always one at a rate of 1", () => {
    assert.ok(first(100, 1, 0).every((fault) => fault === undefined));
    assert.ok(first(100, 1, 1).every((fault) => fault !== undefined));
  });

  it("comes in every form", () => {
    assert.deepEqual(new Set(first(100, 1, 1)), new Set(FAULTS));
  });

  it("is one of those that are asked for", () => {
    const plan = faultPlan({ seed: 1, rate: 1, faults: ["error"] });

    assert.equal(faultAt(plan, 3), "error");
  });
});

describe("faults of the REST API", () => {
  let sandbox: RunningSandbox;

  before(async () => {
    sandbox = await startSandbox();
  });

  afterEach(async () => {
    await request(sandbox.endpoint, "DELETE", "/sandbox/faults");
    sandbox.store.clear();
  });

  after(() => sandbox.stop());

  const begin = (plan: object): Promise<Answer> => request(sandbox.endpoint, "POST", "/sandbox/faults", plan);
  const always = (fault: string): Promise<Answer> => begin({ seed: 1, rate: 1, faults: [fault], latency: 1 });
  const create = (): Promise<Answer> => request(sandbox.endpoint, "POST", TOPICS, topic);

  for (const { fault, status, code } of [
    { fault: "throttle", status: 429, code: "TooManyRequests" },
    { fault: "error", status: 500, code: "InternalServerError" },
    { fault: "unavailable", status: 503, code: "ServiceUnavailable" },
  ]) {
    it(`refuse with ${status} before anything is written`, async () => {
      await always(fault);

      assert.deepEqual(refusal(await create()), { status, code });
      assert.deepEqual(sandbox.store.all(), []);
    });
  }

  it("say when to try again", async () => {
    await always("throttle");

    assert.equal((await create()).headers.get("retry-after"), "1");
  });

  it("answer late", async () => {
    await always("latency");

    assert.equal((await create()).status, 200);
  });

  for (const { fault, written } of [
    { fault: "drop-before", written: 0 },
    { fault: "drop-after", written: 1 },
  ]) {
    it(`end the connection: ${fault}`, async () => {
      await always(fault);

      await assert.rejects(create(), /fetch failed/);
      assert.equal(sandbox.store.all().length, written);
    });
  }

  it("show an IAM object as it was before its last write: stale", async () => {
    const made = await request(sandbox.endpoint, "POST", POLICIES, policy);
    const path = `${POLICIES}/${String(objectOf(made)["id"])}`;
    await always("stale");

    const [unmade, changed] = [
      await request(sandbox.endpoint, "GET", path),
      await request(sandbox.endpoint, "PUT", path, { description: "changed" }),
    ];
    const unchanged = await request(sandbox.endpoint, "GET", path);

    assert.deepEqual(refusal(unmade), { status: 404, code: "NotAuthorizedOrNotFound" });
    assert.equal(objectOf(changed)["description"], "changed");
    assert.equal(objectOf(unchanged)["description"], policy.description);
  });

  it("show an object of another service as it is: stale", async () => {
    const made = objectOf(await create());
    await always("stale");

    assert.equal((await request(sandbox.endpoint, "GET", `${TOPICS}/${String(made["topicId"])}`)).status, 200);
  });

  it("leave other kinds alone", async () => {
    await begin({ seed: 1, rate: 1, faults: ["error"], kinds: ["oci:DevOps/project:Project"] });

    assert.equal((await create()).status, 200);
  });

  for (const plan of [
    { seed: 1 },
    { seed: 1, rate: 2 },
    { seed: 1, rate: 1, faults: ["x"] },
    { seed: 1, rate: 1, a: 1 },
  ]) {
    it(`fails when a plan is ${JSON.stringify(plan)}`, async () => {
      assert.deepEqual(refusal(await begin(plan)), { status: 400, code: "InvalidParameter" });
    });
  }

  it("are outlived by the stand-in, which makes one object", async () => {
    const plugin = await RunningPlugin.start(sandbox.endpoint);
    const connection = await plugin.configured();
    await begin({ seed: 3, rate: 0.3, latency: 1 });

    const names = ["a", "b", "c", "d"];
    try {
      for (const name of names) await connection.create(TOPIC, { ...topic, name });
    } finally {
      plugin.stop();
    }

    assert.deepEqual(
      sandbox.store.all().map(({ body }) => body["name"]),
      names,
    );
  });

  it("that are stale don't mislead the stand-in about what it has written", async () => {
    const plugin = await RunningPlugin.start(sandbox.endpoint);
    const connection = await plugin.configured();
    await begin({ seed: 3, rate: 0.5, faults: ["stale"] });

    const descriptions: unknown[] = [];
    try {
      for (const name of ["a", "b", "c", "d"]) {
        const { id, outputs } = await connection.create(POLICY, { ...policy, name });
        const news = { ...policy, name, description: `changed ${name}` };
        descriptions.push((await connection.update(POLICY, id, outputs, news))["description"]);
      }
    } finally {
      plugin.stop();
    }

    assert.deepEqual(descriptions, ["changed a", "changed b", "changed c", "changed d"]);
  });
});
