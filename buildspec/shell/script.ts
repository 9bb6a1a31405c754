import type { Source } from "../../findings/source";
import type { Span } from "../diagnostic";
import type { BuildSpec, CommandStep } from "../model";
import type { Text } from "../tree";
import { scan, type ShellEvent } from "./scan";

/** The script of a step, read. */
export interface Script {
  readonly step: CommandStep;
  /** Index of the step in the file; a handler has that of the step whose failure it handles. */
  readonly index: number;
  readonly handler: boolean;
  readonly events: readonly ShellEvent[];
  /** Where a part of the script is in the file. */
  readonly place: (at: number, end: number) => Span;
}

/** The scripts of a specification in the order of the file. */
export function scriptsOf(spec: BuildSpec, source: Source): readonly Script[] {
  return spec.steps.flatMap((step, index) => {
    if (step.kind !== "Command") return [];
    return [step, ...step.onFailure].map((each) => ({
      step: each,
      index,
      handler: each !== step,
      events: scan(each.command.text),
      place: placesOf(each.command, source),
    }));
  });
}

/** Finds the characters of a text in the file. A text whose characters were changed by YAML is found as a whole. */
export function placesOf(text: Text, source: Source): Script["place"] {
  if (text.style === "literal") return literalPlaces(text, source);
  const shift = text.style === "single" || text.style === "double" ? 1 : 0;
  const written = source.text.startsWith(text.text, text.start + shift);
  if (!written) return () => ({ start: text.start, end: text.start + 1 });
  return (at, end) => ({ start: text.start + shift + at, end: text.start + shift + end });
}

/** A literal block keeps its lines: each is the file's, without its indent. */
function literalPlaces(text: Text, source: Source): Script["place"] {
  const header = source.positionOf(text.start).line;
  const starts = [0];
  for (let at = text.text.indexOf("\n"); at >= 0; at = text.text.indexOf("\n", at + 1)) starts.push(at + 1);
  const lines = text.text.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const indent = first < 0 ? 0 : Math.max(0, source.line(header + 1 + first).indexOf(lines[first] ?? ""));
  const find = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return source.startOf(header + 1 + low) + indent + offset - (starts[low] ?? 0);
  };
  return (at, end) => ({ start: find(at), end: find(end) });
}
