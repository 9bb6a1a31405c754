import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";

import { PROJECT } from "../../../commands/workspace";
import { TiedProcess } from "../../../sandbox/api-server/tied-process";
import { processesLeftOn, processesOn } from "../../commands/command";
import { freshFolder } from "../../engine/lab";
import { until } from "../../toolchain/machine";

/** A program that runs long, and names its folder in its command line. */
const LONG = "while :; do sleep 0.1; done";

describe("TiedProcess", () => {
  let count = 0;
  let folder: string;
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => void (folder = freshFolder(`tied-${process.pid}-${(count += 1)}`)));

  const start = (script: string): TiedProcess =>
    TiedProcess.start("/bin/sh", ["-c", script, folder], { cwd: folder, log: path.join(folder, "log") });

  it("ends with stop, and leaves no process", async () => {
    const tied = start(LONG);
    await until(() => processesOn(folder).length > 0);

    await tied.stop();

    assert.equal(tied.running, false);
    assert.deepEqual(await processesLeftOn(folder), []);
  });

  it("ends also when it does not heed being told to", async () => {
    const tied = start(`trap '' TERM; echo deaf; ${LONG}`);
    await until(() => tied.lastWords() === "deaf");

    await tied.stop();

    assert.deepEqual(await processesLeftOn(folder), []);
  });

  it("ends when the process that started it is killed", async () => {
    const module_ = path.join(PROJECT, "sandbox", "api-server", "tied-process");
    const script = `require(${JSON.stringify(module_)}).TiedProcess.start("/bin/sh", ["-c", ${JSON.stringify(LONG)}, ${JSON.stringify(folder)}], { cwd: ${JSON.stringify(folder)}, log: ${JSON.stringify(path.join(folder, "log"))} })`;
    const parent = spawn(process.execPath, ["-r", path.join(PROJECT, "toolchain", "register.js"), "-e", script]);
    await until(() => processesOn(folder).some(({ pid }) => pid !== parent.pid));

    parent.kill("SIGKILL");
    await once(parent, "exit");

    assert.deepEqual(await processesLeftOn(folder), []);
  });

  it("tells that its program has ended, and what it said last", async () => {
    const tied = start("echo first; echo last words >&2; exit 3");

    await until(() => !tied.running);

    assert.equal(tied.lastWords(), "first\n  last words");
  });

  it("tells that its program can't be started", async () => {
    const tied = TiedProcess.start(path.join(folder, "none"), [], { cwd: folder, log: path.join(folder, "log") });

    await until(() => !tied.running);

    assert.match(tied.lastWords(), /not found/);
  });
});
