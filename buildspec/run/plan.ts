import type { AuditStep, BuildSpec, CommandStep } from "../model";

/** A step of the file that a run carries out. */
export interface PlannedStep {
  /** Place in the file, from 1. */
  readonly number: number;
  /** Its name, or `step <number>`. */
  readonly name: string;
  readonly step: CommandStep | AuditStep;
}

/** Which steps are asked for. @default - all of them */
export interface Choice {
  /** The one that runs alone. */
  readonly step?: string;
  /** The first one that runs. */
  readonly from?: string;
}

/** Every step of a specification, in the order of the file. */
export function stepsOf(spec: BuildSpec): readonly PlannedStep[] {
  return spec.steps.map((step, index) => {
    return { number: index + 1, name: titleOf(step) ?? `step ${index + 1}`, step };
  });
}

/** The name of a step on one line; undefined when it has none. */
export function titleOf({ name }: CommandStep | AuditStep): string | undefined {
  // eslint-disable-next-line no-control-regex
  const title = name?.text.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim();
  return title === "" ? undefined : title;
}

/**
 * The steps that a run carries out. A step is chosen by its name or by its number.
 *
 * @throws PlanError when no step is called so, when several are, or when both choices are made
 */
export function planOf(spec: BuildSpec, { step, from }: Choice): readonly PlannedStep[] {
  const all = stepsOf(spec);
  if (step !== undefined && from !== undefined) {
    throw new PlanError(
      "--step and --from are both given; --step runs one step, --from all from one on: leave one out",
    );
  }
  if (step !== undefined) return [chosen(all, "--step", step)];
  if (from !== undefined) return all.slice(chosen(all, "--from", from).number - 1);
  return all;
}

/** A choice of steps that the specification can't follow. */
export class PlanError extends Error {}

function chosen(all: readonly PlannedStep[], option: string, wanted: string): PlannedStep {
  const named = all.filter(({ name }) => name === wanted.trim());
  const found = named.length > 0 ? named : all.filter(({ number }) => String(number) === wanted.trim());
  const [first, second] = found;
  if (first === undefined) {
    const names = all.map(({ number, name }) => `${number} '${name}'`).join(", ");
    throw new PlanError(`${option} '${wanted}': no step is called so (steps: ${names}); give the name or the number`);
  }
  if (second !== undefined) {
    const numbers = found.map(({ number }) => number).join(", ");
    throw new PlanError(`${option} '${wanted}': ${found.length} steps are called so (${numbers}); give the number`);
  }
  return first;
}
