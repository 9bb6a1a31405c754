import { type Command, Option } from "commander";

import { type Examined, type Finding, findingsOf } from "./finding";
import { jsonReport } from "./json";
import { sarifReport, type Tool } from "./sarif";
import { countsOf, counted, textReport } from "./text";

/** Where a command writes. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** How findings are written, and which are left out: the options that `withReportOptions` gives a command. */
export interface ReportOptions {
  readonly format: "text" | "json" | "sarif";
  /** Codes. */
  readonly ignore: readonly string[];
}

/** A command with `--format` and `--ignore`. */
export function withReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--format <format>", "how to write the findings").choices(["text", "json", "sarif"]).default("text"),
    )
    .option("--ignore <code...>", "codes to leave out", []);
}

/** Those codes to ignore that the tool doesn't have, as one line for the user; undefined if there are none. */
export function unknownCodes({ name, codes }: Tool, ignore: readonly string[], pages: string): string | undefined {
  const unknown = ignore.filter((code) => !Object.hasOwn(codes, code));
  if (unknown.length === 0) return undefined;
  return `${name}: --ignore ${unknown.join(" ")}: no such code; the codes are the names of the pages in ${pages}\n`;
}

/** Writes what was found in files, each as soon as it is examined; gives the findings that are not ignored. */
export function report(
  tool: Tool,
  files: Iterable<Examined>,
  { format, ignore }: ReportOptions,
  out: Streams["out"],
): readonly Finding[] {
  const findings: Finding[] = [];
  let examined = 0;
  for (const file of files) {
    const kept = { ...file, diagnostics: file.diagnostics.filter(({ code }) => !ignore.includes(code)) };
    examined++;
    findings.push(...findingsOf(kept));
    if (format === "text") out(textReport(kept));
  }
  if (format === "json") out(jsonReport(findings));
  else if (format === "sarif") out(sarifReport(tool, findings));
  else out(`${counted(examined, "file")}: ${countsOf(findings)}\n`);
  return findings;
}
