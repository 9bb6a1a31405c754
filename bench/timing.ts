import { spawn } from "node:child_process";
import { once } from "node:events";
import * as os from "node:os";

import { PROJECT } from "../commands/workspace";

/** Milliseconds until the process has ended. @throws Error when it fails. */
export async function timeOf(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { cwd: PROJECT, env, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`'${command} ${args.join(" ")}' ended with exit code ${code}`);
  return performance.now() - started;
}

/** The middle one of an odd number of times, and the outermost two. */
export interface Spread {
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

/** @param times at least one. */
export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (index: number): number => sorted.at(index) as number;
  return { median: at(Math.floor(sorted.length / 2)), fastest: at(0), slowest: at(-1) };
}

/** How busy the machine is, which every time of a clock depends on. */
export function load(): string {
  return `load ${(os.loadavg()[0] as number).toFixed(1)} on ${os.cpus().length} cores`;
}

/** Prints one line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
