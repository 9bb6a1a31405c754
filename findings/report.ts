import { type Command, Option } from "commander";

import { valuesOf } from "./command";
import { type Examined, type Finding, findingsOf } from "./finding";
import { jsonReport } from "./json";
import { markdownReport } from "./markdown";
import { sarifReport, type Tool } from "./sarif";
import { summary } from "./summary";
import { textReport } from "./text";

/** Where a command writes. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const FORMATS = ["text", "json", "sarif", "markdown"] as const;

/** How findings are written, and which are left out: the options that `withReportOptions` gives a command. */
export interface ReportOptions {
  readonly format: (typeof FORMATS)[number];
  /** Codes. */
  readonly ignore: readonly string[];
}

/** A command with `--format` and `--ignore`. */
export function withReportOptions(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "how to write the findings").choices(FORMATS).default("text"))
    .option("--ignore <codes>", "codes to leave out, between commas; may be repeated", valuesOf, []);
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
    const own = findingsOf(kept);
    for (const each of own) findings.push(each);
    if (format === "text") out(textReport(kept, own));
  }
  switch (format) {
    case "json":
      out(jsonReport(findings));
      break;
    case "sarif":
      out(sarifReport(tool, findings));
      break;
    case "markdown":
      out(markdownReport(tool, examined, findings));
      break;
    case "text":
      out(`${summary(examined, findings)}\n`);
  }
  return findings;
}
