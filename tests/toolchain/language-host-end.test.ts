import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import * as language from "@pulumi/pulumi/proto/language_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { processesLeftOn } from "../commands/command";
import { bundleHost, farFolder, hasStarted, Host, HOST_VERSION, installFake, programInfo, unary } from "./host";
import { until } from "./machine";

/** Waits for a signal, but not for ever: nothing stays when a test fails. */
const WAITS = "setTimeout(() => undefined, 20_000);";

/** How long the host and its children may take to end, in milliseconds. */
const SOON = 2_000;

describe("the end of the language host", () => {
  let folder = "";
  let file = "";
  let count = 0;
  let program = "";
  let host: Host;
  /** What the host makes of the program's end. */
  let answer: Promise<language.RunResponse>;

  before(() => {
    folder = farFolder();
    file = bundleHost(folder);
  });
  beforeEach(async () => {
    program = path.join(folder, `program-${(count += 1)}`);
    fs.mkdirSync(program);
    host = await Host.start(file);
  });
  afterEach(() => host.stop());
  after(() => fs.rmSync(folder, { recursive: true }));

  /** Starts a program that waits for a signal. */
  async function runWaiting(): Promise<void> {
    installFake(program, "run", WAITS);
    answer = host.run(new language.RunRequest().setPwd(program).setInfo(programInfo(program)));
    answer.catch(() => undefined);
    await until(() => hasStarted(program));
  }

  const reasons: { what: string; cause: () => void }[] = [
    { what: "SIGINT", cause: () => host.process.kill("SIGINT") },
    { what: "SIGTERM", cause: () => host.process.kill("SIGTERM") },
    { what: "the engine's end of its stdin is closed", cause: () => host.closeStdin() },
  ];
  for (const { what, cause } of reasons) {
    it(`comes soon when nothing runs: ${what}`, async () => {
      cause();

      const milliseconds = await host.end();
      assert.ok(milliseconds < SOON, `it took ${milliseconds} ms`);
    });

    it(`comes soon when a program runs: ${what}`, async () => {
      await runWaiting();

      cause();

      const milliseconds = await host.end();
      assert.ok(milliseconds < SOON, `it took ${milliseconds} ms`);
    });

    it(`takes the program with it: ${what}`, async () => {
      await runWaiting();

      cause();
      await host.end();

      assert.deepEqual(await processesLeftOn(program, SOON), []);
    });

    it(`takes the policy pack with it: ${what}`, async () => {
      installFake(program, "run-policy-pack", WAITS);
      const { client } = await host.servePack(program);
      client.getAnalyzerInfo(new Empty(), () => undefined);
      await until(() => hasStarted(program));

      cause();
      await host.end();
      client.close();

      assert.deepEqual(await processesLeftOn(program, SOON), []);
    });
  }

  it("comes soon, and the program's with it, when the program does not listen", async () => {
    installFake(
      program,
      "run",
      `for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined); ${WAITS}`,
    );
    answer = host.run(new language.RunRequest().setPwd(program).setInfo(programInfo(program)));
    answer.catch(() => undefined);
    await until(() => hasStarted(program));
    await new Promise((resolve) => setTimeout(resolve, 200));

    host.closeStdin();

    assert.ok((await host.end()) < SOON);
    assert.deepEqual(await processesLeftOn(program, SOON), []);
  });

  it("does not come with a cancellation", async () => {
    await runWaiting();

    await unary<Empty>((callback) => host.client.cancel(new Empty(), callback));
    await answer;

    const info = await unary<PluginInfo>((callback) => host.client.getPluginInfo(new Empty(), callback));
    assert.equal(info.getVersion(), HOST_VERSION);
  });

  it("comes to the program alone with a cancellation", async () => {
    await runWaiting();

    await unary<Empty>((callback) => host.client.cancel(new Empty(), callback));

    assert.equal((await answer).getError(), "the program ended with signal SIGINT");
  });
});
