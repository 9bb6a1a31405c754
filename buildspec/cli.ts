import * as fs from "node:fs";

import { Command, CommanderError, Option } from "commander";

import { addRun } from "./cli/run";
import type { Streams } from "./cli/streams";
import { CODES, finding } from "./diagnostic";
import { FILE_NAMES, findSpecs } from "./find";
import { lint, type LintResult } from "./lint";
import { type Finding, findingsOf } from "./output/finding";
import { jsonReport } from "./output/json";
import { sarifReport } from "./output/sarif";
import { textReport } from "./output/text";
import { LARGEST_FILE, tooLarge } from "./parse";
import { Source } from "./source";

interface LintOptions {
  readonly format: "text" | "json" | "sarif";
  readonly ignore: readonly string[];
}

/**
 * Runs the command line; gives its exit code: 0 clean, 1 errors found, 2 wrong usage. A command that takes its time gives
 * its code to `later`.
 */
export function main(
  args: readonly string[],
  { out, err }: Streams,
  later: (code: Promise<number>) => void = () => undefined,
): number {
  let code = 0;
  const program = new Command("oci-buildspec")
    .description("Works on build specifications of OCI DevOps (build_spec.yaml)")
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err });
  program
    .command("lint")
    .description("Says what the service would refuse or do otherwise than meant")
    .argument("[file...]", `files to read (default: every ${FILE_NAMES.join(" and ")} below this folder)`)
    .addOption(
      new Option("--format <format>", "how to write the findings").choices(["text", "json", "sarif"]).default("text"),
    )
    .option("--ignore <code...>", "codes to leave out", [])
    .action((files: string[], options: LintOptions) => void (code = lintFiles(files, options, { out, err })));
  addRun(program, { out, err }, later);
  try {
    program.parse(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

function lintFiles(named: readonly string[], { format, ignore }: LintOptions, { out, err }: Streams): number {
  const unknown = ignore.filter((code) => !Object.hasOwn(CODES, code));
  if (unknown.length > 0) {
    err(
      `oci-buildspec: --ignore ${unknown.join(" ")}: no such code; the codes are the names of the pages in buildspec/docs\n`,
    );
    return 2;
  }
  const files = named.length > 0 ? named : findSpecs(".");
  if (files.length === 0) {
    err(`oci-buildspec: no ${FILE_NAMES.join(" or ")} below this folder; name the file to read\n`);
    return 2;
  }

  const findings: Finding[] = [];
  for (const file of files) {
    const all = lintFile(file);
    const result = { ...all, diagnostics: all.diagnostics.filter(({ code }) => !ignore.includes(code)) };
    findings.push(...findingsOf(file, result));
    if (format === "text") out(textReport(file, result));
  }
  if (format === "json") out(jsonReport(findings));
  else if (format === "sarif") out(sarifReport(findings));
  else out(`${summary(files.length, findings)}\n`);
  return findings.some(({ level }) => level === "error") ? 1 : 0;
}

function lintFile(file: string): LintResult {
  try {
    const { size } = fs.statSync(file);
    return size > LARGEST_FILE
      ? { source: new Source(""), diagnostics: [tooLarge(size)] }
      : lint(fs.readFileSync(file));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    const diagnostic = finding("file-not-readable", { start: 0, end: 0 }, `file can't be read (${reason})`);
    return { source: new Source(""), diagnostics: [diagnostic] };
  }
}

function summary(files: number, findings: readonly Finding[]): string {
  const count = (level: Finding["level"], name: string): string => {
    const found = findings.filter((each) => each.level === level).length;
    return `${found} ${name}${found === 1 ? "" : "s"}`;
  };
  const counts = [count("error", "error"), count("warning", "warning"), count("note", "note")].join(", ");
  return `${files} file${files === 1 ? "" : "s"}: ${counts}`;
}
