import { strict as assert } from "node:assert";

import { COMPARTMENT, startSandbox, TAG_NAMESPACE, type RunningSandbox } from "../harness";
import { objectOf, refusal, request, type Answer } from "./requests";

const TOPICS = "/20181201/topics";
const NAMESPACES = "/20160918/tagNamespaces";

const REFUSED = { status: 400, code: "RelatedResourceNotAuthorizedOrNotFound" };

describe("defined tags in the REST API", () => {
  let sandbox: RunningSandbox;

  before(async () => {
    sandbox = await startSandbox();
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  const ask = (method: string, path: string, body: object): Promise<Answer> =>
    request(sandbox.endpoint, method, path, body);
  const make = (path: string, body: object): Promise<Answer> => ask("POST", path, body);
  const topicWith = (definedTags: object): Promise<Answer> =>
    make(TOPICS, { compartmentId: COMPARTMENT, name: "app", definedTags });

  /** Path of a tag namespace `Finance` with the key `CostCenter`. */
  async function finance(): Promise<string> {
    const namespace = { compartmentId: COMPARTMENT, name: "Finance", description: "d" };
    const path = `${NAMESPACES}/${String(objectOf(await make(NAMESPACES, namespace))["id"])}`;
    assert.equal((await make(`${path}/tags`, { name: "CostCenter", description: "d" })).status, 200);
    return path;
  }

  it("fails when their namespace is not there", async () => {
    const answer = await topicWith({ Finance: { CostCenter: "42" } });

    assert.deepEqual(refusal(answer), REFUSED);
    assert.equal(
      objectOf(answer)["message"],
      "The following tag namespaces / keys are not authorized or not found: TagNamespace Finance does not exists.",
    );
    assert.deepEqual(sandbox.store.all(), []);
  });

  it("fails when their key is not in the namespace", async () => {
    await finance();

    const answer = await topicWith({ Finance: { CostCentre: "42" } });

    assert.deepEqual(refusal(answer), REFUSED);
    assert.match(String(objectOf(answer)["message"]), /TagDefinition Finance\.CostCentre does not exists\.$/);
  });

  it("are taken where namespace and key are there, in whatever case", async () => {
    await finance();

    const { status } = await topicWith({ finance: { costcenter: "42" } });

    assert.equal(status, 200);
  });

  for (const what of ["key", "namespace"]) {
    it(`fails when their ${what} is retired`, async () => {
      const path = await finance();
      await ask("PUT", what === "key" ? `${path}/tags/CostCenter` : path, { isRetired: true });

      assert.deepEqual(refusal(await topicWith({ Finance: { CostCenter: "42" } })), REFUSED);
    });
  }

  it("fails when an object is changed to have one that is not there, and keeps what it has", async () => {
    const path = await finance();
    const { topicId } = objectOf(await topicWith({ Finance: { CostCenter: "42" } }));
    await ask("PUT", `${path}/tags/CostCenter`, { isRetired: true });
    const change = (definedTags: object): Promise<Answer> =>
      ask("PUT", `${TOPICS}/${String(topicId)}`, { definedTags });

    assert.equal((await change({ Finance: { CostCenter: "43" } })).status, 200);
    assert.deepEqual(refusal(await change({ Finance: { CostCenter: "43", Owner: "a" } })), REFUSED);
  });

  for (const namespace of ["Oracle-Tags", TAG_NAMESPACE]) {
    it(`are taken in '${namespace}', which was there before the sandbox`, async () => {
      assert.equal((await topicWith({ [namespace]: { Whatever: "a" } })).status, 200);
    });
  }
});
