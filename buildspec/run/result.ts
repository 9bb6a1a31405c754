/** How a step ended. A step that is not reached has no result; an audit is always skipped. */
export type StepOutcome = "succeeded" | "failed" | "timed-out" | "interrupted" | "skipped";

/** What became of a step, or of a step that handled its failure. */
export interface StepResult {
  /** Place in the file, from 1; a handler has that of the step whose failure it handles. */
  readonly number: number;
  readonly name: string;
  readonly handler: boolean;
  readonly outcome: StepOutcome;
  /** Why it did not succeed, e.g. `exit code 3`; empty when it did. */
  readonly reason: string;
  readonly seconds: number;
  /** The end of its log, secrets hidden. */
  readonly tail: readonly string[];
}

/** What became of an artifact. `unchecked`: an image where there is nothing to look it up with. */
export interface ArtifactResult {
  readonly direction: "input" | "output";
  readonly name: string;
  readonly type: string;
  readonly outcome: "succeeded" | "failed" | "unchecked";
  /** What is wrong, or where it was put. */
  readonly detail: string;
}

/** A variable that later stages would get; undefined when no step gave it a value. Secrets are hidden. */
export interface ExportedVariable {
  readonly name: string;
  readonly value: string | undefined;
}

/** What became of a run. */
export interface RunResult {
  readonly file: string;
  readonly outcome: "succeeded" | "failed" | "interrupted";
  readonly seconds: number;
  /** In the order in which they ran. */
  readonly steps: readonly StepResult[];
  readonly artifacts: readonly ArtifactResult[];
  readonly exported: readonly ExportedVariable[];
}
