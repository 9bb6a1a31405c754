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

/** Sends `signal` to every child that is still running. */
export function stopChildren(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal);
}
