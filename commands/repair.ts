import * as fs from "node:fs";
import * as path from "node:path";

import { isRunning } from "../toolchain/run";
import { runEngine, type EngineOptions, type EngineResult } from "./engine";
import { locksOf } from "./locks";
import { interruptedInSandbox } from "./recovery/in-sandbox";
import { recoverStack } from "./recovery/recover-stack";
import { findSandbox, forgetObjects, objectsOf, type Sandbox } from "./sandbox-process";
import { knownStacks, labelOf, readCheckpoint, type StackId, type Workspace } from "./workspace";

/** Name of the note that a command leaves in the workspace until its change has come to its end. */
const note = (pid: number): string => `unfinished-${pid}`;

/**
 * Runs an engine command that changes a stack. Until it has ended in order, with the sandbox alive, the workspace
 * carries a note: a later command then looks for what was made but never recorded.
 */
export async function runChange(
  workspace: Workspace,
  sandbox: Sandbox,
  args: readonly string[],
  options: EngineOptions,
): Promise<EngineResult> {
  const file = path.join(workspace.folder, note(process.pid));
  fs.writeFileSync(file, args.join(" "));
  const result = await runEngine(workspace, sandbox, args, options);
  const survived = await findSandbox(workspace).catch(() => undefined);
  if (!result.killed && survived?.pid === sandbox.pid) fs.rmSync(file, { force: true });
  return result;
}

/**
 * Mends what a killed run has left, before the next one stumbles over it: locks whose engine is gone, files that were
 * half written, creates that were under way, objects that stand in no state.
 * @param stacks that are about to be changed.
 * @param say is told each thing that was found, and what was done.
 * @throws Error while another run is at work on one of the stacks, and when a step of the repair fails.
 */
export async function repairWorkspace(
  workspace: Workspace,
  sandbox: Sandbox,
  stacks: readonly StackId[],
  say: (line: string) => void,
): Promise<void> {
  mendState(workspace, stacks, say);
  // what another command makes right now stands in no state either
  const notes = fs.readdirSync(workspace.folder).filter((name) => name.startsWith(note(0).slice(0, -1)));
  const abandoned = notes.filter((name) => !isRunning(Number(name.split("-").at(-1))));
  const alone = abandoned.length === notes.length && !locksOf(workspace).some(({ held }) => held);
  if (abandoned.length === 0 || !alone) return;

  await settlePending(workspace, sandbox, say);
  await removeUnrecorded(workspace, sandbox, say);
  for (const name of abandoned) fs.rmSync(path.join(workspace.folder, name));
}

/** Removes what a killed engine leaves among the state's files. @throws Error as `removeDeadLocks` */
export function mendState(workspace: Workspace, stacks: readonly StackId[], say: (line: string) => void): void {
  removeDeadLocks(workspace, stacks, say);
  // an engine at work writes them
  if (!locksOf(workspace).some(({ held }) => held)) removeBrokenAttributes(workspace.state);
}

/** @throws Error for a lock on one of the stacks that may still be held. */
export function removeDeadLocks(workspace: Workspace, stacks: readonly StackId[], say: (line: string) => void): void {
  const names = stacks.map(labelOf);
  for (const { of, file, pid, hostname, held } of locksOf(workspace)) {
    const name = labelOf(of);
    if (held && !names.includes(name)) continue;
    if (held) {
      throw new Error(
        `stack '${name}' is being worked on by process ${pid} on '${hostname}'; wait for it, end it by 'kill ${pid}', ` +
          `or remove '${file}' if that machine is not at work on it any more`,
      );
    }
    say(`stack '${name}': a run that was killed has left its lock; removing it`);
    for (const each of [file, `${file}.attrs`]) fs.rmSync(each, { force: true });
  }
}

/** The file backend writes these in place, so that a kill can leave them cut off; without one it takes its defaults. */
function removeBrokenAttributes(state: string): void {
  const files = fs.readdirSync(state, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".attrs"));
  for (const file of files.map((name) => path.join(state, name))) {
    try {
      JSON.parse(fs.readFileSync(file, "utf8"));
    } catch {
      fs.rmSync(file, { force: true });
    }
  }
}

/** The sandbox belongs to the workspace alone: an object that no state knows was made by a run that was killed. */
async function removeUnrecorded(workspace: Workspace, sandbox: Sandbox, say: (line: string) => void): Promise<void> {
  const checkpoints = knownStacks(workspace).map((stack) => readCheckpoint(workspace, stack));
  const recorded = new Set(checkpoints.flatMap((checkpoint) => checkpoint?.resources.map(({ id }) => id) ?? []));
  // an object of the cluster has another id in the state, and the next apply finds it by its name
  const lost = (await objectsOf(sandbox))
    .filter(({ id, kind }) => kind.startsWith("oci:") && !recorded.has(id))
    .map(({ id }) => id);
  if (lost.length === 0) return;
  await forgetObjects(sandbox, lost);
  say(`sandbox: a run was killed before it had recorded all that it made; removed ${lost.length} object(s)`);
}

/** What can't be told is forgotten: the sandbox belongs to the workspace alone, and what no state knows is removed. */
async function settlePending(workspace: Workspace, sandbox: Sandbox, say: (line: string) => void): Promise<void> {
  for (const id of knownStacks(workspace)) {
    if ((readCheckpoint(workspace, id)?.pendingOperations.length ?? 0) === 0) continue;
    await recoverStack(interruptedInSandbox(workspace, sandbox, id), { unclear: "drop", say });
  }
}

/** Whether a stack's state belongs to a sandbox that has been reset since: it must be refreshed then. */
export function isStale(workspace: Workspace, sandbox: Sandbox, stack: StackId): boolean {
  const file = adoptionFile(workspace, stack);
  return fs.existsSync(file) && fs.readFileSync(file, "utf8") !== sandbox.id;
}

/** Notes that a stack's state is that of this sandbox: after it was made, or changed with a refresh. */
export function adopt(workspace: Workspace, sandbox: Sandbox, stack: StackId): void {
  fs.writeFileSync(adoptionFile(workspace, stack), sandbox.id);
}

function adoptionFile(workspace: Workspace, { project, stack }: StackId): string {
  return path.join(workspace.folder, `sandbox-of-${project}.${stack}`);
}
