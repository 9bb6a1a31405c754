import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";

const running = new Set<ChildProcess>();

/** Starts a process that ends with this one: `stopChildren` reaches it until it has exited. */
export function startChild(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, options);
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/** How long a child may take to end after `endChildren`, in milliseconds; the engine gives this process five seconds. */
const GRACE = 1_000;

/** Sends `signal` to every child that is still running, and kills those that have not ended soon after. */
export function endChildren(signal: NodeJS.Signals): void {
  stopChildren(signal);
  setTimeout(() => stopChildren("SIGKILL"), GRACE).unref();
}

/** Sends `signal` to every child that is still running. */
export function stopChildren(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal);
}
