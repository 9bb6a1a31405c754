import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";

import { PROJECT } from "../../commands/workspace";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of this project as a process of its own, with its output so far. */
export class RunningCommand {
  stdout = "";
  stderr = "";

  constructor(readonly process: ChildProcess) {
    process.stdout?.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    process.stderr?.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
  }

  /** Waits until the command has written `text` to stdout. */
  async says(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      if (this.process.exitCode !== null)
        throw new Error(`it ended without saying '${text}':\n${this.stdout}${this.stderr}`);
      await once(this.process.stdout as NodeJS.ReadableStream, "data");
    }
  }

  async end(): Promise<Ended> {
    const [code] = (await once(this.process, "close")) as [number | null];
    return { code: code ?? -1, stdout: this.stdout, stderr: this.stderr };
  }
}

/** Starts `commands/<name>.ts` with a workspace folder of the test's own. */
export function startCommand(name: string, folder: string, ...args: string[]): RunningCommand {
  const script = path.join(PROJECT, "commands", `${name}.ts`);
  const all = ["-r", "ts-node/register", script, ...args, "--folder", folder];
  return new RunningCommand(spawn(process.execPath, all, { cwd: PROJECT, stdio: ["ignore", "pipe", "pipe"] }));
}

/** Runs `commands/<name>.ts` to its end. */
export function runCommand(name: string, folder: string, ...args: string[]): Promise<Ended> {
  return startCommand(name, folder, ...args).end();
}

/**
 * Processes that work on a workspace: those whose command line or environment names its folder.
 * Reads `/proc`, so it needs Linux.
 */
export function processesOn(folder: string): { pid: number; command: string }[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const command = fs.readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        const environment = fs.readFileSync(`/proc/${name}/environ`, "utf8");
        return command !== "" && `${command}\n${environment}`.includes(folder) ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}

/** Waits until nothing works on the workspace any more, and returns what still does after that time. */
export async function processesLeftOn(folder: string, patience = 5_000): Promise<string[]> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (processesOn(folder).length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return processesOn(folder).map(({ command }) => command);
}
