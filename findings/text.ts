import { type Examined, type Finding, findingsOf, type Level } from "./finding";

/** The findings of a file for people: each with its source line and a caret; a secret in the line is starred out. */
export function textReport(examined: Examined): string {
  const { file, source, diagnostics } = examined;
  return findingsOf(examined)
    .map(({ line, column, endColumn, level, code, message }, index) => {
      const head = `${file}:${line}:${column}: ${level}: ${message} [${code}]\n`;
      const whole = source.line(line);
      const hidden = diagnostics[index]?.secret ? starOut(whole, column, endColumn) : whole;
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

/** How many findings of each level there are, e.g. `1 error, 0 warnings, 2 notes`. */
export function countsOf(findings: readonly Finding[]): string {
  const count = (level: Level): string => counted(findings.filter((each) => each.level === level).length, level);
  return [count("error"), count("warning"), count("note")].join(", ");
}

/** A number with its noun, e.g. `2 files`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function starOut(line: string, column: number, endColumn: number): string {
  return line.slice(0, column - 1) + "*".repeat(endColumn - column) + line.slice(endColumn - 1);
}

/** Without the characters that would steer a terminal. */
function printable(line: string): string {
  // eslint-disable-next-line no-control-regex
  return line.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\uFEFF]/g, " ");
}
