import { type ChildProcess, spawn } from "node:child_process";
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
  readonly #child: ChildProcess;
  #turns = 0;

  constructor({ command, args, folder, variables, onText }: Program) {
    const env = Object.fromEntries(variables);
    this.#child = spawn(command, args, { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#turns = 0;
        onText(text);
      });
    }
    this.ended = new Promise((resolve) => {
      this.#child.once("error", ({ code, message }: NodeJS.ErrnoException) =>
        resolve({ kind: "unstarted", reason: code ?? message }),
      );
      this.#child.once("exit", (code, signal) => {
        const ending: Ending = signal === null ? { kind: "exit", code: code ?? 0 } : { kind: "signal", signal: signal };
        void this.#drain().then(() => resolve(ending));
      });
    });
  }

  /**
   * Ends every process of the group: SIGTERM, and SIGKILL for those that are there after the grace, or at once when there
   * is a hurry. Comes back when none is left but those of another user, which can't be ended.
   */
  async stop(graceMs: number, hurry?: AbortSignal): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined) return;
    signalTo(-pid, "SIGTERM");
    for (let left = graceMs; left > 0 && !hurry?.aborted && isGroupAlive(pid); left -= LOOK_MS) await wait(LOOK_MS);
    signalTo(-pid, "SIGKILL");
    for (let left = KILL_MS; left > 0 && isGroupAlive(pid); left -= LOOK_MS) await wait(LOOK_MS);
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** Waits until a turn of the event loop brings no more output: the pipes are empty. */
  async #drain(): Promise<void> {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      this.#turns++;
      await loopTurn();
      if (this.#turns > 2) return;
    }
  }
}
