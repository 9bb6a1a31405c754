import { spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the process, and all that it started. */
  readonly signal?: AbortSignal;
  /** Called with each line that the process writes, to stdout or stderr. */
  readonly onLine?: (line: string) => void;
}

/** How many of the last lines of output an error message repeats. */
const LAST_LINES = 12;

/**
 * Runs a program to its end and returns its output. Its own process group makes it and its children end together.
 * @throws Error with the last lines of output when it can't be started, fails, or is interrupted.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  options.signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const stop = (): void => {
      if (child.pid) killGroup(child.pid);
    };
    options.signal?.addEventListener("abort", stop, { once: true });

    const lines: string[] = [];
    const tell = (line: string): void => {
      lines.push(line);
      options.onLine?.(line);
    };
    for (const stream of [child.stdout, child.stderr]) {
      let rest = "";
      stream.setEncoding("utf8").on("data", (text: string) => {
        const parts = (rest + text).split("\n");
        rest = parts.pop() ?? "";
        parts.forEach(tell);
      });
      stream.once("end", () => rest !== "" && tell(rest));
    }
    child.once("error", reject);
    child.once("close", (code, signal) => {
      options.signal?.removeEventListener("abort", stop);
      if (options.signal?.aborted) reject(options.signal.reason as Error);
      else if (code === 0) resolve(lines.join("\n"));
      else
        reject(
          new Error(
            [
              `'${command}' ended with ${code === null ? `signal ${signal}` : `exit code ${code}`}`,
              ...lines.slice(-LAST_LINES),
            ].join("\n  "),
          ),
        );
    });
  });
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGTERM");
  } catch {
    // the group is gone already
  }
}

/** Whether a process of that id is there, be it ours or not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
