import * as path from "node:path";

import type { BuildSpec, CommandStep } from "../model";
import { carriedNames, exportedNames, literalVariables, nextVariables, type Variables } from "./environment";
import { bringInput, inputName, type Stores } from "./inputs";
import { StepLog } from "./log";
import { mask } from "./mask";
import { takeOutput } from "./outputs";
import { type PlannedStep, titleOf } from "./plan";
import type { ProcessGroup } from "./process-group";
import { stopMarked } from "./processes";
import type { ArtifactResult, RunResult, StepResult } from "./result";
import { runStep, type StepEnd } from "./step";
import type { Workspace } from "./workspace";

/** A run that is ready to begin: everything it needs is there. */
export interface Build {
  readonly file: string;
  readonly spec: BuildSpec;
  readonly steps: readonly PlannedStep[];
  readonly workspace: Workspace;
  readonly predefined: Variables;
  /** Variables of the first step. */
  readonly variables: Variables;
  /** Texts that no output may show. */
  readonly hidden: readonly string[];
  readonly stores: Stores;
  /** Where output artifacts go; absolute. */
  readonly output: string;
  /** Whether the outputs are taken: not when a step runs by itself. */
  readonly takesOutputs: boolean;
  /** Takes the log. */
  readonly say: (text: string) => void;
  /** Milliseconds that processes have after SIGTERM. */
  readonly graceMs: number;
  /** Aborted when the run is to be given up, and when there is no more patience for its processes. */
  readonly interrupt: AbortSignal;
  readonly hurry: AbortSignal;
}

const WHOLE_IS_OVER = "no end within the 'timeoutInSeconds' of the file";

/** Runs a build to its end: inputs, steps, outputs. Leaves no process of it. */
export async function runBuild(build: Build): Promise<RunResult> {
  const run = new Running(build);
  try {
    return await run.toItsEnd();
  } finally {
    await run.stopAll();
  }
}

class Running {
  readonly #start = performance.now();
  readonly #steps: StepResult[] = [];
  readonly #artifacts: ArtifactResult[] = [];
  readonly #groups: ProcessGroup[] = [];
  #variables: Variables;

  constructor(private readonly build: Build) {
    this.#variables = build.variables;
  }

  async toItsEnd(): Promise<RunResult> {
    const { file, spec, hidden } = this.build;
    const failed = !(await this.#bringInputs()) || !(await this.#runSteps()) || !(await this.#takeOutputs());
    const exported = exportedNames(spec).map((name) => {
      const value = this.#variables.get(name);
      return { name, value: value === undefined ? undefined : mask(value, hidden) };
    });
    return {
      file,
      outcome: this.build.interrupt.aborted ? "interrupted" : failed ? "failed" : "succeeded",
      seconds: this.#secondsSince(this.#start),
      steps: this.#steps,
      artifacts: this.#artifacts,
      exported,
    };
  }

  /** Ends what steps left in the background, also what went into a session of its own. */
  async stopAll(): Promise<void> {
    const { graceMs, hurry, workspace } = this.build;
    await Promise.all(this.#groups.map((group) => group.stop(graceMs, hurry)));
    await stopMarked("OCI_WORKSPACE_DIR", workspace.workspace, graceMs, hurry);
  }

  /** Gives false when the run is to go no further; so do the two below. */
  async #bringInputs(): Promise<boolean> {
    const { spec, stores, workspace, interrupt } = this.build;
    const overall = AbortSignal.timeout(Math.ceil(this.#secondsLeft() * 1000));
    for (const [index, input] of spec.inputArtifacts.entries()) {
      const context = {
        stores,
        layout: workspace,
        known: this.#known(),
        signal: AbortSignal.any([interrupt, overall]),
      };
      const result = await bringInput(input, inputName(input, index), context);
      if (!this.#note(result)) return false;
    }
    return true;
  }

  async #runSteps(): Promise<boolean> {
    for (const planned of this.build.steps) {
      const { step, number, name } = planned;
      if (step.kind === "VulnerabilityAudit") {
        this.#end({
          number,
          name,
          handler: false,
          outcome: "skipped",
          reason: "an audit needs a tenancy",
          seconds: 0,
          tail: [],
        });
        continue;
      }
      if ((await this.#runCommand(step, planned, false)) === "succeeded") continue;
      for (const handler of step.onFailure) {
        if (this.build.interrupt.aborted || this.#secondsLeft() <= 0) break;
        const title = titleOf(handler) ?? `on failure of ${name}`;
        await this.#runCommand(handler, { ...planned, name: title }, true);
      }
      return false;
    }
    return !this.build.interrupt.aborted;
  }

  async #runCommand(
    step: CommandStep,
    { number, name }: PlannedStep,
    handler: boolean,
  ): Promise<StepResult["outcome"]> {
    const { spec, workspace, hidden, say, graceMs, interrupt, hurry } = this.build;
    const prefix = `[${number} ${mask(name, hidden)}] `;
    const log = new StepLog(prefix, hidden, say);
    const own = step.timeoutInSeconds.value;
    const left = this.#secondsLeft();
    const limit =
      own <= left ? { seconds: own, reason: `no end after ${own} s` } : { seconds: left, reason: WHOLE_IS_OVER };
    say(`${prefix}starts${handler ? ", since the step failed" : ""}\n`);
    const start = performance.now();
    const end = await runStep(step, {
      folder: path.join(workspace.scripts, String(this.#steps.length + 1)),
      source: workspace.primary,
      variables: this.#variables,
      carried: carriedNames(spec),
      log,
      limit,
      graceMs,
      interrupt,
      hurry,
    });
    this.#groups.push(end.group);
    this.#carry(end, prefix);
    const { outcome, reason } = end;
    this.#end({ number, name, handler, outcome, reason, seconds: this.#secondsSince(start), tail: log.tail });
    return outcome;
  }

  #carry({ handedOn, outcome }: StepEnd, prefix: string): void {
    if (handedOn !== undefined) this.#variables = nextVariables(this.build.spec, this.#variables, handedOn);
    else if (outcome === "succeeded" && carriedNames(this.build.spec).length > 1) {
      this.build.say(`${prefix}handed no variables on: it ended by 'exec', or by 'exit' with a trap of its own\n`);
    }
  }

  async #takeOutputs(): Promise<boolean> {
    if (!this.build.takesOutputs) return true;
    let complete = true;
    for (const [index, output] of this.build.spec.outputArtifacts.entries()) {
      if (this.build.interrupt.aborted) return false;
      const result = await takeOutput(output, index, {
        layout: this.build.workspace,
        known: this.#known(),
        variables: this.#variables,
        folder: this.build.output,
        signal: this.build.interrupt,
      });
      complete = this.#note(result) && complete;
    }
    return complete;
  }

  /** The variables that a location may use, as they are now: predefined ones and `env.variables`. */
  #known(): Variables {
    const literal = [...literalVariables(this.build.spec).keys()];
    return new Map([
      ...this.build.predefined,
      ...literal.flatMap((name) => {
        const value = this.#variables.get(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ]);
  }

  #end(result: StepResult): void {
    const { hidden, say } = this.build;
    const name = mask(result.name, hidden);
    this.#steps.push({ ...result, name });
    const reason = result.reason === "" ? "" : `: ${result.reason}`;
    say(`[${result.number} ${name}] ${result.outcome}${reason} (${result.seconds.toFixed(1)} s)\n`);
  }

  /** Takes the result of an artifact down; gives whether it is well. */
  #note(result: ArtifactResult): boolean {
    const { hidden, say } = this.build;
    const shown = { ...result, name: mask(result.name, hidden), detail: mask(result.detail, hidden) };
    this.#artifacts.push(shown);
    say(`[${shown.direction} ${shown.name}] ${shown.outcome}: ${shown.detail}\n`);
    return shown.outcome !== "failed";
  }

  #secondsLeft(): number {
    return this.build.spec.timeoutInSeconds.value - this.#secondsSince(this.#start);
  }

  #secondsSince(start: number): number {
    return (performance.now() - start) / 1000;
  }
}
