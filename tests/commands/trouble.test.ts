import { strict as assert } from "node:assert";
import { once } from "node:events";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";

import { freshFolder } from "../engine/lab";
import { processesLeftOn, processesOn, runCommand, startCommand } from "./command";

describe("npm run sandbox in trouble", function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => (folder = freshFolder("trouble")));
  afterEach(async () => {
    await runCommand("sandbox-down", folder, "--reset");
    assert.deepEqual(await processesLeftOn(folder), []);
  });

  const objects = async (): Promise<number> => {
    const { api } = JSON.parse(fs.readFileSync(path.join(folder, "sandbox.json"), "utf8")) as { api: string };
    const { objects: all } = (await (await fetch(`${api}/sandbox`)).json()) as { objects: unknown[] };
    return all.length;
  };

  it("ends at Ctrl-C without a process left, and goes on from there", async () => {
    const up = startCommand("sandbox-up", folder);
    await up.says("Updating (prod)");
    up.process.kill("SIGINT");
    const { code, stderr } = await up.end();

    assert.equal(code, 130);
    assert.match(stderr, /stopping: the engine finishes the step under way/);
    assert.deepEqual(await processesLeftOn(folder), []);

    const again = await runCommand("sandbox-up", folder);
    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.equal(await objects(), 11);
  });

  it("mends what a killed engine has left: its processes end, its lock and its unrecorded objects are removed", async () => {
    const up = startCommand("sandbox-up", folder);
    await up.says("creating (0s)");
    const engine = processesOn(folder).find(({ command }) => /bin\/pulumi up/.test(command));
    process.kill(engine?.pid as number, "SIGKILL");
    assert.equal((await up.end()).code, 1);

    const again = await runCommand("sandbox-up", folder);

    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.match(again.stdout, /stack 'prod': a run that was killed has left its lock; removing it/);
    assert.equal(await objects(), 11);
    assert.equal(processesOn(folder).length, 1);
  });

  it("starts a killed sandbox again, with its objects", async () => {
    await runCommand("sandbox-up", folder);
    const { pid } = JSON.parse(fs.readFileSync(path.join(folder, "sandbox.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");

    const again = await runCommand("sandbox-up", folder);

    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, /the last one ended without a word; its objects are kept/);
    assert.match(again.stdout, /16 unchanged/);
    assert.equal(await objects(), 11);
  });

  it("refreshes a state that is older than the sandbox", async () => {
    await runCommand("sandbox-up", folder);
    const { pid } = JSON.parse(fs.readFileSync(path.join(folder, "sandbox.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
    for (const name of fs.readdirSync(folder)) if (name.startsWith("objects.db")) fs.rmSync(path.join(folder, name));

    const again = await runCommand("sandbox-up", folder);

    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.match(again.stdout, /stack 'prod': its state is older than the sandbox; refreshing it/);
    assert.equal(await objects(), 11);
  });

  it("fails when the port is in use, and says what to do", async () => {
    const other = net.createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as net.AddressInfo;

    const { code, stderr } = await runCommand("sandbox-up", folder, "--port", String(port));

    other.close();
    assert.equal(code, 1);
    assert.ok(
      stderr.endsWith(`port ${port} is in use by another program; leave '--port' out to take a free one\n`),
      stderr,
    );
  });

  it("fails when there is no such stack, and names those that there are", async () => {
    const { code, stderr } = await runCommand("sandbox-up", folder, "prd");

    assert.equal(code, 1);
    assert.ok(
      stderr.endsWith("sandbox: stack 'prd': there is no 'Pulumi.prd.yaml' (stacks here: dev, prod, staging)\n"),
      stderr,
    );
  });
});
