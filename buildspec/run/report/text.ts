import type { ExportedVariable, RunResult } from "../result";

/** A run for people: a line for each step, artifact and exported variable, and how it ended. */
export function textSummary({ outcome, seconds, steps, artifacts, exported }: RunResult): string {
  const rows = [
    ...steps.map((step) => [`${step.number} ${step.name}`, step.outcome, step.reason || time(step.seconds)]),
    ...artifacts.map(({ direction, name, outcome, detail }) => [`${direction} ${name}`, outcome, detail]),
    ...exported.map(({ name, value }) => [`export ${name}`, ...shown(value)]),
  ];
  const width = (column: number): number => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const [first, second] = [width(0), width(1)];
  const lines = rows.map(([a = "", b = "", c = ""]) => `  ${a.padEnd(first)}  ${b.padEnd(second)}  ${c}`.trimEnd());
  return `${[...lines, `build ${outcome} after ${time(seconds)}`].join("\n")}\n`;
}

/** A value on one line: in quotes as JSON where it has breaks or other control characters. */
function shown(value: ExportedVariable["value"]): [string, string] {
  if (value === undefined) return ["unset", "no step gave it a value"];
  // eslint-disable-next-line no-control-regex
  return ["set", /[\u0000-\u001f\u007f]/.test(value) ? JSON.stringify(value) : value];
}

function time(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
