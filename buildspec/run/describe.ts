import type { BuildSpec, CommandStep } from "../model";
import { exportedNames, literalVariables, type Variables, vaultNames } from "./environment";
import { mask } from "./mask";
import type { PlannedStep } from "./plan";

/** The steps of a specification, a line each: number, name, shell and seconds. */
export function listOf(steps: readonly PlannedStep[]): string {
  return steps.map(({ number, name, step }) => `${number}  ${name}  (${kindOf(step)})\n`).join("");
}

/** What a run would do: the variables of its first step, and each step with its script; secrets hidden. */
export function dryRunOf(
  spec: BuildSpec,
  steps: readonly PlannedStep[],
  variables: Variables,
  hidden: readonly string[],
): string {
  const names = [...variables.keys()].filter((name) => name.startsWith("OCI_"));
  const declared = [...literalVariables(spec).keys(), ...vaultNames(spec)];
  const values = [...new Set([...names, ...declared])].map((name) => `  ${name}=${variables.get(name) ?? ""}`);
  const unset = exportedNames(spec).filter((name) => !variables.has(name));
  const lines = [
    "variables",
    ...values,
    ...unset.map((name) => `  ${name} is unset until a step exports it`),
    ...steps.flatMap(({ number, name, step }) => [
      `step ${number} '${name}' (${kindOf(step)})`,
      ...(step.kind === "Command" ? bodyOf(step) : ["  is skipped"]),
    ]),
    ...spec.inputArtifacts.map(({ name, type, location }) => `input ${name?.text} (${type}) to ${location?.text}`),
    ...spec.outputArtifacts.map(({ name, type, location }) => `output ${name?.text} (${type}) from ${location?.text}`),
  ];
  return mask(`${lines.join("\n")}\n`, hidden);
}

function bodyOf({ command, onFailure }: CommandStep): readonly string[] {
  return [
    ...command.text
      .trimEnd()
      .split("\n")
      .map((line) => `  | ${line}`),
    ...onFailure.flatMap((handler) => [`  on failure (${kindOf(handler)})`, ...bodyOf(handler)]),
  ];
}

function kindOf(step: PlannedStep["step"]): string {
  if (step.kind === "VulnerabilityAudit") return "vulnerability audit";
  const { shell, timeoutInSeconds, failImmediatelyOnError } = step;
  const failing = failImmediatelyOnError ? "stops at the first failure" : "only the last command counts";
  return `${shell.trim()}, at most ${timeoutInSeconds.value} s, ${failing}`;
}
