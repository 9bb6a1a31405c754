import { strict as assert } from "node:assert";

import { REGION_HEADER } from "../../../sandbox/api/region-header";
import {
  COMPARTMENT,
  HOME_REGION,
  startSandbox,
  TENANCY,
  USER,
  WORKLOAD_REGION,
  type RunningSandbox,
} from "../harness";
import { lifeCycleOf, oracleClients, type OracleClients } from "./oracle-clients";
import { objectOf, request, signatureHeaders, STATEMENT } from "./requests";

const TOPICS = "/20181201/topics";
const SUBSCRIPTIONS = "/20181201/subscriptions";

const topic = { compartmentId: COMPARTMENT, name: "app" };
const subscription = { compartmentId: COMPARTMENT, topicId: "t", protocol: "EMAIL", endpoint: "a@example.com" };

describe("objects of the REST API", () => {
  let sandbox: RunningSandbox;
  let clients: OracleClients;

  before(async () => {
    sandbox = await startSandbox();
    clients = oracleClients(sandbox.endpoint);
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  const createLog = async (): Promise<{ logGroupId: string; logId: string }> => {
    const { id, parentId } = await lifeCycleOf("oci:Logging/log:Log").create(clients, COMPARTMENT, "log");
    return { logGroupId: parentId, logId: id };
  };

  describe("what the service fills in", () => {
    it("has an OCID of a domain's dynamic group beside its id, which is SCIM's", async () => {
      const { create, get } = lifeCycleOf("oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup");

      const { id, ocid } = (await get(clients, await create(clients, COMPARTMENT, "app"))) as Record<string, string>;

      assert.match(id ?? "", /^[0-9a-f]{32}$/);
      assert.match(ocid ?? "", /^ocid1\.dynamicgroup\.oc1\.\.[0-9a-f]+$/);
    });

    it("has the compartment of a log's group", async () => {
      const { log } = await clients.logging.getLog(await createLog());

      assert.equal(log.compartmentId, COMPARTMENT);
    });

    it("has the tenancy of a log's caller", async () => {
      const { log } = await clients.logging.getLog(await createLog());

      assert.equal(log.tenancyId, TENANCY);
    });

    it("enables a log that does not say", async () => {
      const { log } = await clients.logging.getLog(await createLog());

      assert.equal(log.isEnabled, true);
    });

    it("keeps a log for 30 days", async () => {
      const { log } = await clients.logging.getLog(await createLog());

      assert.equal(log.retentionDuration, 30);
    });

    it("names the caller that made a container repository", async () => {
      const createContainerRepositoryDetails = { compartmentId: COMPARTMENT, displayName: "app" };
      const { containerRepository } = await clients.artifacts.createContainerRepository({
        createContainerRepositoryDetails,
      });

      assert.equal(containerRepository.createdBy, USER);
    });

    it("lets a container repository be changed where nothing is said", async () => {
      const createContainerRepositoryDetails = { compartmentId: COMPARTMENT, displayName: "app" };
      const { containerRepository } = await clients.artifacts.createContainerRepository({
        createContainerRepositoryDetails,
      });

      const { isImmutable, isPublic } = containerRepository;
      assert.deepEqual({ isImmutable, isPublic }, { isImmutable: false, isPublic: false });
    });
  });

  it("keeps a log in its group's compartment when it moves to another group", async () => {
    const { logGroupId, logId } = await createLog();
    const createLogGroupDetails = { compartmentId: "elsewhere", displayName: "other" };
    await clients.logging.createLogGroup({ createLogGroupDetails });
    const target = (await clients.logging.listLogGroups({ compartmentId: "elsewhere" })).items[0]?.id ?? "";

    await clients.logging.changeLogLogGroup({
      logGroupId,
      logId,
      changeLogLogGroupDetails: { targetLogGroupId: target },
    });

    const { log } = await clients.logging.getLog({ logGroupId: target, logId });
    assert.deepEqual([log.logGroupId, log.compartmentId], [target, "elsewhere"]);
  });

  it("has tags as objects where a body says null", async () => {
    const tags = { definedTags: null, freeformTags: null };

    const made = objectOf(await request(sandbox.endpoint, "POST", TOPICS, { ...topic, ...tags }));

    assert.deepEqual([made["definedTags"], made["freeformTags"]], [{}, {}]);
  });

  it("keeps the tags that are given", async () => {
    const tags = { definedTags: { Operations: { Team: "a" } }, freeformTags: { "a.b": "c" } };

    const made = objectOf(await request(sandbox.endpoint, "POST", TOPICS, { ...topic, ...tags }));

    assert.deepEqual({ definedTags: made["definedTags"], freeformTags: made["freeformTags"] }, tags);
  });

  for (const attribute of ["topicId", "lifecycleState", "timeCreated", "apiEndpoint"]) {
    it(`keeps '${attribute}', which the service owns, whatever a PUT says`, async () => {
      const made = objectOf(await request(sandbox.endpoint, "POST", TOPICS, topic));
      const path = `${TOPICS}/${String(made["topicId"])}`;

      await request(sandbox.endpoint, "PUT", path, { [attribute]: "other" });

      assert.equal(objectOf(await request(sandbox.endpoint, "GET", path))[attribute], made[attribute]);
    });
  }

  it("makes up an OCID, whatever a POST says", async () => {
    const made = objectOf(await request(sandbox.endpoint, "POST", TOPICS, { ...topic, topicId: "mine" }));

    assert.match(String(made["topicId"]), /^ocid1\.onstopic\.oc1\.eu-frankfurt-1\.[0-9a-f]+$/);
  });

  it("names no region in the OCIDs of IAM", async () => {
    const policy = { compartmentId: COMPARTMENT, name: "app", description: "d", statements: [STATEMENT] };

    const made = objectOf(await request(sandbox.endpoint, "POST", "/20160918/policies", policy));

    assert.match(String(made["id"]), /^ocid1\.policy\.oc1\.\.[0-9a-f]+$/);
  });

  it("keeps the region that a request names", async () => {
    await request(sandbox.endpoint, "POST", TOPICS, topic, { ...signatureHeaders(), [REGION_HEADER]: HOME_REGION });

    assert.deepEqual(
      sandbox.store.all().map(({ region }) => region),
      [HOME_REGION],
    );
  });

  it("keeps its own region where a request names none", async () => {
    await request(sandbox.endpoint, "POST", TOPICS, topic);

    assert.deepEqual(
      sandbox.store.all().map(({ region }) => region),
      [WORKLOAD_REGION],
    );
  });

  describe("subscriptions", () => {
    const create = async (): Promise<string> =>
      String(objectOf(await request(sandbox.endpoint, "POST", SUBSCRIPTIONS, subscription))["id"]);

    it("stay pending after a change", async () => {
      const id = await create();

      await request(sandbox.endpoint, "PUT", `${SUBSCRIPTIONS}/${id}`, { freeformTags: { team: "a" } });

      const found = objectOf(await request(sandbox.endpoint, "GET", `${SUBSCRIPTIONS}/${id}`));
      assert.equal(found["lifecycleState"], "PENDING");
    });

    it("have the time of their creation in milliseconds", async () => {
      const id = await create();

      const { createdTime } = (await clients.subscriptions.getSubscription({ subscriptionId: id })).subscription;

      assert.ok(Math.abs(Date.now() - (createdTime ?? 0)) < 60_000, `createdTime is ${createdTime}`);
    });

    it("show the delivery policy of a change as text", async () => {
      const subscriptionId = await create();
      const deliveryPolicy = {
        backoffRetryPolicy: { maxRetryDuration: 7_200_000, policyType: "EXPONENTIAL" as never },
      };

      await clients.subscriptions.updateSubscription({ subscriptionId, updateSubscriptionDetails: { deliveryPolicy } });

      const found = (await clients.subscriptions.getSubscription({ subscriptionId })).subscription;
      assert.deepEqual(JSON.parse(found.deliverPolicy ?? "null"), deliveryPolicy);
    });
  });

  describe("headers", () => {
    const calls = [
      { what: "a create", method: "POST", path: TOPICS, body: topic, status: 200 },
      { what: "a list", method: "GET", path: TOPICS, body: undefined, status: 200 },
      { what: "a 404", method: "GET", path: `${TOPICS}/none`, body: undefined, status: 404 },
      { what: "a path that is none of the API", method: "GET", path: "/none", body: undefined, status: 404 },
      { what: "a 400", method: "POST", path: TOPICS, body: {}, status: 400 },
      { what: "broken JSON", method: "POST", path: TOPICS, body: "{", status: 400 },
    ];
    for (const { what, method, path, body, status } of calls) {
      it(`have opc-request-id in the answer to ${what}`, async () => {
        const answer = await request(sandbox.endpoint, method, path, body);

        assert.match(answer.headers.get("opc-request-id") ?? "", /^[0-9a-f-]{36}$/);
        assert.equal(answer.status, status);
      });
    }

    it("have opc-request-id in the answer to a request without a signature", async () => {
      const { headers } = await request(sandbox.endpoint, "GET", `${TOPICS}/none`, undefined, {});

      assert.match(headers.get("opc-request-id") ?? "", /^[0-9a-f-]{36}$/);
    });

    it("have another opc-request-id for each answer", async () => {
      const [first, second] = [
        await request(sandbox.endpoint, "GET", TOPICS),
        await request(sandbox.endpoint, "GET", TOPICS),
      ];

      assert.notEqual(first.headers.get("opc-request-id"), second.headers.get("opc-request-id"));
    });

    it("have an etag that stays while nothing changes", async () => {
      const made = await request(sandbox.endpoint, "POST", TOPICS, topic);

      const found = await request(sandbox.endpoint, "GET", `${TOPICS}/${String(objectOf(made)["topicId"])}`);

      assert.equal(found.headers.get("etag"), made.headers.get("etag"));
    });

    it("have another etag after a change", async () => {
      const made = await request(sandbox.endpoint, "POST", TOPICS, topic);
      const path = `${TOPICS}/${String(objectOf(made)["topicId"])}`;

      const changed = await request(sandbox.endpoint, "PUT", path, { description: "changed" });

      assert.notEqual(changed.headers.get("etag"), made.headers.get("etag"));
    });
  });
});
