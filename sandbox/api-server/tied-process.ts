import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";

/** How many of the last lines of its log an error message repeats. */
const LAST_LINES = 8;

/**
 * Runs "$@" until it ends, or until nobody holds the other end of stdin any more: then it is told to end, and made to
 * after two seconds.
 */
const TIED = `exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{
  cat <&3
  kill $program
  tenths=0
  while [ $tenths -lt 20 ]; do sleep 0.1; tenths=$((tenths + 1)); done
  kill -9 $program
} >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $program
kill $watcher`;

/** A program that ends with this process, whatever ends it, SIGKILL too. */
export class TiedProcess {
  /** Whether it runs. */
  running = true;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
    private readonly log: string,
  ) {}

  /** @param options its folder, and the file that its output is written to, anew at each start. */
  static start(program: string, args: readonly string[], options: { cwd: string; log: string }): TiedProcess {
    const output = fs.openSync(options.log, "w", 0o600);
    const child = spawn("/bin/sh", ["-c", TIED, "sh", program, ...args], {
      cwd: options.cwd,
      stdio: ["pipe", output, output],
    });
    fs.closeSync(output);
    const tied = new TiedProcess(program, child, options.log);
    const ended = (): void => {
      tied.running = false;
      child.stdin?.end();
    };
    child.once("exit", ended).once("error", ended);
    // it may be gone before the pipe to it is
    child.stdin?.on("error", () => undefined);
    return tied;
  }

  /** Ends it, and waits until it is gone. */
  async stop(): Promise<void> {
    if (!this.running) return;
    const gone = once(this.child, "exit");
    this.child.stdin?.end();
    await gone;
  }

  /** The last lines that it wrote. */
  lastWords(): string {
    const lines = fs.readFileSync(this.log, "utf8").trimEnd().split("\n");
    return lines.slice(-LAST_LINES).join("\n  ");
  }
}
