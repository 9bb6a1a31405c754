import { strict as assert } from "node:assert";

import { COMPARTMENT, startSandbox, type RunningSandbox } from "../harness";
import { lifeCycleOf, oracleClients, type OracleClients } from "./oracle-clients";
import { objectOf, refusal, RELATED_NOT_FOUND, request } from "./requests";

const TOPICS = "/20181201/topics";
const LOG_GROUPS = "/20200531/logGroups";
const topic = { compartmentId: COMPARTMENT, name: "app" };

describe("OCIDs that the sandbox gives out itself, in the REST API", () => {
  let sandbox: RunningSandbox;
  let clients: OracleClients;

  before(async () => {
    sandbox = await startSandbox();
    clients = oracleClients(sandbox.endpoint);
  });

  afterEach(() => sandbox.store.clear());

  after(() => sandbox.stop());

  const GONE = `ocid1.compartment.oc1..${"0".repeat(60)}`;
  const SECRET = `ocid1.vaultsecret.oc1.eu-frankfurt-1.${"0".repeat(60)}`;
  const REFUSED = { status: 404, code: "NotAuthorizedOrNotFound" };

  it("fails when an object is made in a compartment that is not there", async () => {
    const answer = await request(sandbox.endpoint, "POST", TOPICS, { ...topic, compartmentId: GONE });

    assert.deepEqual(refusal(answer), REFUSED);
    assert.match(String(objectOf(answer)["message"]), /^Authorization failed or requested resource not found\./);
    assert.deepEqual(sandbox.store.all(), []);
  });

  it("fails when an object is made in a compartment that was deleted", async () => {
    const life = lifeCycleOf("oci:Identity/compartment:Compartment");
    const made = await life.create(clients, COMPARTMENT, "app");
    await life.remove(clients, made);

    const answer = await request(sandbox.endpoint, "POST", TOPICS, { ...topic, compartmentId: made.id });

    assert.deepEqual(refusal(answer), REFUSED);
  });

  it("fails when an object is moved to a compartment that is not there", async () => {
    const { id } = await lifeCycleOf("oci:Logging/logGroup:LogGroup").create(clients, COMPARTMENT, "app");
    const path = `${LOG_GROUPS}/${id}/actions/changeCompartment`;

    const answer = await request(sandbox.endpoint, "POST", path, { compartmentId: GONE });

    assert.deepEqual(refusal(answer), REFUSED);
  });

  it("fails when a connection takes its token from a secret that is not there", async () => {
    const { parentId } = await lifeCycleOf("oci:DevOps/connection:Connection").create(clients, COMPARTMENT, "app");
    const connection = {
      projectId: parentId,
      connectionType: "GITHUB_ACCESS_TOKEN",
      accessToken: SECRET,
    };

    const answer = await request(sandbox.endpoint, "POST", "/20210630/connections", connection);

    assert.deepEqual(refusal(answer), RELATED_NOT_FOUND);
  });

  it("lets an object be made in a compartment that is there, and in one that OCI has", async () => {
    const { id } = await lifeCycleOf("oci:Identity/compartment:Compartment").create(clients, COMPARTMENT, "app");
    for (const compartmentId of [id, `ocid1.compartment.oc1..aaaaaaaa${"b".repeat(40)}z234567${"c".repeat(5)}`]) {
      const { status } = await request(sandbox.endpoint, "POST", LOG_GROUPS, { compartmentId, displayName: "app" });
      assert.equal(status, 200, compartmentId);
    }
  });
});
