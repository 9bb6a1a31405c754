import { strict as assert } from "node:assert";

import { kinds } from "../../../sandbox/kinds";
import { parentInPath } from "../../../sandbox/kinds/kind";
import { COMPARTMENT, OTHER_COMPARTMENT, startSandbox, type RunningSandbox } from "../harness";
import { lifeCycleOf, oracleClients, type OracleClients } from "./oracle-clients";
import {
  NO_OPERATION,
  NOT_FOUND,
  objectOf,
  refusal,
  RELATED_NOT_FOUND,
  request,
  signatureHeaders,
  STATEMENT,
} from "./requests";

const POLICIES = "/20160918/policies";
const TOPICS = "/20181201/topics";
const LOG_GROUPS = "/20200531/logGroups";

const policy = { compartmentId: COMPARTMENT, name: "app", description: "d", statements: [STATEMENT] };
const topic = { compartmentId: COMPARTMENT, name: "app" };

describe("refusals of the REST API", () => {
  let sandbox: RunningSandbox;
  let clients: OracleClients;

  const make = async (path: string, body: object): Promise<string> => {
    const { body: made } = await request(sandbox.endpoint, "POST", path, body);
    return String((made as { id?: string }).id ?? (made as { topicId?: string }).topicId);
  };

  before(async () => {
    sandbox = await startSandbox();
    clients = oracleClients(sandbox.endpoint);
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  describe("404", () => {
    const missing = [
      { what: "an object that is not there is read", method: "GET", path: `${POLICIES}/ocid1.policy.oc1..none` },
      { what: "an object that is not there is deleted", method: "DELETE", path: `${POLICIES}/ocid1.policy.oc1..none` },
      { what: "an object that is not there is changed", method: "PUT", path: `${POLICIES}/ocid1.policy.oc1..none` },
      {
        what: "a log group that is not there gets a log",
        method: "POST",
        path: `${LOG_GROUPS}/none/logs`,
        given: { displayName: "log", logType: "CUSTOM" },
      },
      {
        what: "the kind has no such action",
        method: "POST",
        path: `${POLICIES}/none/actions/changeCompartment`,
        refused: NO_OPERATION,
      },
      { what: "the work request is not there", method: "GET", path: "/20210630/workRequests/none" },
      { what: "the path is none of the API", method: "GET", path: "/20160918/nothing", refused: NO_OPERATION },
    ];
    for (const { what, method, path, given = {}, refused = NOT_FOUND } of missing) {
      it(`fails when ${what}`, async () => {
        const body = method === "GET" || method === "DELETE" ? undefined : given;

        const answer = await request(sandbox.endpoint, method, path, body);

        assert.deepEqual(refusal(answer), refused);
      });
    }

    const goSdk = { "user-agent": "Oracle-GoSDK/65.121.0 (linux/amd64; go/go1.25)" };

    it("is no reason for Oracle's SDK for Go to look again at what is gone", async () => {
      for (const method of ["GET", "DELETE"]) {
        const headers = { ...signatureHeaders(), ...goSdk };

        const answer = await request(sandbox.endpoint, method, `${POLICIES}/none`, undefined, headers);

        assert.deepEqual(refusal(answer), NO_OPERATION);
      }
    });

    it("is one for it to write again, as policies may be late", async () => {
      const headers = { ...signatureHeaders(), ...goSdk };

      const answer = await request(sandbox.endpoint, "PUT", `${POLICIES}/none`, {}, headers);

      assert.deepEqual(refusal(answer), NOT_FOUND);
    });

    it("fails when an object is asked for under another kind", async () => {
      const id = await make(POLICIES, policy);

      const answer = await request(sandbox.endpoint, "GET", `${TOPICS}/${id}`);

      assert.deepEqual(refusal(answer), NOT_FOUND);
    });

    it("fails when a log is made in something other than a log group", async () => {
      const id = await make(POLICIES, policy);
      const log = { displayName: "log", logType: "CUSTOM" };

      const answer = await request(sandbox.endpoint, "POST", `${LOG_GROUPS}/${id}/logs`, log);

      assert.deepEqual(refusal(answer), NOT_FOUND);
    });

    it("fails when a log is moved to something other than a log group", async () => {
      const { id, parentId } = await lifeCycleOf("oci:Logging/log:Log").create(clients, COMPARTMENT, "log");
      const targetLogGroupId = await make(POLICIES, policy);

      const answer = await request(
        sandbox.endpoint,
        "POST",
        `${LOG_GROUPS}/${parentId}/logs/${id}/actions/changeLogGroup`,
        { targetLogGroupId },
      );

      assert.deepEqual(refusal(answer), RELATED_NOT_FOUND);
    });

    it("fails when a log is asked for in another log group", async () => {
      const { create } = lifeCycleOf("oci:Logging/log:Log");
      const { id } = await create(clients, COMPARTMENT, "first");
      const { parentId } = await create(clients, COMPARTMENT, "second");

      const answer = await request(sandbox.endpoint, "GET", `${LOG_GROUPS}/${parentId}/logs/${id}`);

      assert.deepEqual(refusal(answer), NOT_FOUND);
    });
  });

  describe("409", () => {
    for (const { token, rest } of kinds) {
      if (rest.unique?.within !== "tenancy") continue;
      it(`fails when the name of a ${token} is taken anywhere in the tenancy`, async () => {
        const { create } = lifeCycleOf(token);
        await create(clients, COMPARTMENT, "app");

        await assert.rejects(create(clients, OTHER_COMPARTMENT, "app"), {
          statusCode: 409,
          serviceCode: "AlreadyExists",
        });
      });
    }

    for (const { token, rest } of kinds) {
      if (rest.unique?.within !== "compartment") continue;
      it(`fails when the name of a ${token} is taken in its compartment`, async () => {
        const { create } = lifeCycleOf(token);
        await create(clients, COMPARTMENT, "app");

        await assert.rejects(create(clients, COMPARTMENT, "app"), { statusCode: 409, serviceCode: "AlreadyExists" });
      });

      it(`lets a ${token} have a name that is taken in another compartment`, async () => {
        const { create } = lifeCycleOf(token);
        await create(clients, COMPARTMENT, "app");

        await assert.doesNotReject(create(clients, OTHER_COMPARTMENT, "app"));
      });
    }

    it("fails when a compartment is deleted that holds something, though it only waits for its deletion", async () => {
      const { id } = await lifeCycleOf("oci:Identity/compartment:Compartment").create(clients, COMPARTMENT, "app");
      const vault = await lifeCycleOf("oci:Kms/vault:Vault").create(clients, id, "vault");
      await lifeCycleOf("oci:Kms/vault:Vault").remove(clients, vault);

      const refused = clients.identity.deleteCompartment({ compartmentId: id });

      await assert.rejects(refused, {
        statusCode: 409,
        serviceCode: "Conflict",
        message: `${id} still holds 1 object(s), e.g. ${vault.id}`,
      });
    });

    it("lets a compartment be deleted whose own compartments are", async () => {
      const life = lifeCycleOf("oci:Identity/compartment:Compartment");
      const { id } = await life.create(clients, COMPARTMENT, "app");
      await life.remove(clients, await life.create(clients, id, "inner"));

      await assert.doesNotReject(clients.identity.deleteCompartment({ compartmentId: id }));
    });

    it("fails when a tag is deleted that is not retired", async () => {
      const { parentId } = await lifeCycleOf("oci:Identity/tag:Tag").create(clients, COMPARTMENT, "app");

      await assert.rejects(clients.identity.deleteTag({ tagNamespaceId: parentId, tagName: "app" }), {
        statusCode: 409,
        serviceCode: "IncorrectState",
      });
    });

    it("fails when the name of a log is taken in its log group", async () => {
      const { parentId } = await lifeCycleOf("oci:Logging/log:Log").create(clients, COMPARTMENT, "log");
      const twin = { displayName: "log", logType: "CUSTOM" };

      const answer = await request(sandbox.endpoint, "POST", `${LOG_GROUPS}/${parentId}/logs`, twin);

      assert.deepEqual(refusal(answer), { status: 409, code: "AlreadyExists" });
    });

    it("lets a log have a name that is taken in another log group", async () => {
      await lifeCycleOf("oci:Logging/log:Log").create(clients, COMPARTMENT, "log");
      const other = await lifeCycleOf("oci:Logging/logGroup:LogGroup").create(clients, COMPARTMENT, "other");
      const twin = { displayName: "log", logType: "CUSTOM" };

      const { status } = await request(sandbox.endpoint, "POST", `${LOG_GROUPS}/${other.id}/logs`, twin);

      assert.equal(status, 200);
    });

    it("fails when the name of a secret is taken by one whose deletion is scheduled", async () => {
      const life = lifeCycleOf("oci:Vault/secret:Secret");
      const made = await life.create(clients, COMPARTMENT, "app");
      await life.remove(clients, made);
      const twin = { compartmentId: COMPARTMENT, keyId: "k", secretName: "app", vaultId: made.parentId };

      const answer = await request(sandbox.endpoint, "POST", "/20180608/secrets", twin);

      assert.deepEqual(refusal(answer), { status: 409, code: "AlreadyExists" });
    });

    it("fails when a change takes another's name", async () => {
      const { create } = lifeCycleOf("oci:Logging/logGroup:LogGroup");
      await create(clients, COMPARTMENT, "first");
      const { id } = await create(clients, COMPARTMENT, "second");

      const answer = await request(sandbox.endpoint, "PUT", `${LOG_GROUPS}/${id}`, { displayName: "first" });

      assert.deepEqual(refusal(answer), { status: 409, code: "AlreadyExists" });
    });

    it("lets a change keep its own name", async () => {
      const { id } = await lifeCycleOf("oci:Logging/logGroup:LogGroup").create(clients, COMPARTMENT, "first");

      const { status } = await request(sandbox.endpoint, "PUT", `${LOG_GROUPS}/${id}`, { displayName: "first" });

      assert.equal(status, 200);
    });

    it("fails when a move takes another's name", async () => {
      const { create } = lifeCycleOf("oci:Logging/logGroup:LogGroup");
      await create(clients, OTHER_COMPARTMENT, "app");
      const { id } = await create(clients, COMPARTMENT, "app");

      const answer = await request(sandbox.endpoint, "POST", `${LOG_GROUPS}/${id}/actions/changeCompartment`, {
        compartmentId: OTHER_COMPARTMENT,
      });

      assert.deepEqual(refusal(answer), { status: 409, code: "AlreadyExists" });
    });

    it("fails when a log group with a log is deleted", async () => {
      const { parentId } = await lifeCycleOf("oci:Logging/log:Log").create(clients, COMPARTMENT, "log");

      await assert.rejects(clients.logging.deleteLogGroup({ logGroupId: parentId }), {
        statusCode: 409,
        serviceCode: "Conflict",
      });
    });

    it("fails when a scan recipe is deleted that a target was changed to", async () => {
      const life = lifeCycleOf("oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget");
      const { containerScanRecipeId } = await life.update(clients, await life.create(clients, COMPARTMENT, "app"));

      await assert.rejects(
        clients.scanning.deleteContainerScanRecipe({ containerScanRecipeId: String(containerScanRecipeId) }),
        { statusCode: 409, serviceCode: "Conflict" },
      );
    });

    it("lets a log group be deleted once its log is", async () => {
      const life = lifeCycleOf("oci:Logging/log:Log");
      const made = await life.create(clients, COMPARTMENT, "log");
      await life.remove(clients, made);

      await assert.doesNotReject(clients.logging.deleteLogGroup({ logGroupId: made.parentId }));
    });
  });

  describe("400", () => {
    for (const { token, rest, inputs } of kinds) {
      if (parentInPath(rest)) continue;
      const [method, query] = rest.single ? ["PUT", `?compartmentId=${COMPARTMENT}`] : ["POST", ""];
      for (const [name, input] of Object.entries(inputs)) {
        if ((!input.required && !input.autonamed) || input.local) continue;
        it(`fails when a ${token} is made without ${name}`, async () => {
          const required = Object.entries(inputs).filter(([, each]) => each.required || each.autonamed);
          const body = Object.fromEntries(required.filter(([key]) => key !== name).map(([key]) => [key, "x"]));

          const answer = await request(sandbox.endpoint, method, `${rest.base}/${rest.collection}${query}`, body);

          assert.deepEqual(answer.body, { code: "MissingParameter", message: `'${name}' is required` });
          assert.equal(answer.status, 400);
        });
      }
    }

    it("fails when a move names no compartment", async () => {
      const id = await make(TOPICS, topic);

      const answer = await request(sandbox.endpoint, "POST", `${TOPICS}/${id}/actions/changeCompartment`, {});

      assert.deepEqual(refusal(answer), { status: 400, code: "MissingParameter" });
    });

    const fixed = [
      { what: "an identifier", path: POLICIES, body: policy, change: { name: "other" } },
      { what: "an identifier of IAM's", path: POLICIES, body: policy, change: { compartmentId: OTHER_COMPARTMENT } },
      { what: "what an action moves", path: TOPICS, body: topic, change: { compartmentId: OTHER_COMPARTMENT } },
    ];
    for (const { what, path, body, change } of fixed) {
      it(`fails when a PUT changes ${what}`, async () => {
        const id = await make(path, body);

        const answer = await request(sandbox.endpoint, "PUT", `${path}/${id}`, change);

        assert.deepEqual(refusal(answer), { status: 400, code: "InvalidParameter" });
      });
    }

    it("lets a PUT repeat an identifier", async () => {
      const id = await make(POLICIES, policy);

      const { status } = await request(sandbox.endpoint, "PUT", `${POLICIES}/${id}`, policy);

      assert.equal(status, 200);
    });

    for (const method of ["POST", "PUT"]) {
      it(`fails when the body of a ${method} is not JSON`, async () => {
        const path = method === "PUT" ? `${POLICIES}/${await make(POLICIES, policy)}` : POLICIES;

        const answer = await request(sandbox.endpoint, method, path, '{"name": ');

        assert.deepEqual(refusal(answer), { status: 400, code: "CannotParseRequest" });
      });

      it(`fails when a ${method} has no body`, async () => {
        const path = method === "PUT" ? `${POLICIES}/${await make(POLICIES, policy)}` : POLICIES;

        const { status } = await request(sandbox.endpoint, method, path);

        assert.equal(status, 400);
      });

      it(`fails when the body of a ${method} is JSON but no object`, async () => {
        const path = method === "PUT" ? `${POLICIES}/${await make(POLICIES, policy)}` : POLICIES;

        const { status } = await request(sandbox.endpoint, method, path, "null");

        assert.equal(status, 400);
      });
    }

    it("leaves the object as it was when it refuses a PUT", async () => {
      const id = await make(POLICIES, policy);

      await request(sandbox.endpoint, "PUT", `${POLICIES}/${id}`, { name: "other", description: "changed" });

      const { body } = await request(sandbox.endpoint, "GET", `${POLICIES}/${id}`);
      assert.equal((body as { description: string }).description, "d");
    });
  });

  describe("401", () => {
    const calls = [
      { what: "a create", method: "POST", path: POLICIES },
      { what: "a list", method: "GET", path: POLICIES },
      { what: "a read", method: "GET", path: `${POLICIES}/{id}` },
      { what: "a change", method: "PUT", path: `${POLICIES}/{id}` },
      { what: "a deletion", method: "DELETE", path: `${POLICIES}/{id}` },
      { what: "a move", method: "POST", path: `${TOPICS}/{id}/actions/changeCompartment` },
      { what: "a work request", method: "GET", path: "/20210630/workRequests/{workRequestId}" },
    ];
    for (const { what, method, path } of calls) {
      it(`fails when ${what} carries no signature`, async () => {
        const id = path.startsWith(TOPICS) ? await make(TOPICS, topic) : await make(POLICIES, policy);
        const project = { compartmentId: "c", name: "app", notificationConfig: { topicId: "t" } };
        const made = await request(sandbox.endpoint, "POST", "/20210630/projects", project);
        const workRequestId = made.headers.get("opc-work-request-id") ?? "";
        const body = method === "POST" || method === "PUT" ? { ...policy, name: "unsigned" } : undefined;
        const address = path.replace("{id}", id).replace("{workRequestId}", workRequestId);

        const answer = await request(sandbox.endpoint, method, address, body, {});

        assert.deepEqual(refusal(answer), { status: 401, code: "NotAuthenticated" });
      });
    }

    it("says that any key will do", async () => {
      const { body } = await request(sandbox.endpoint, "GET", `${POLICIES}/x`, undefined, {});

      assert.deepEqual(body, {
        code: "NotAuthenticated",
        message: "the request carries no signature; give the provider a key, any key will do here",
      });
    });
  });

  it("names the object that can't be deleted's first child", async () => {
    const { id, parentId } = await lifeCycleOf("oci:Logging/log:Log").create(clients, COMPARTMENT, "log");

    const answer = await request(sandbox.endpoint, "DELETE", `${LOG_GROUPS}/${parentId}`);

    assert.equal(objectOf(answer)["message"], `${parentId} still holds 1 object(s), e.g. ${id}`);
  });
});
