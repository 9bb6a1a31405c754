import { strict as assert } from "node:assert";

import { COMPARTMENT, OTHER_COMPARTMENT, startSandbox, type RunningSandbox } from "../harness";
import { oracleClients, type OracleClients } from "./oracle-clients";
import { objectOf, request } from "./requests";

type Resource = { entityType: string; actionType: string; identifier: string };

const topic = { topicId: "ocid1.onstopic.oc1..a" };

/** Collections whose writes are answered with a work request, and the word that the official plugin looks for. */
const collections: {
  base: string;
  path: string;
  word: string;
  body: object;
  change: object;
  /** Where an object is made first, for the path to stand in. */
  parent?: { path: string; body: object };
}[] = [
  {
    base: "/20200531",
    path: "/logGroups",
    word: "loggroup",
    body: { compartmentId: COMPARTMENT, displayName: "app" },
    change: { displayName: "changed" },
  },
  {
    base: "/20200531",
    path: "/logGroups/{parent}/logs",
    word: "log",
    body: { displayName: "app", logType: "CUSTOM" },
    change: { isEnabled: false },
    parent: { path: "/logGroups", body: { compartmentId: COMPARTMENT, displayName: "parent" } },
  },
  {
    base: "/20210630",
    path: "/projects",
    word: "project",
    body: { compartmentId: COMPARTMENT, name: "app", notificationConfig: topic },
    change: { description: "changed" },
  },
];

describe("work requests of the REST API", () => {
  let sandbox: RunningSandbox;
  let clients: OracleClients;

  before(async () => {
    sandbox = await startSandbox();
    clients = oracleClients(sandbox.endpoint);
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  /** Sends a write. Returns the work request that it is answered with. */
  const write = async (base: string, method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const { headers } = await request(sandbox.endpoint, method, path, body);
    const id = headers.get("opc-work-request-id");
    assert.ok(id, `${method} ${path} was answered without opc-work-request-id`);
    return objectOf(await request(sandbox.endpoint, "GET", `${base}/workRequests/${id}`));
  };
  const resourceOf = (workRequest: Record<string, unknown>): Resource =>
    (workRequest["resources"] as Resource[])[0] as Resource;

  for (const { base, path, word, body, change, parent } of collections) {
    describe(`${base}${path}`, () => {
      let collection: string;

      beforeEach(async () => {
        const parentId = parent
          ? resourceOf(await write(base, "POST", base + parent.path, parent.body)).identifier
          : "";
        collection = base + path.replace("{parent}", parentId);
      });

      it("finishes in time for the first look", async () => {
        const { status, percentComplete, timeFinished } = await write(base, "POST", collection, body);

        assert.deepEqual([status, percentComplete], ["SUCCEEDED", 100]);
        assert.ok(!Number.isNaN(Date.parse(String(timeFinished))), `timeFinished is ${String(timeFinished)}`);
      });

      it("carries the word that the official plugin looks for", async () => {
        const { entityType } = resourceOf(await write(base, "POST", collection, body));

        assert.ok(entityType.toLowerCase().includes(word), `'${entityType}' does not contain '${word}'`);
      });

      it("names the object that was made", async () => {
        const { identifier, actionType } = resourceOf(await write(base, "POST", collection, body));

        const { status } = await request(sandbox.endpoint, "GET", `${collection}/${identifier}`);
        assert.deepEqual({ actionType, status }, { actionType: "CREATED", status: 200 });
      });

      it("names the object that was changed", async () => {
        const { identifier } = resourceOf(await write(base, "POST", collection, body));

        const resource = resourceOf(await write(base, "PUT", `${collection}/${identifier}`, change));

        assert.deepEqual([resource.identifier, resource.actionType], [identifier, "UPDATED"]);
      });

      it("names the object that was deleted", async () => {
        const { identifier } = resourceOf(await write(base, "POST", collection, body));

        const resource = resourceOf(await write(base, "DELETE", `${collection}/${identifier}`));

        assert.deepEqual([resource.identifier, resource.actionType], [identifier, "DELETED"]);
      });
    });
  }

  it("names the object that was moved", async () => {
    const body = { compartmentId: COMPARTMENT, name: "app", notificationConfig: topic };
    const { identifier } = resourceOf(await write("/20210630", "POST", "/20210630/projects", body));

    const path = `/20210630/projects/${identifier}/actions/changeCompartment`;
    const resource = resourceOf(await write("/20210630", "POST", path, { compartmentId: OTHER_COMPARTMENT }));

    assert.deepEqual([resource.identifier, resource.actionType], [identifier, "UPDATED"]);
  });

  it("answer a create of Logging alone, without a body", async () => {
    const body = { compartmentId: COMPARTMENT, displayName: "app" };

    const answer = await request(sandbox.endpoint, "POST", "/20200531/logGroups", body);

    assert.equal(answer.body, undefined);
  });

  for (const path of ["/20160918/policies", "/20160918/container/repositories", "/20181201/topics"]) {
    it(`are not made for ${path}`, async () => {
      const names = {
        name: "app",
        displayName: "app",
        description: "d",
        statements: ["Allow group a to read repos in tenancy"],
      };

      const { headers, status } = await request(sandbox.endpoint, "POST", path, {
        compartmentId: COMPARTMENT,
        ...names,
      });

      assert.deepEqual([status, headers.get("opc-work-request-id")], [200, null]);
    });
  }

  it("pass Oracle's SDK", async () => {
    const createProjectDetails = { compartmentId: COMPARTMENT, name: "app", notificationConfig: topic };
    const { project, opcWorkRequestId } = await clients.devops.createProject({ createProjectDetails });

    const { workRequest } = await clients.devops.getWorkRequest({ workRequestId: opcWorkRequestId });

    assert.deepEqual(
      workRequest.resources.map(({ identifier }) => identifier),
      [project.id],
    );
  });

  const errors = [
    { what: "an object of items", base: "/20210630", expected: { items: [] } },
    { what: "a bare list for Logging", base: "/20200531", expected: [] },
  ];
  for (const { what, base, expected } of errors) {
    it(`have no errors, as ${what}`, async () => {
      const createProjectDetails = { compartmentId: COMPARTMENT, name: "app", notificationConfig: topic };
      const { opcWorkRequestId } = await clients.devops.createProject({ createProjectDetails });

      const answer = await request(sandbox.endpoint, "GET", `${base}/workRequests/${opcWorkRequestId}/errors`);

      assert.deepEqual(answer.body, expected);
    });
  }
});
