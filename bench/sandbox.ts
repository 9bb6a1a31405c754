import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";

import { engineEnvironment } from "../commands/engine";
import { findSource } from "../commands/programs";
import { findOrStartSandbox, findSandbox, stopSandbox, type Sandbox } from "../commands/sandbox-process";
import { prepareStack } from "../commands/stack";
import { openWorkspace, PROJECT, type Workspace } from "../commands/workspace";
import { enginePlace } from "../toolchain/place";
import { callsOf, memoryOf } from "./sandbox/requests";
import { STACK, writeStackFile } from "./services/stack-file";
import { load, say, timeOf } from "./timing";

/** Seconds that the first `up` of the stack that ships may take, as a whole process. */
const MOST = 30;

const REQUESTS = 10_000;
/** Requests before memory is looked at: what starts up is paid by then. */
const WARM_UP = 2_000;
const STEPS = 5;

/**
 * Prints what an `up` of the stack that ships takes, from a folder that is not there yet to the end of the process; how
 * many requests a second the sandbox answers, and what of memory it has after each few thousand; and what an `up` of many
 * services takes. Nothing passes or fails.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { services: { type: "string", default: "100" } } });
  const folder = path.join(PROJECT, ".cache", "bench-sandbox");
  const workspace = openWorkspace({ folder });
  try {
    const command = ["-r", "./toolchain/register.js", "commands/sandbox-up.ts", "prod", "--folder", folder];
    const first = (await timeOf(process.execPath, command, process.env)) / 1000;
    say(`up of the prod stack, two services, whole process: ${first.toFixed(1)} s (aim: at most ${MOST}), ${load()}`);
    const sandbox = await findOrStartSandbox(workspace, () => undefined);
    await askMuch(sandbox);
    await bringUpMany(workspace, sandbox, Number(values.services));
  } finally {
    const sandbox = await findSandbox(workspace);
    if (sandbox) await stopSandbox(sandbox);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Requests one after the other, each fourth of another kind: a topic is made, read, changed and deleted. */
async function askMuch({ api, pid }: Sandbox): Promise<void> {
  const calls = callsOf(api);
  await calls(WARM_UP);
  const begun = memoryOf(pid);
  say(`\nrequests so far  requests a second  sandbox's MiB (at first ${begun.toFixed(0)}), ${load()}`);
  for (let step = 1; step <= STEPS; step++) {
    const started = performance.now();
    await calls(REQUESTS / STEPS);
    const rate = (REQUESTS / STEPS / (performance.now() - started)) * 1000;
    const sent = String((REQUESTS / STEPS) * step).padStart(15);
    say(`${sent}  ${rate.toFixed(0).padStart(17)}  ${memoryOf(pid).toFixed(0).padStart(13)}`);
  }
}

async function bringUpMany(workspace: Workspace, sandbox: Sandbox, services: number): Promise<void> {
  await prepareStack(workspace, sandbox, findSource(STACK), () => undefined);
  const file = writeStackFile(workspace, "built and deployed", services);
  const up = ["up", "--yes", "--skip-preview", "--stack", STACK, "--config-file", file, "-C", PROJECT];
  const before = memoryOf(sandbox.pid);
  const time = await timeOf(enginePlace().engine, [...up, "--non-interactive"], engineEnvironment(workspace, sandbox));
  say(`\nup of ${services} services, built and deployed: ${(time / 1000).toFixed(1)} s, ${load()}`);
  say(`sandbox's MiB before and after: ${before.toFixed(0)} and ${memoryOf(sandbox.pid).toFixed(0)}`);
}

void main();
