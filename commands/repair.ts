import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { isRunning } from "../toolchain/run";
import { runEngine } from "./engine";
import { forgetObjects, objectsOf, type Sandbox } from "./sandbox-process";
import { knownStacks, PROJECT_NAME, readCheckpoint, type Checkpoint, type Workspace } from "./workspace";

/**
 * Finds what an interrupted or killed run has left behind in a stack, and mends it: a lock whose owner is gone, objects
 * whose creation was never recorded, a state that belongs to a sandbox that has been reset.
 * @param say is told each thing that was found, and what was done.
 * @throws Error when another run is at work on the stack.
 */
export async function repairStack(
  workspace: Workspace,
  sandbox: Sandbox,
  stack: string,
  say: (line: string) => void,
): Promise<void> {
  await removeDeadLocks(workspace, sandbox, stack, say);
  const checkpoint = readCheckpoint(workspace, stack);
  if (checkpoint) await recoverPending(workspace, sandbox, stack, checkpoint, say);
}

/** Notes which sandbox a stack's state belongs to. True when it was another one: the state must be refreshed then. */
export function adoptSandbox(workspace: Workspace, sandbox: Sandbox, stack: string): boolean {
  const file = path.join(workspace.state, `sandbox-of-${stack}`);
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  fs.writeFileSync(file, sandbox.id);
  return before !== undefined && before !== sandbox.id;
}

async function removeDeadLocks(
  workspace: Workspace,
  sandbox: Sandbox,
  stack: string,
  say: (line: string) => void,
): Promise<void> {
  const folder = path.join(workspace.state, ".pulumi", "locks", "organization", PROJECT_NAME, stack);
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  for (const name of names) {
    const { pid, hostname } = JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")) as {
      pid: number;
      hostname: string;
    };
    if (hostname !== os.hostname() || isRunning(pid)) {
      throw new Error(
        `stack '${stack}' is being worked on by process ${pid} on '${hostname}'; wait for it, or end it by 'kill ${pid}'`,
      );
    }
  }
  if (names.length === 0) return;
  say(`stack '${stack}': a run that was killed has left its lock; removing it`);
  await runEngine(workspace, sandbox, ["cancel", "--yes", "--stack", stack], { output: "collect" });
}

/** Objects that were made while their run was killed stand in no state; the next run would stumble over their names. */
async function recoverPending(
  workspace: Workspace,
  sandbox: Sandbox,
  stack: string,
  { pendingOperations }: Checkpoint,
  say: (line: string) => void,
): Promise<void> {
  const creating = pendingOperations.filter(({ type }) => type === "creating").map(({ resource }) => resource);
  if (creating.length === 0) return;
  const owned = new Set(
    knownStacks(workspace).flatMap((each) => readCheckpoint(workspace, each)?.resources.map(({ id }) => id) ?? []),
  );
  const lost = (await objectsOf(sandbox)).filter(
    (object) =>
      !owned.has(object.id) &&
      creating.some(({ type, inputs }) => object.kind === type && isMadeFrom(object.body, inputs)),
  );
  if (lost.length > 0)
    await forgetObjects(
      sandbox,
      lost.map(({ id }) => id),
    );
  say(
    `stack '${stack}': a run was killed while it created ${creating.length} resource(s); removed ${lost.length} object(s) that it had made`,
  );
  await runEngine(
    workspace,
    sandbox,
    [
      "refresh",
      "--yes",
      "--clear-pending-creates",
      "--stack",
      stack,
      "--config-file",
      path.join(workspace.stacks, `Pulumi.${stack}.yaml`),
    ],
    { output: "collect" },
  );
}

function isMadeFrom(body: Readonly<Record<string, unknown>>, inputs: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(inputs).every(
    ([key, value]) => key === "__defaults" || typeof value !== "string" || body[key] === value,
  );
}
