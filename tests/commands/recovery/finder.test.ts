import { strict as assert } from "node:assert";
import { mock } from "node:test";

import * as common from "oci-common";

import { ociFinder } from "../../../commands/recovery/finder";
import type { ClientConfiguration } from "../../../sandbox/plugins/oci/oracle-client";
import {
  COMPARTMENT,
  FINGERPRINT,
  PRIVATE_KEY,
  startSandbox,
  TENANCY,
  USER,
  WORKLOAD_REGION,
} from "../../sandbox/harness";
import { lifeCycleOf, oracleClients } from "../../sandbox/api/oracle-clients";
import { COMPARTMENT_TYPE, TOPIC } from "../../sandbox/plugins/oci/resources";

const KEY = "oci:Kms/key:Key";

const configuration: ClientConfiguration = {
  tenancyId: TENANCY,
  userId: USER,
  fingerprint: FINGERPRINT,
  privateKey: PRIVATE_KEY,
  region: WORKLOAD_REGION,
};

describe("ociFinder", () => {
  const finder = ociFinder(({ region }) => ({ configuration: { ...configuration, region: String(region) } }));

  describe("without a sandbox", () => {
    let requests: common.HttpRequest[];

    beforeEach(() => {
      requests = [];
      mock.method(common.FetchHttpClient.prototype, "send", (request: common.HttpRequest) => {
        requests.push(request);
        return Promise.resolve(new Response("[]", { headers: { "content-type": "application/json" } }));
      });
    });
    afterEach(() => mock.restoreAll());

    it("asks Oracle's own address, in the region of the resource's provider, and tells it nothing of a sandbox", async () => {
      const inputs = { compartmentId: COMPARTMENT, name: "shop" };

      const found = await finder.find({ type: TOPIC, inputs, provider: { region: "us-ashburn-1" } });

      assert.deepEqual(found, []);
      const [{ uri = "", headers = new Headers() } = {}] = requests;
      assert.equal(new URL(uri).origin, "https://notification.us-ashburn-1.oraclecloud.com");
      assert.deepEqual(
        [...headers.keys()].filter((name) => name.includes("sandbox")),
        [],
      );
    });

    it("asks the address of a vault's own for its keys", async () => {
      const inputs = { compartmentId: COMPARTMENT, displayName: "k", managementEndpoint: "https://vault.example.com" };

      await finder.find({ type: KEY, inputs, provider: { region: WORKLOAD_REGION } });

      assert.equal(new URL(requests[0]?.uri ?? "").origin, "https://vault.example.com");
    });
  });

  it("finds in the sandbox what its address is given for, a vault's own address or not", async () => {
    const sandbox = await startSandbox();
    const clients = oracleClients(sandbox.endpoint);
    const made = await lifeCycleOf(KEY).create(clients, COMPARTMENT, "shop");
    const inputs = { compartmentId: COMPARTMENT, displayName: "shop", managementEndpoint: "https://vault.example.com" };

    const found = await ociFinder(() => ({ endpoint: sandbox.endpoint, configuration })).find({
      type: KEY,
      inputs,
      provider: {},
    });

    await sandbox.stop();
    assert.deepEqual(
      found.map(({ id }) => id),
      [made.id],
    );
  });

  it("fails for a type that it does not know", async () => {
    const sought = { type: "random:index/randomId:RandomId", inputs: {}, provider: {} };

    await assert.rejects(finder.find(sought), /^Error: recover does not know this type$/);
  });

  it("fails for a resource without a name", async () => {
    const sought = { type: COMPARTMENT_TYPE, inputs: { compartmentId: COMPARTMENT }, provider: {} };

    await assert.rejects(finder.find(sought), /^Error: it has no name that it could be looked up by$/);
  });

  it("need not look up what is made once however often it is made", () => {
    assert.equal(finder.needless("pulumi:providers:oci"), "is nothing outside the state");
    assert.equal(finder.needless("kubernetes:core/v1:Namespace"), "is made or taken over by the next 'up'");
    assert.equal(finder.needless(TOPIC), undefined);
  });
});
