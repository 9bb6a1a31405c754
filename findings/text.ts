import { type Examined, type Finding, findingsOf, type Span } from "./finding";
import type { Source } from "./source";

/** The findings of a file for people: each with its source line and a caret; a secret in the line is starred out. */
export function textReport(examined: Examined, findings: readonly Finding[] = findingsOf(examined)): string {
  const { source } = examined;
  const secrets = examined.diagnostics.filter(({ secret }) => secret);
  return findings
    .map(({ file, line, column, endColumn, level, code, message }) => {
      const head = `${file}:${line}:${column}: ${level}: ${message} [${code}]\n`;
      const hidden = lineOf(source, secrets, line);
      if (hidden.trim() === "") return head;
      // a line of kilobytes helps nobody
      const from = column > 120 ? column - 61 : 0;
      const shown = hidden.slice(from, from + 160);
      const pad = shown.slice(0, column - 1 - from).replace(/[^\t]/g, " ");
      const marks = "^".repeat(Math.max(1, Math.min(endColumn - column, shown.length - pad.length)));
      return `${head}  ${printable(shown)}\n  ${pad}${marks}\n`;
    })
    .join("");
}

/** A line with every secret in it starred out, whichever finding it is shown for. */
function lineOf(source: Source, secrets: readonly Span[], line: number): string {
  const from = source.startOf(line);
  return secrets.reduce((text, { start, end }) => {
    const [first, after] = [Math.max(0, start - from), Math.min(text.length, end - from)];
    return first >= after ? text : text.slice(0, first) + "*".repeat(after - first) + text.slice(after);
  }, source.line(line));
}

/** Without the characters that would steer a terminal. */
function printable(line: string): string {
  // eslint-disable-next-line no-control-regex
  return line.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\uFEFF]/g, " ");
}
