import { strict as assert } from "node:assert";

import type { ServiceError } from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

import { fromStruct, UNKNOWN } from "../../../../sandbox/plugins/values";
import {
  COMPARTMENT,
  PRIVATE_KEY,
  providerSettings,
  RunningPlugin,
  startSandbox,
  without,
  type PluginConnection,
  type RunningSandbox,
} from "../../harness";
import { LOG, LOG_GROUP, PROJECT, TOPIC } from "./resources";

const topic = { compartmentId: COMPARTMENT, name: "app" };

describe("failures of serveOciPlugin", () => {
  let sandbox: RunningSandbox;
  let plugin: RunningPlugin;
  let connection: PluginConnection;
  /** Paths that a GET fails for. */
  let broken: RegExp | undefined;

  before(async () => {
    sandbox = await startSandbox((server) => {
      server.addHook("onRequest", async ({ method, url }, reply) => {
        if (method === "GET" && broken?.test(url)) {
          await reply.code(500).send({ code: "InternalServerError", message: "out of order" });
        }
      });
    });
    plugin = await RunningPlugin.start(sandbox.endpoint);
    connection = await plugin.configured();
  });

  afterEach(() => {
    broken = undefined;
    sandbox.store.clear();
  });

  after(async () => {
    plugin.stop();
    await sandbox.stop();
  });

  describe("configuration", () => {
    for (const name of ["tenancyOcid", "userOcid", "fingerprint", "privateKey", "region"]) {
      it(`fails when '${name}' is not set`, async () => {
        await assert.rejects(plugin.connect().configure(without(providerSettings, name)), {
          code: 3,
          details: `provider 'oci': '${name}' is not set; the sandbox writes it into its copy of the stack file`,
        });
      });
    }

    it("fails when the file of 'privateKeyPath' is not there", async () => {
      const settings = without(providerSettings, "privateKey");

      await assert.rejects(
        plugin.connect().configure({ ...settings, privateKeyPath: "no-such-key.pem" }),
        /no-such-key/,
      );
    });
  });

  describe("calls", () => {
    it("fails when the sandbox does not have the kind yet", async () => {
      await assert.rejects(
        connection.check("oci:Core/instance:Instance", {}),
        /the sandbox has no kind 'oci:Core\/instance:Instance' yet \(it has: oci:Artifacts\/containerConfiguration:/,
      );
    });

    it("fails when the service refuses, with status, code and message", async () => {
      const { id } = await connection.create(TOPIC, topic);

      await assert.rejects(connection.create(TOPIC, topic), {
        details: `409-AlreadyExists, name 'app' is taken in this tenancy by ${id} (createTopic)`,
      });
    });

    it("fails when what is changed is gone", async () => {
      const { id, outputs } = await connection.create(TOPIC, topic);
      sandbox.store.delete(id);

      await assert.rejects(connection.update(TOPIC, id, outputs, { ...topic, description: "d" }), {
        details: `404-NotAuthorizedOrNotFound, Authorization failed or requested resource not found. (sandbox: ${id} not found) (updateTopic)`,
      });
    });

    it("fails when a log group with a log is deleted", async () => {
      const group = await connection.create(LOG_GROUP, { compartmentId: COMPARTMENT, displayName: "app" });
      const log = { displayName: "app", logType: "CUSTOM", logGroupId: group.id };
      await connection.create(LOG, log);

      await assert.rejects(connection.delete(LOG_GROUP, group.id, group.outputs), /409-Conflict/);
    });

    it("fails when what is read is out of order, rather than taking it for gone", async () => {
      const { id, outputs } = await connection.create(TOPIC, topic);
      broken = /topics/;

      await assert.rejects(connection.read(TOPIC, id, outputs, topic), /500-InternalServerError, out of order/);
    });

    it("fails when the sandbox does not answer", async () => {
      const gone = await startSandbox();
      await gone.stop();
      const orphan = await RunningPlugin.start(gone.endpoint);

      try {
        await assert.rejects((await orphan.configured()).create(TOPIC, topic), /ECONNREFUSED|fetch failed/);
      } finally {
        orphan.stop();
      }
    });

    it("answers the next call after a failure", async () => {
      await assert.rejects(connection.check("oci:Core/instance:Instance", {}));

      assert.deepEqual((await connection.check(TOPIC, { compartmentId: UNKNOWN })).failures, []);
    });
  });

  describe("a resource that was made but can't be read back", () => {
    const made = [
      { what: "a kind that is answered at once", token: TOPIC, inputs: topic, paths: /topics/ },
      {
        what: "a kind with a work request",
        token: PROJECT,
        inputs: { compartmentId: COMPARTMENT, name: "app", notificationConfig: { topicId: "t" } },
        paths: /projects/,
      },
      {
        what: "a kind whose id only the work request has",
        token: LOG_GROUP,
        inputs: { compartmentId: COMPARTMENT, displayName: "app" },
        paths: /logGroups/,
      },
    ];
    for (const { what, token, inputs, paths } of made) {
      it(`keeps its id, for ${what}`, async () => {
        broken = paths;

        const error = await errorOf(connection.create(token, inputs));

        const id = sandbox.store.all()[0]?.id;
        assert.ok(id);
        assert.equal(halfMade(error).getId(), id);
      });
    }

    it("keeps its inputs", async () => {
      broken = /topics/;

      const error = await errorOf(connection.create(TOPIC, topic));

      assert.deepEqual(fromStruct(halfMade(error).getInputs()), topic);
    });

    it("says why", async () => {
      broken = /topics/;

      const error = await errorOf(connection.create(TOPIC, topic));

      const id = sandbox.store.all()[0]?.id;
      assert.deepEqual(halfMade(error).getReasonsList(), [`created as ${id}, but could not be read: out of order`]);
    });

    it("is no more than an error when the service has nothing", async () => {
      await connection.create(TOPIC, topic);

      const error = await errorOf(connection.create(TOPIC, topic));

      assert.deepEqual(error.metadata.get(DETAILS), []);
    });
  });

  describe("private key", () => {
    const secret = PRIVATE_KEY.split("\n")[1] ?? "";
    const keys = [
      { what: "is cut short", privateKey: PRIVATE_KEY.slice(0, 200) },
      { what: "is no PEM", privateKey: secret },
      { what: "has no line ends", privateKey: PRIVATE_KEY.replaceAll("\n", "") },
      { what: "is of a public key's sort", privateKey: PRIVATE_KEY.replaceAll("PRIVATE", "PUBLIC") },
    ];
    for (const { what, privateKey } of keys) {
      it(`does not appear in the error when it ${what}`, async () => {
        const error = await errorOf(
          plugin.configured({ ...providerSettings, privateKey }).then((configured) => configured.create(TOPIC, topic)),
        );

        assert.equal(textOf(error).includes(secret.slice(0, 32)), false, "the error has a part of the key");
      });
    }

    it("does not appear in the error of a refused call", async () => {
      await connection.create(TOPIC, topic);

      const error = await errorOf(connection.create(TOPIC, topic));

      assert.equal(textOf(error).includes(secret.slice(0, 32)), false, "the error has a part of the key");
    });

    it("does not appear in the error of another missing setting", async () => {
      const error = await errorOf(plugin.connect().configure(without(providerSettings, "region")));

      assert.equal(textOf(error).includes(secret.slice(0, 32)), false, "the error has a part of the key");
    });
  });
});

/** Metadata that carries a call's error in full. @see https://grpc.io/docs/guides/error/, read 2026-11-21 */
const DETAILS = "grpc-status-details-bin";

async function errorOf(call: Promise<unknown>): Promise<ServiceError> {
  return call.then(
    () => assert.fail("the call did not fail"),
    (error: ServiceError) => error,
  );
}

/** Everything that an error says. */
function textOf(error: ServiceError): string {
  const metadata = error.metadata.get(DETAILS).map(String);
  return [error.message, error.details, ...metadata].join("\n");
}

/** What the engine reads from the error of a resource that was made in part. */
function halfMade(error: ServiceError): proto.ErrorResourceInitFailed {
  const [bytes] = error.metadata.get(DETAILS);
  assert.ok(bytes, `the error has no ${DETAILS}: ${error.details}`);
  const [detail] = Status.deserializeBinary(Buffer.from(bytes as Buffer)).getDetailsList();
  const unpacked = detail?.unpack<proto.ErrorResourceInitFailed>(
    (message) => proto.ErrorResourceInitFailed.deserializeBinary(message),
    "pulumirpc.ErrorResourceInitFailed",
  );
  assert.ok(unpacked, `the error's detail is a ${detail?.getTypeUrl()}`);
  return unpacked;
}
