import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Settings } from "../sandbox/api/settings";
import type { Message, Running } from "../sandbox/main";
import { isRightCluster } from "../toolchain/install-cluster";
import { clusterPlace } from "../toolchain/place";
import { isRunning } from "../toolchain/run";
import { PROJECT, type Workspace } from "./workspace";

/** A sandbox that answers. */
export interface Sandbox extends Running {
  /** Tells sandboxes apart: changes when its objects are started anew. */
  readonly id: string;
  /** Whether this command had to start it. */
  readonly started: boolean;
}

/** One object of the sandbox, as its own view of itself lists it. */
export interface SandboxObject {
  readonly id: string;
  /** Pulumi type token. */
  readonly kind: string;
  readonly region: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface StartOptions {
  /** Port of its API. @default 0 - a free one */
  readonly port?: number;
  /** Whether it must run an API server. @default - as the last time, until `sandbox:down` */
  readonly cluster?: boolean;
}

/** How long a sandbox may take to answer, and to end or to come up, in milliseconds. */
const PATIENCE = { answer: 10_000, end: 5_000 };

/**
 * The sandbox of the workspace: the one that runs, else a new one in the background. It ends by `stopSandbox`, or by
 * itself after half an hour without a request.
 * @param say is told what was found, for the user.
 * @throws Error with the reason when it can't start, e.g. a port that is in use, and when one runs that is another one
 * than wanted.
 */
export async function findOrStartSandbox(
  workspace: Workspace,
  say: (line: string) => void,
  { port = 0, cluster = false }: StartOptions = {},
): Promise<Sandbox> {
  const found = await findSandbox(workspace);
  if (found) {
    if (port !== 0 && !found.api.endsWith(`:${port}`)) {
      throw new Error(
        `the sandbox already runs at ${found.api}; 'npm run sandbox:down' ends it, then '--port ${port}' can be had`,
      );
    }
    if (cluster && !found.kubeconfig) {
      throw new Error(
        `the sandbox already runs at ${found.api} without an API server; 'npm run sandbox:down' ends it, then ` +
          "'--cluster' can be had",
      );
    }
    say(`sandbox: found at ${found.api} (pid ${found.pid})`);
    return found;
  }
  if (fs.existsSync(addressFile(workspace))) {
    say("sandbox: the last one ended without a word; its objects are kept, starting it again");
    fs.rmSync(addressFile(workspace), { force: true });
  }
  const running = await start(workspace, { port, cluster: cluster || hasCluster(workspace) });
  if (!running) {
    say("sandbox: another command is starting it; waiting for it");
    return await appearing(workspace);
  }
  const { id } = await ask(running.api);
  say(`sandbox: started at ${running.api} (pid ${running.pid})`);
  if (running.kubeconfig) say(`sandbox: with an API server, for 'kubectl --kubeconfig ${running.kubeconfig}'`);
  return { ...running, id, started: true };
}

/**
 * The sandbox that runs in the workspace, if there is one.
 * @throws Error when its process is there and does not answer.
 */
export async function findSandbox(workspace: Workspace): Promise<Sandbox | undefined> {
  const running = readAddress(workspace);
  if (!running || !isRunning(running.pid)) return undefined;
  try {
    const { id, pid } = await ask(running.api);
    // the port may be another program's by now, and the process id too
    return pid === running.pid ? { ...running, id, started: false } : undefined;
  } catch (error) {
    if ((error as Error).name !== "TimeoutError") return undefined;
    const { pid } = running;
    throw new Error(`the sandbox (pid ${pid}) does not answer; 'kill -9 ${pid}' ends it, its objects are safe`, {
      cause: error,
    });
  }
}

/** Ends a sandbox and waits until its process is gone. */
export async function stopSandbox({ pid }: Running): Promise<void> {
  if (!isRunning(pid)) return;
  process.kill(pid, "SIGTERM");
  for (let waited = 0; isRunning(pid); waited += 50) {
    if (waited > PATIENCE.end)
      throw new Error(`the sandbox (pid ${pid}) does not end; 'kill -9 ${pid}' ends it, its objects are safe`);
    await sleep(50);
  }
}

/** Everything that the sandbox holds. */
export async function objectsOf(sandbox: Running): Promise<SandboxObject[]> {
  return (await ask(sandbox.api)).objects;
}

/** Removes objects from the sandbox; all of them when no ids are given. */
export async function forgetObjects(sandbox: Running, ids?: readonly string[]): Promise<void> {
  const query = ids ? `?${ids.map((id) => `id=${encodeURIComponent(id)}`).join("&")}` : "";
  await fetch(`${sandbox.api}/sandbox/objects${query}`, { method: "DELETE" });
}

/**
 * Changes how strict and slow the sandbox is, as long as its process lives.
 * @throws Error with what it says of a value that it does not take.
 */
export async function changeSettings(sandbox: Running, settings: Partial<Settings>): Promise<void> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(settings);
  const answer = await fetch(`${sandbox.api}/sandbox/settings`, { method: "PUT", headers, body });
  if (!answer.ok) throw new Error(`the sandbox does not take ${body}: ${await answer.text()}`);
}

/** Starts the sandbox; undefined when another process has its folder. @throws Error with the reason for any other failure. */
async function start(workspace: Workspace, { port, cluster }: Required<StartOptions>): Promise<Running | undefined> {
  const place = clusterPlace();
  if (cluster && !isRightCluster(place))
    throw new Error("the sandbox needs an API server, which is not here; 'npm run toolchain -- --cluster' builds it");
  const log = fs.openSync(path.join(workspace.folder, "sandbox.log"), "a");
  const main = path.join(PROJECT, "sandbox", "main.ts");
  const apiServer = cluster ? ["--api-server", place.bin] : [];
  const options = ["--folder", workspace.folder, "--port", String(port), ...apiServer];
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "-r", path.join(PROJECT, "toolchain", "register.js"), main, ...options],
    { cwd: PROJECT, detached: true, stdio: ["ignore", log, log, "ipc"] },
  );
  fs.closeSync(log);
  const message = await Promise.race([
    once(child, "message").then(([said]) => said as Message),
    once(child, "exit").then(([code]): Message => ({
      failed: `it ended with exit code ${code}; see '${workspace.folder}/sandbox.log'`,
    })),
  ]);
  if ("occupied" in message) return undefined;
  if ("failed" in message) throw new Error(`the sandbox did not start: ${message.failed}`);
  child.unref();
  return message.running;
}

/** Whether the sandbox has run an API server, which holds what stacks have put into it. */
function hasCluster({ cluster }: Workspace): boolean {
  return fs.existsSync(path.join(cluster, "kubeconfig"));
}

/** The sandbox that another command is starting, or that is just about to end. */
async function appearing(workspace: Workspace): Promise<Sandbox> {
  for (let waited = 0; waited < PATIENCE.end; waited += 100) {
    const found = await findSandbox(workspace);
    if (found) return found;
    await sleep(100);
  }
  throw new Error(
    `the folder '${workspace.folder}' is in use by a sandbox that can't be reached; end that process, or try again`,
  );
}

function readAddress(workspace: Workspace): Running | undefined {
  try {
    return JSON.parse(fs.readFileSync(addressFile(workspace), "utf8")) as Running;
  } catch {
    return undefined;
  }
}

async function ask(api: string): Promise<{ id: string; pid: number; objects: SandboxObject[] }> {
  const response = await fetch(`${api}/sandbox`, { signal: AbortSignal.timeout(PATIENCE.answer) });
  return (await response.json()) as { id: string; pid: number; objects: SandboxObject[] };
}

function addressFile(workspace: Workspace): string {
  return path.join(workspace.folder, "sandbox.json");
}
