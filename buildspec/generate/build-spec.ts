import { lint } from "../lint";
import type { BuildSpecInput, FailureStepInput, StepInput } from "./input";
import { render } from "./render";

/** Why no specification could be made: what the service would refuse of it. */
export class BuildSpecError extends Error {
  /** @param problems at least one, each with its code. */
  constructor(readonly problems: readonly string[]) {
    super(`build specification: ${problems.join("\n  ")}`);
    this.name = "BuildSpecError";
  }
}

/**
 * The text of a build specification, in the order of the reference, ready for a `build_spec.yaml`. A step ends at its
 * first failure unless the input says otherwise; nothing else is written that the input leaves out.
 *
 * @throws BuildSpecError with all that the linter has an error about; warnings and notes are left to the linter
 */
export function buildSpec(input: BuildSpecInput): string {
  const text = render({
    version: 0.1,
    component: "build",
    failImmediatelyOnError: true,
    ...input,
    steps: input.steps.map(stepOf),
  });
  const errors = lint(Buffer.from(text)).diagnostics.filter(({ level }) => level === "error");
  if (errors.length > 0) throw new BuildSpecError(errors.map(({ message, code }) => `${message} [${code}]`));
  return text;
}

function stepOf(step: StepInput): object {
  if (step.type === "VulnerabilityAudit") return step;
  const { onFailure } = step;
  return { ...commandOf(step), ...(onFailure === undefined ? {} : { onFailure: onFailure.map(commandOf) }) };
}

function commandOf({ command, ...rest }: FailureStepInput): object {
  const script = typeof command === "string" ? command : command.map((line) => `${line}\n`).join("");
  return { type: "Command", ...rest, command: script };
}
