import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { setImmediate as loopTurn, setTimeout as wait } from "node:timers/promises";

import type { Variables } from "./environment";
import { isGroupAlive, signalTo } from "./processes";

/** How a program ended. `unstarted`: it isn't there, or can't be run. */
export type Ending =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "unstarted"; readonly reason: string };

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly variables: Variables;
  /** Takes what the program and all that it starts write. */
  readonly onText: (text: string) => void;
}

/** How often it is looked whether a group is gone. */
const LOOK_MS = 20;
/** How long the system may take to end what was killed. */
const KILL_MS = 5000;
/** Turns of the event loop after which output is left to come later: something in the background writes without end. */
const MOST_TURNS = 1000;

/** A program with all that it starts: a group of processes in a session of its own, apart from the terminal's. */
export class ProcessGroup {
  /** When the program has ended and what it wrote has been taken. What it left in the background goes on. */
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable> | undefined;
  /** Turns of the event loop since the last output. */
  #quietTurns = 0;

  constructor(program: Program) {
    try {
      this.#child = start(program);
    } catch (error) {
      this.ended = Promise.resolve(unstarted(error));
      return;
    }
    const child = this.#child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.#quietTurns = 0;
        program.onText(text);
      });
    }
    this.ended = new Promise((resolve) => {
      child.once("error", (error) => resolve(unstarted(error)));
      child.once("exit", (code, signal) => {
        const ending: Ending = signal === null ? { kind: "exit", code: code ?? 0 } : { kind: "signal", signal };
        void this.#drain().then(() => resolve(ending));
      });
    });
  }

  /**
   * Ends every process of the group: SIGTERM, and SIGKILL for those that are there after the grace, or at once when there
   * is a hurry. Comes back when none is left but those of another user, which can't be ended.
   */
  async stop(graceMs: number, hurry?: AbortSignal): Promise<void> {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    signalTo(-pid, "SIGTERM");
    for (let left = graceMs; left > 0 && !hurry?.aborted && isGroupAlive(pid); left -= LOOK_MS) await wait(LOOK_MS);
    signalTo(-pid, "SIGKILL");
    for (let left = KILL_MS; left > 0 && isGroupAlive(pid); left -= LOOK_MS) await wait(LOOK_MS);
    await this.#drain();
    this.#child?.stdout.destroy();
    this.#child?.stderr.destroy();
  }

  /** Waits until a turn of the event loop brings no more output: the pipes are empty. */
  async #drain(): Promise<void> {
    this.#quietTurns = 0;
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      this.#quietTurns++;
      await loopTurn();
      if (this.#quietTurns > 2) return;
    }
  }
}

function start({ command, args, folder, variables }: Program): ChildProcessByStdio<null, Readable, Readable> {
  const env = Object.fromEntries(variables);
  return spawn(command, args, { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
}

function unstarted(error: unknown): Ending {
  const { code, message } = error as NodeJS.ErrnoException;
  return { kind: "unstarted", reason: code ?? message };
}
