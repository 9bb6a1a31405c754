import type { Source } from "./source";

/** How much a finding matters; each tool says with its codes what the levels mean there. */
export type Level = "error" | "warning" | "note";

/** A part of a file: offsets in UTF-16 units, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a tool found at a place of a file. */
export interface Diagnostic extends Span {
  readonly code: string;
  readonly level: Level;
  /** Subject, what is wrong, value got, values allowed, repair; never a secret. */
  readonly message: string;
  /** Whether the text at the place is a secret, which no output may show. @default false */
  readonly secret?: boolean;
}

/** A file with what was found in it, in the order of the file. */
export interface Examined {
  readonly file: string;
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
}

/** A finding as a machine reads it; lines and columns count from 1, `endColumn` is after the last character. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** On the line of `line`, also when the place goes on to another line. */
  readonly endColumn: number;
  readonly level: Level;
  readonly code: string;
  readonly message: string;
  /** What it is about, where that is no place of a file: e.g. a URN. */
  readonly subject?: string;
  /** Why it is accepted, where it is. */
  readonly accepted?: string;
}

/** The findings of a file. */
export function findingsOf({ file, source, diagnostics }: Examined): readonly Finding[] {
  return diagnostics.map(({ code, level, message, start, end }) => {
    const { line, column } = source.positionOf(start);
    const lineEnd = source.line(line).trimEnd().length + 1;
    const endColumn = Math.max(column + 1, Math.min(column + end - start, lineEnd));
    return { file, line, column, endColumn, level, code, message };
  });
}
