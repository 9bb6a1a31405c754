import * as fs from "node:fs";
import * as path from "node:path";

/** Folder of programs that break rules, each in a folder of its own. */
export const PROGRAMS = __dirname;

/**
 * The findings that a program is expected to show, in order; `findings.txt` beside it has a line for each:
 * `level rule (resource): message`.
 */
export function expectedOf(program: string): string[] {
  return fs
    .readFileSync(path.join(PROGRAMS, program, "findings.txt"), "utf8")
    .trimEnd()
    .split("\n");
}

/** What the engine shows of findings: `[level] rule (resource)` and the line that says what is wrong. */
export function findingsIn(output: string): string[] {
  const shown = /- \[(\w+)\] +\[severity: \w+\] +(oci-\S+) +\(\S+: (\S+)\)\n.*\n +(.*)/g;
  return [...output.matchAll(shown)]
    .map(([, level, rule, resource, message]) => `${level} ${rule} (${resource}): ${message}`)
    .sort();
}
