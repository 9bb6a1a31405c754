import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import * as grpc from "@grpc/grpc-js";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { processesLeftOn } from "../commands/command";
import {
  bundleHost,
  ENGINE,
  farFolder,
  hasStarted,
  Host,
  installFake,
  reportOf,
  unary,
  type Report,
  type ServedPack,
} from "./host";
import { until } from "./machine";

/** A fake policy pack that serves its name, and takes its configuration. */
const SERVES = `
  const grpc = require(${JSON.stringify(require.resolve("@grpc/grpc-js"))});
  const { AnalyzerService } = require(${JSON.stringify(require.resolve("@pulumi/pulumi/proto/analyzer_grpc_pb"))});
  const { AnalyzerInfo, AnalyzerStackConfigureResponse } = require(${JSON.stringify(require.resolve("@pulumi/pulumi/proto/analyzer_pb"))});
  const server = new grpc.Server();
  server.addService(AnalyzerService, {
    configureStack: (_call, callback) => callback(null, new AnalyzerStackConfigureResponse()),
    getAnalyzerInfo: (_call, callback) => callback(null, new AnalyzerInfo().setName("fake")),
  });
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (_error, port) => console.log(port));
`;

describe("a policy pack", () => {
  let folder = "";
  let host: Host;
  let served: ServedPack | undefined;

  before(async () => {
    folder = farFolder();
    host = await Host.start(bundleHost(folder));
  });
  afterEach(() => {
    served?.call.cancel();
    served?.client.close();
    served = undefined;
  });
  after(async () => {
    await host.stop();
    fs.rmSync(folder, { recursive: true });
  });

  /** Has the host serve a fake pack that runs `then`. */
  async function serve(name: string, then: string): Promise<{ pack: string; client: ServedPack["client"] }> {
    const pack = path.join(folder, name);
    fs.mkdirSync(pack);
    if (then) installFake(pack, "run-policy-pack", then);
    served = await host.servePack(pack);
    return { pack, client: served.client };
  }

  /** Tells a pack about the stack, as the engine does first. */
  function configure(client: ServedPack["client"]): Promise<analyzer.AnalyzerStackConfigureResponse> {
    const request = new analyzer.AnalyzerStackConfigureRequest()
      .setOrganization("organization")
      .setProject("delivery")
      .setStack("dev")
      .setDryRun(true)
      .setConfigSecretKeysList(["delivery:config:token"]);
    request.getConfigMap().set("delivery:config:name", "app");
    return unary((callback) => client.configureStack(request, callback));
  }

  function infoOf(client: ServedPack["client"]): Promise<analyzer.AnalyzerInfo> {
    return unary((callback) => client.getAnalyzerInfo(new Empty(), callback));
  }

  describe("with a stack", () => {
    let report: Report;
    let pack = "";

    before(async () => {
      const { client, ...rest } = await serve("configured", SERVES);
      pack = rest.pack;
      const handshake = new analyzer.AnalyzerHandshakeRequest().setEngineAddress(ENGINE);
      await unary<analyzer.AnalyzerHandshakeResponse>((callback) => client.handshake(handshake, callback));
      await configure(client);
      report = reportOf(pack);
    });

    it("is started with the engine's address", () => {
      assert.deepEqual(report.args, [ENGINE, "."]);
    });

    it("is started in its own folder", () => {
      assert.equal(report.cwd, pack);
    });

    const variables = [
      { name: "PULUMI_NODEJS_ORGANIZATION", value: "organization" },
      { name: "PULUMI_NODEJS_PROJECT", value: "delivery" },
      { name: "PULUMI_NODEJS_STACK", value: "dev" },
      { name: "PULUMI_NODEJS_DRY_RUN", value: "true" },
      { name: "PULUMI_CONFIG", value: '{"delivery:config:name":"app"}' },
      { name: "PULUMI_CONFIG_SECRET_KEYS", value: '["delivery:config:token"]' },
    ];
    for (const { name, value } of variables) {
      it(`finds ${name} in its environment`, () => {
        assert.equal(report.env[name], value);
      });
    }
  });

  it("is not started before the engine tells about the stack", async () => {
    const { pack, client } = await serve("waiting", SERVES);

    const handshake = new analyzer.AnalyzerHandshakeRequest().setEngineAddress(ENGINE);
    await unary<analyzer.AnalyzerHandshakeResponse>((callback) => client.handshake(handshake, callback));

    assert.equal(hasStarted(pack), false);
  });

  it("answers later calls itself", async () => {
    const { client } = await serve("answering", SERVES);
    await configure(client);

    assert.equal((await infoOf(client)).getName(), "fake");
  });

  it("passes its messages on", async () => {
    const { client } = await serve("messages", `console.error("warned"); ${SERVES}`);
    let messages = "";
    served?.call.on("data", (answer: { getStderr_asU8(): Uint8Array }) => {
      messages += Buffer.from(answer.getStderr_asU8()).toString();
    });

    await configure(client);
    await until(() => messages !== "");

    assert.equal(messages, "warned\n");
  });

  it("passes on what it says in one breath with its port", async () => {
    const { client } = await serve("breath", SERVES.replace("console.log(port)", 'console.log(port + "\\nready")'));
    let messages = "";
    served?.call.on("data", (answer: { getStdout_asU8(): Uint8Array }) => {
      messages += Buffer.from(answer.getStdout_asU8()).toString();
    });

    await configure(client);
    await until(() => messages !== "", 2_000);

    assert.equal(messages, "ready\n");
  });

  it("ends with the engine's call", async () => {
    const { pack, client } = await serve("cancelled", SERVES);
    await configure(client);

    served?.call.cancel();

    assert.deepEqual(await processesLeftOn(pack, 2_000), []);
  });

  it("fails when its process ends before it is ready, with the exit code", async () => {
    const { client } = await serve("broken", "process.exit(7);");

    await assert.rejects(infoOf(client), {
      code: grpc.status.UNAVAILABLE,
      details: "the policy pack ended with exit code 7 before it was ready; its messages are above",
    });
  });

  it("fails when it is told about the stack and its process ends before it is ready", async () => {
    const { client } = await serve("broken-stack", "process.exit(7);");

    await assert.rejects(configure(client), { details: /^the policy pack ended with exit code 7 / });
  });

  it("fails when its process is killed before it is ready, with the signal", async () => {
    const { client } = await serve("killed", "process.kill(process.pid, 'SIGKILL');");

    await assert.rejects(infoOf(client), { details: /^the policy pack ended with signal SIGKILL before it was ready/ });
  });

  it("fails when '@pulumi/pulumi' is not installed, with the folder and the repair", async () => {
    const { pack, client } = await serve("bare", "");

    await assert.rejects(infoOf(client), {
      details: `'@pulumi/pulumi/cmd/run-policy-pack' is not installed for '${pack}'; run 'npm ci' there`,
    });
  });
});
