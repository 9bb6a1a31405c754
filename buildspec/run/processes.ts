import * as fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const LOOK_MS = 20;

/** Sends a signal to a process, or to a group by its negative id. One that is gone meanwhile, or another user's, gets none. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}

/**
 * Whether a group of processes has one that runs. Those that ended, and that nobody has asked for their end, are in the
 * group for ever where the first process of a container doesn't ask: `/proc` tells them apart, where there is one.
 */
export function isGroupAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const ids = processIds();
  return ids.length === 0 || ids.some((pid) => isRunningIn(pid, group));
}

/**
 * Ends processes that left their group but still carry a variable that only this run has, as daemons do: SIGTERM, and
 * SIGKILL after the grace, or at once when there is a hurry. Without `/proc` there is no telling, and nothing is done.
 */
export async function stopMarked(name: string, value: string, graceMs: number, hurry: AbortSignal): Promise<void> {
  const mark = Buffer.from(`\0${name}=${value}\0`);
  const marked = (): number[] => processIds().filter((pid) => pid !== process.pid && hasMark(pid, mark));
  marked().forEach((pid) => signalTo(pid, "SIGTERM"));
  for (let left = graceMs; left > 0 && !hurry.aborted && marked().length > 0; left -= LOOK_MS) await wait(LOOK_MS);
  marked().forEach((pid) => signalTo(pid, "SIGKILL"));
}

/** The processes of this machine, by `/proc`; none where there isn't one. */
function processIds(): readonly number[] {
  try {
    return fs.readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Whether a process is in a group and has not ended. Its name, in round brackets, may hold anything. */
function isRunningIn(pid: number, group: number): boolean {
  const fields = readProcess(pid, "stat")?.toString("latin1");
  const [state, , itsGroup] = fields?.slice(fields.lastIndexOf(")") + 2).split(" ") ?? [];
  return Number(itsGroup) === group && state !== "Z" && state !== "X";
}

function hasMark(pid: number, mark: Buffer): boolean {
  const environment = readProcess(pid, "environ");
  return environment !== undefined && Buffer.concat([Buffer.from("\0"), environment]).includes(mark);
}

function readProcess(pid: number, name: string): Buffer | undefined {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`);
  } catch {
    return undefined;
  }
}
