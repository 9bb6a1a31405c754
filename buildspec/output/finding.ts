import type { Diagnostic, Level } from "../diagnostic";
import { levelOf, type LintResult } from "../lint";

/** A finding as a machine reads it; lines and columns count from 1, `endColumn` is after the last character. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** On the line of `line`, also when the place goes on to another line. */
  readonly endColumn: number;
  readonly level: Level;
  readonly code: Diagnostic["code"];
  readonly message: string;
}

/** The findings of a file. */
export function findingsOf(file: string, { source, diagnostics }: LintResult): readonly Finding[] {
  return diagnostics.map((diagnostic) => {
    const { code, message, start, end } = diagnostic;
    const { line, column } = source.positionOf(start);
    const lineEnd = source.line(line).trimEnd().length + 1;
    const endColumn = Math.max(column + 1, Math.min(column + end - start, lineEnd));
    return { file, line, column, endColumn, level: levelOf(diagnostic), code, message };
  });
}
