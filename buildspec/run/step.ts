import * as fs from "node:fs";
import * as path from "node:path";

import type { CommandStep } from "../model";
import type { Variables } from "./environment";
import type { StepLog } from "./log";
import { type Ending, ProcessGroup } from "./process-group";
import type { StepOutcome } from "./result";
import { frameOf, handedOnIn, shellProgram } from "./script";

/** What a step needs to run. */
export interface StepContext {
  /** A folder of its own, for the script. */
  readonly folder: string;
  /** Where it starts. */
  readonly source: string;
  readonly variables: Variables;
  /** Names of the variables that it hands on. */
  readonly carried: readonly string[];
  readonly log: StepLog;
  /** When it is given up, and what is said then. */
  readonly limit: { readonly seconds: number; readonly reason: string };
  /** Milliseconds that its processes have after SIGTERM. */
  readonly graceMs: number;
  /** Aborted when the whole run is given up. */
  readonly interrupt: AbortSignal;
  readonly hurry: AbortSignal;
}

export interface StepEnd {
  readonly outcome: StepOutcome;
  readonly reason: string;
  /** Undefined when the step handed nothing on. */
  readonly handedOn: Variables | undefined;
  /** Its processes; what it left in the background goes on. */
  readonly group: ProcessGroup;
}

/** Runs the script of a step in a shell of its own, and waits for its end. */
export async function runStep(step: CommandStep, context: StepContext): Promise<StepEnd> {
  const { folder, source, variables, carried, log, interrupt } = context;
  const frame = path.join(folder, "step");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(frame, frameOf(carried, step.failImmediatelyOnError));
  fs.writeFileSync(`${frame}.script`, `${step.command.text}\n`);

  const group = new ProcessGroup({
    command: shellProgram(step.shell),
    args: [frame],
    folder: source,
    // by the name that the variables have for the folder, which may be a link
    variables: new Map([...variables, ["PWD", source]]),
    onText: (text) => log.write(text),
  });
  const stopped = await endOrStop(group, context);
  const ending = await group.ended;
  log.end();
  const handedOn = fs.existsSync(`${frame}.variables`)
    ? handedOnIn(fs.readFileSync(`${frame}.variables`, "utf8"), frame)
    : undefined;
  if (stopped === "timeout") return { outcome: "timed-out", reason: context.limit.reason, handedOn, group };
  if (interrupt.aborted) return { outcome: "interrupted", reason: "interrupted", handedOn, group };
  const reason = failureOf(ending, step.shell);
  return { outcome: reason === "" ? "succeeded" : "failed", reason, handedOn, group };
}

/** Waits for the end of a step; stops it at its timeout, or when the run is given up. */
async function endOrStop(group: ProcessGroup, context: StepContext): Promise<"end" | "timeout" | "interrupt"> {
  const { limit, graceMs, interrupt, hurry } = context;
  let stop: (why: "timeout" | "interrupt") => void = () => undefined;
  const stopped = new Promise<"timeout" | "interrupt">((resolve) => (stop = resolve));
  const timeout = setTimeout(() => stop("timeout"), limit.seconds * 1000);
  const onInterrupt = (): void => stop("interrupt");
  interrupt.addEventListener("abort", onInterrupt);
  if (interrupt.aborted) onInterrupt();
  try {
    const first = await Promise.race([group.ended.then(() => "end" as const), stopped]);
    if (first !== "end") await group.stop(graceMs, hurry);
    return first;
  } finally {
    clearTimeout(timeout);
    interrupt.removeEventListener("abort", onInterrupt);
  }
}

/** Why a step failed; empty when it didn't. */
function failureOf(ending: Ending, shell: string): string {
  switch (ending.kind) {
    case "exit":
      return ending.code === 0 ? "" : `exit code ${ending.code}`;
    case "signal":
      return `ended by ${ending.signal}`;
    case "unstarted":
      if (ending.reason === "E2BIG") return "the variables are longer than a program can be given (E2BIG); use a file";
      return `shell '${shell.trim()}' can't be started (${ending.reason}); install it, or name another with 'shell'`;
  }
}
