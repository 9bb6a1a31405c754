import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";

import { freshFolder } from "../engine/lab";
import { signatureHeaders } from "../sandbox/api/requests";
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

  const notes = (): string[] => fs.readdirSync(folder).filter((name) => name.startsWith("unfinished"));

  const makeTopic = async (): Promise<void> => {
    const { api } = JSON.parse(fs.readFileSync(path.join(folder, "sandbox.json"), "utf8")) as { api: string };
    await fetch(`${api}/20181201/topics`, {
      method: "POST",
      headers: {
        ...signatureHeaders(),
        "content-type": "application/json",
      },
      body: JSON.stringify({ compartmentId: "ocid1.compartment.oc1..a", name: "unrecorded" }),
    });
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
    assert.equal(await objects(), 50);
  });

  it("removes what a killed run has made and not recorded, and what others own it keeps", async () => {
    await runCommand("sandbox-up", folder);
    await makeTopic();
    assert.equal(await objects(), 51);
    const gone = spawnSync("true").pid;
    fs.writeFileSync(path.join(folder, `unfinished-${gone}`), "up");

    const again = await runCommand("sandbox-up", folder);

    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.match(again.stdout, /a run was killed before it had recorded all that it made; removed 1 object\(s\)/);
    assert.match(again.stdout, /64 unchanged/);
    assert.equal(await objects(), 50);
    assert.deepEqual(notes(), []);
  });

  it("leaves alone what another command may be making", async () => {
    await runCommand("sandbox-up", folder);
    await makeTopic();
    fs.writeFileSync(path.join(folder, `unfinished-${process.pid}`), "up");
    fs.writeFileSync(path.join(folder, `unfinished-${spawnSync("true").pid}`), "up");

    await runCommand("sandbox-up", folder);

    assert.equal(await objects(), 51);
  });

  it("leaves no note of a change that came to its end", async () => {
    await runCommand("sandbox-up", folder);

    assert.deepEqual(notes(), []);
  });

  it("goes on after the sandbox was killed amid an up", async () => {
    const up = startCommand("sandbox-up", folder);
    await up.says("Updating (prod)");
    await up.says("created (0");
    const { pid } = JSON.parse(fs.readFileSync(path.join(folder, "sandbox.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
    await up.end();

    const again = await runCommand("sandbox-up", folder);

    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.equal(await objects(), 50);
  });

  it("mends what a killed engine has left: its processes end, its lock is removed", async () => {
    const up = startCommand("sandbox-up", folder);
    await up.says("creating (0s)");
    const engine = processesOn(folder).find(({ command }) => /bin\/pulumi up/.test(command));
    process.kill(engine?.pid as number, "SIGKILL");
    assert.equal((await up.end()).code, 1);

    const again = await runCommand("sandbox-up", folder);

    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.match(again.stdout, /stack 'prod': a run that was killed has left its lock; removing it/);
    assert.equal(await objects(), 50);
    assert.equal(processesOn(folder).length, 1);
  });

  it("starts a killed sandbox again, with its objects", async () => {
    await runCommand("sandbox-up", folder);
    const { pid } = JSON.parse(fs.readFileSync(path.join(folder, "sandbox.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");

    const again = await runCommand("sandbox-up", folder);

    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, /the last one ended without a word; its objects are kept/);
    assert.match(again.stdout, /64 unchanged/);
    assert.equal(await objects(), 50);
  });

  it("refreshes a state that is older than the sandbox, after a preview too", async () => {
    await runCommand("sandbox-up", folder);
    const { pid } = JSON.parse(fs.readFileSync(path.join(folder, "sandbox.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
    for (const name of fs.readdirSync(folder)) if (name.startsWith("objects.db")) fs.rmSync(path.join(folder, name));
    const previewed = await runCommand("preview", folder);
    assert.match(previewed.stdout, /\+ 50 to create/);

    const again = await runCommand("sandbox-up", folder);

    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.match(again.stdout, /stack 'prod': its state is older than the sandbox; refreshing it/);
    assert.equal(await objects(), 50);
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

  it("brings two stacks up at once from a clean state", async () => {
    const [one, other] = await Promise.all([
      runCommand("sandbox-up", folder, "dev"),
      runCommand("sandbox-up", folder, "prod"),
    ]);

    assert.deepEqual([one.code, other.code], [0, 0], one.stderr + other.stderr);
    assert.equal(await objects(), 115);
  });

  it("takes a stack down whose file is gone", async () => {
    await runCommand("sandbox-up", folder);
    const copies = path.join(folder, "stacks", "oci-delivery");
    fs.renameSync(path.join(copies, "Pulumi.prod.yaml"), path.join(copies, "Pulumi.gone.yaml"));
    for (const kind of ["stacks", "backups", "history"]) {
      const of = path.join(folder, "state", ".pulumi", kind, "oci-delivery");
      if (kind === "stacks")
        fs.writeFileSync(
          path.join(of, "gone.json"),
          fs.readFileSync(path.join(of, "prod.json"), "utf8").replaceAll("urn:pulumi:prod::", "urn:pulumi:gone::"),
        );
      if (kind === "stacks") fs.rmSync(path.join(of, "prod.json"));
    }

    const { code, stdout, stderr } = await runCommand("sandbox-down", folder);

    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /sandbox: 0 objects left/);
  });

  it("fails when it is to reset a folder that is none of a sandbox, and deletes nothing", async () => {
    const other = freshFolder("precious");
    fs.writeFileSync(path.join(other, "thesis.txt"), "years of work");

    const { code, stderr } = await runCommand("sandbox-down", other, "--reset");

    assert.equal(code, 1);
    assert.match(stderr, /is not the folder of a sandbox; nothing was deleted\n$/);
    assert.deepEqual(fs.readdirSync(other), ["thesis.txt"]);
  });
});
