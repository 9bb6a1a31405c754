import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { stringify } from "yaml";

import { ProcessGroup } from "../../../buildspec/run/process-group";
import { ROOT } from "../fixtures";
import { command, outcomesOf, Project, removeProjects } from "./project";

const PATIENCE_MS = 50_000;

/** Waits until something holds. */
async function until(what: string, holds: () => boolean): Promise<void> {
  for (let left = PATIENCE_MS; !holds(); left -= 50) {
    assert.ok(left > 0, `still not so: ${what}`);
    await wait(50);
  }
}

/** Whether a process runs; one that ended and that nobody asked for its end doesn't. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !fs.existsSync("/proc/self/stat") || !/\) [ZX] /.test(fs.readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

/** Reads the id that a script wrote into a file. */
const idIn = (file: string): number => Number(fs.readFileSync(file, "utf8"));

/** A script whose grandchild writes its id into a file and then does nothing for long. */
const grandchild = (file: string, before = ""): string =>
  `sh -c '${before} sleep 600 & echo $! > "${file}.new"; mv "${file}.new" "${file}"; wait'`;

describe("a step that takes too long", function () {
  this.timeout(120_000);
  afterEach(removeProjects);

  it("is ended with all that it started, and handled as a failure", async () => {
    const project = new Project();
    const file = path.join(project.root, "grandchild");
    const onFailure = [command("echo handled")];
    const steps = [command(grandchild(file), { timeoutInSeconds: 4, onFailure }), command("true")];

    const run = await project.run({ steps });

    assert.equal(run.code, 1);
    assert.deepEqual(outcomesOf(run), ["timed-out", "succeeded"]);
    assert.equal(run.result?.steps[0]?.reason, "no end after 4 s");
    assert.equal(isRunning(idIn(file)), false);
  });

  it("is ended by the timeout of the file, with nothing after it", async () => {
    const steps = [command("sleep 600", { timeoutInSeconds: 900, onFailure: [command("true")] }), command("true")];

    const run = await new Project().run({ timeoutInSeconds: 1, steps });

    assert.equal(run.code, 1);
    assert.deepEqual(
      run.result?.steps.map(({ outcome, reason }) => [outcome, reason]),
      [["timed-out", "no end within the 'timeoutInSeconds' of the file"]],
    );
  });

  it("inherits the timeout of the file", async () => {
    const run = await new Project().run({ timeoutInSeconds: 1, steps: [command("sleep 600")] });

    assert.deepEqual(outcomesOf(run), ["timed-out"]);
  });
});

describe("what a step leaves in the background", function () {
  this.timeout(120_000);
  afterEach(removeProjects);

  it("is there for the steps after, and gone after the run", async () => {
    const project = new Project();
    const file = path.join(project.root, "server");

    const { code } = await project.runSteps(`sleep 600 & echo $! > "${file}"`, `kill -0 "$(cat "${file}")"`);

    assert.equal(code, 0);
    assert.equal(isRunning(idIn(file)), false);
  });

  it("is gone after the run also when it went into a session of its own", async function () {
    if (!fs.existsSync("/proc/self/environ")) return this.skip();
    const project = new Project();
    const file = path.join(project.root, "daemon");
    const daemon = `setsid sh -c 'echo $$ > "${file}.new"; mv "${file}.new" "${file}"; exec sleep 600' >/dev/null 2>&1 &`;

    const { code } = await project.runSteps(`${daemon}\nuntil [ -e "${file}" ]; do sleep 0.1; done`);

    assert.equal(code, 0);
    assert.equal(isRunning(idIn(file)), false);
  });
});

describe("a process group", function () {
  this.timeout(120_000);

  /** Starts a script, and waits until it says that it is ready. */
  async function ready(script: string): Promise<{ group: ProcessGroup; text: () => string }> {
    let text = "";
    const group = new ProcessGroup({
      command: "/bin/sh",
      args: ["-c", script],
      folder: "/",
      variables: new Map([["PATH", process.env["PATH"] ?? ""]]),
      onText: (more) => void (text += more),
    });
    await until("the script is ready", () => text.includes("ready"));
    return { group, text: () => text };
  }

  it("has SIGTERM sent to all of it first", async () => {
    const grandchild = "trap 'echo told; exit' TERM; echo ready; while :; do sleep 0.1; done";
    const { group, text } = await ready(`sh -c "${grandchild}" & wait`);

    await group.stop(PATIENCE_MS);
    await group.ended;

    assert.match(text(), /told/);
  });

  it("is killed after the grace when SIGTERM is ignored", async () => {
    const { group } = await ready("trap '' TERM; echo ready; while :; do sleep 1; done");

    await group.stop(100);

    assert.deepEqual(await group.ended, { kind: "signal", signal: "SIGKILL" });
  });

  it("is killed at once when there is a hurry", async () => {
    const { group } = await ready("trap '' TERM; echo ready; while :; do sleep 1; done");

    await group.stop(600_000, AbortSignal.abort());

    assert.deepEqual(await group.ended, { kind: "signal", signal: "SIGKILL" });
  });

  it("says that a program isn't there", async () => {
    const program = { command: "no-such-shell", args: [], folder: "/", variables: new Map<string, string>() };

    const group = new ProcessGroup({ ...program, onText: () => undefined });

    assert.deepEqual(await group.ended, { kind: "unstarted", reason: "ENOENT" });
  });
});

describe("a step that can't be started", function () {
  this.timeout(60_000);
  afterEach(removeProjects);

  it("fails when its variables are longer than a program can be given", async () => {
    const env = { exportedVariables: ["LONG"] };
    const steps = [command("LONG=$(printf '%9000000s' x)"), command("true")];

    const run = await new Project().run({ env, steps });

    assert.deepEqual(outcomesOf(run), ["succeeded", "failed"]);
    assert.equal(
      run.result?.steps[1]?.reason,
      "the variables are longer than a program can be given (E2BIG); use a file",
    );
  });
});

describe("a run that is interrupted", function () {
  this.timeout(120_000);
  afterEach(removeProjects);

  /** Starts a run in a process of its own, and waits until its step has a grandchild. */
  async function startRun(): Promise<{ run: ChildProcess; id: number; temporary: string }> {
    const project = new Project();
    const file = path.join(project.root, "grandchild");
    const temporary = path.join(project.root, "tmp");
    fs.mkdirSync(temporary);
    const steps = [command(grandchild(file), { onFailure: [command("true")] }), command("true")];
    const spec = project.write("build_spec.yaml", stringify({ version: "0.1", component: "build", steps }));
    const run = spawn(process.execPath, [path.join(ROOT, "buildspec", "start.js"), "run", spec], {
      cwd: project.root,
      env: { ...process.env, TMPDIR: temporary },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await until("the step has a grandchild", () => fs.existsSync(file));
    assert.equal(fs.readdirSync(temporary).length, 1);
    return { run, id: idIn(file), temporary };
  }

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`leaves no process and no folder after ${signal}, and exits with 130`, async () => {
      const { run, id, temporary } = await startRun();
      let out = "";
      run.stdout?.setEncoding("utf8").on("data", (text: string) => void (out += text));

      run.kill(signal);
      const [code] = (await once(run, "close")) as [number | null];

      assert.equal(code, 130);
      await until("the grandchild is gone", () => !isRunning(id));
      assert.deepEqual(fs.readdirSync(temporary), []);
      assert.match(out, /^build interrupted after /m);
      assert.doesNotMatch(out, /since the step failed/);
    });
  }
});
