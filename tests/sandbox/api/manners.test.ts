import { strict as assert } from "node:assert";

import { signerOf } from "../../../sandbox/api/signature";
import { COMPARTMENT, startSandbox, TENANCY, USER, type RunningSandbox } from "../harness";
import { lifeCycleOf, oracleClients, type OracleClients } from "./oracle-clients";
import { objectOf, refusal, request, SIGNATURE, signatureHeaders, type Answer } from "./requests";

const TOPICS = "/20181201/topics";
const topic = { compartmentId: COMPARTMENT, name: "app" };

describe("manners of the REST API", () => {
  let sandbox: RunningSandbox;
  let clients: OracleClients;

  before(async () => {
    sandbox = await startSandbox();
    clients = oracleClients(sandbox.endpoint);
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  const ask = (method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> =>
    request(sandbox.endpoint, method, path, body, { ...signatureHeaders(), ...headers });

  describe("pages", () => {
    const names = ["a", "b", "c", "d", "e"];

    it("lead Oracle's SDK through a bare list", async () => {
      const { create } = lifeCycleOf("oci:Identity/policy:Policy");
      for (const name of names) await create(clients, COMPARTMENT, name);

      const found: string[] = [];
      for await (const { name } of clients.identity.listPoliciesRecordIterator({
        compartmentId: COMPARTMENT,
        limit: 2,
      }))
        found.push(name);

      assert.deepEqual(found, names);
    });

    it("lead Oracle's SDK through a list of items", async () => {
      const { create } = lifeCycleOf("oci:DevOps/project:Project");
      for (const name of names) await create(clients, COMPARTMENT, name);

      const sizes: number[] = [];
      let page: string | undefined;
      do {
        const asked = { compartmentId: COMPARTMENT, limit: 2, ...(page === undefined ? {} : { page }) };
        const { projectCollection, opcNextPage } = await clients.devops.listProjects(asked);
        sizes.push(projectCollection.items.length);
        page = opcNextPage;
      } while (page);

      assert.deepEqual(sizes, [2, 2, 1]);
    });

    it("end without a token when the last one is full", async () => {
      for (const name of ["a", "b"]) await ask("POST", TOPICS, { ...topic, name });

      const { headers } = await ask("GET", `${TOPICS}?limit=2`);

      assert.equal(headers.get("opc-next-page"), null);
    });

    for (const query of ["limit=0", "limit=x", "limit=1001", "page=bm9uZQ"]) {
      it(`fails when it is asked for ${query}`, async () => {
        assert.deepEqual(refusal(await ask("GET", `${TOPICS}?${query}`)), { status: 400, code: "InvalidParameter" });
      });
    }
  });

  describe("if-match", () => {
    let path: string;
    let etag: string;

    beforeEach(async () => {
      const made = await ask("POST", TOPICS, topic);
      path = `${TOPICS}/${String(objectOf(made)["topicId"])}`;
      etag = made.headers.get("etag") ?? "";
    });

    it("lets through what is as it was read", async () => {
      assert.equal((await ask("PUT", path, { description: "e" }, { "if-match": etag })).status, 200);
    });

    for (const { method, suffix, body } of [
      { method: "PUT", suffix: "", body: { description: "f" } },
      { method: "DELETE", suffix: "", body: undefined },
      { method: "POST", suffix: "/actions/changeCompartment", body: { compartmentId: "c" } },
    ]) {
      it(`fails when it has changed before a ${method}`, async () => {
        await ask("PUT", path, { description: "e" });

        const answer = await ask(method, path + suffix, body, { "if-match": etag });

        assert.deepEqual(refusal(answer), { status: 412, code: "NoEtagMatch" });
        assert.equal(objectOf(await ask("GET", path))["description"], "e");
      });
    }
  });

  describe("opc-retry-token", () => {
    const retry = { "opc-retry-token": "first" };

    it("makes an object once", async () => {
      const first = await ask("POST", TOPICS, topic, retry);
      const second = await ask("POST", TOPICS, topic, retry);

      assert.deepEqual([second.status, second.body], [200, first.body]);
      assert.equal(sandbox.store.all().length, 1);
    });

    it("answers with the same work request", async () => {
      const group = { compartmentId: COMPARTMENT, displayName: "app" };
      const first = await ask("POST", "/20200531/logGroups", group, retry);
      const second = await ask("POST", "/20200531/logGroups", group, retry);

      const [one, two] = [first, second].map(({ headers }) => headers.get("opc-work-request-id"));
      assert.ok(one);
      assert.equal(two, one);
    });

    it("fails when the body is another one", async () => {
      await ask("POST", TOPICS, topic, retry);

      const answer = await ask("POST", TOPICS, { ...topic, name: "other" }, retry);

      assert.deepEqual(refusal(answer), { status: 409, code: "InvalidatedRetryToken" });
    });

    it("fails when what was made is gone", async () => {
      const { topicId } = objectOf(await ask("POST", TOPICS, topic, retry));
      await ask("DELETE", `${TOPICS}/${String(topicId)}`);

      assert.deepEqual(refusal(await ask("POST", TOPICS, topic, retry)), {
        status: 409,
        code: "InvalidatedRetryToken",
      });
    });

    it("is not used up by a refusal", async () => {
      const { topicId } = objectOf(await ask("POST", TOPICS, topic));
      await ask("POST", TOPICS, topic, retry);
      await ask("DELETE", `${TOPICS}/${String(topicId)}`);

      assert.equal((await ask("POST", TOPICS, topic, retry)).status, 200);
    });

    it("fails when it is too long", async () => {
      const answer = await ask("POST", TOPICS, topic, { "opc-retry-token": "x".repeat(65) });

      assert.deepEqual(refusal(answer), { status: 400, code: "InvalidParameter" });
    });
  });
});

describe("signerOf", () => {
  const now = Date.parse("2026-11-25T12:00:00Z");
  const signed = { authorization: SIGNATURE, date: "Wed, 25 Nov 2026 12:00:00 GMT" };

  it("reads tenancy, user and key", () => {
    assert.deepEqual(signerOf(signed, now), { tenancyId: TENANCY, userId: USER, fingerprint: "00:00" });
  });

  it("takes a security token", () => {
    const authorization = SIGNATURE.replace(/keyId="[^"]*"/, 'keyId="ST$token"');

    assert.deepEqual(signerOf({ ...signed, authorization }, now), { tenancyId: "", userId: "", fingerprint: "" });
  });

  it("takes a clock that is five minutes late", () => {
    assert.doesNotThrow(() => signerOf(signed, now + 5 * 60_000));
  });

  const refused = [
    { what: "the clock is later", at: now + 5 * 60_000 + 1, message: /has a 'date' that is not within five minutes/ },
    { what: "the clock is ahead", at: now - 5 * 60_000 - 1, message: /has a 'date' that is not within five minutes/ },
    { what: "there is no date", change: { date: undefined }, message: /has a 'date' that is not within/ },
    { what: "it is of another scheme", from: /^Signature/, to: "Bearer", message: /another scheme than 'Signature'/ },
    { what: "it is of another version", from: 'version="1"', to: 'version="2"', message: /is not of version '1'/ },
    { what: "it has another algorithm", from: "rsa-sha256", to: "hmac-sha256", message: /another algorithm/ },
    { what: "the key has no fingerprint", from: "/00:00", to: "", message: /'keyId' that is not/ },
    { what: "the signature is empty", from: "c2FuZGJveA==", to: "", message: /is not base64/ },
    { what: "no date is covered", from: "date (", to: "(", message: /covers neither 'date' nor 'x-date'/ },
    {
      what: "the target is not covered",
      from: "(request-target) ",
      to: "",
      message: /does not cover '\(request-target\)'/,
    },
    {
      what: "a body is not covered",
      from: " x-content-sha256",
      to: "",
      change: { "content-length": "2" },
      message: /does not cover 'x-content-sha256'/,
    },
  ];
  for (const { what, from = "", to = "", change = {}, at = now, message } of refused) {
    it(`fails when ${what}`, () => {
      const headers = { ...signed, authorization: SIGNATURE.replace(from, to), ...change };

      assert.throws(() => signerOf(headers, at), { status: 401, code: "NotAuthenticated", message });
    });
  }
});
