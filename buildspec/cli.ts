import * as fs from "node:fs";

import { Command, CommanderError } from "commander";

import type { Examined } from "../findings/finding";
import { report, type ReportOptions, type Streams, unknownCodes, withReportOptions } from "../findings/report";
import { Source } from "../findings/source";
import { CODES, finding } from "./diagnostic";
import { FILE_NAMES, findSpecs } from "./find";
import { lint, type LintResult } from "./lint";
import { LARGEST_FILE, tooLarge } from "./parse";

const TOOL = { name: "oci-buildspec", codes: CODES };

/** Runs the command line; gives its exit code: 0 clean, 1 errors found, 2 wrong usage. */
export function main(args: readonly string[], { out, err }: Streams): number {
  let code = 0;
  const program = new Command("oci-buildspec")
    .description("Works on build specifications of OCI DevOps (build_spec.yaml)")
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err });
  withReportOptions(program.command("lint"))
    .description("Says what the service would refuse or do otherwise than meant")
    .argument("[file...]", `files to read (default: every ${FILE_NAMES.join(" and ")} below this folder)`)
    .action((files: string[], options: ReportOptions) => void (code = lintAll(files, options, { out, err })));
  try {
    program.parse(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

function lintAll(named: readonly string[], options: ReportOptions, { out, err }: Streams): number {
  const unknown = unknownCodes(TOOL, options.ignore, "buildspec/docs");
  if (unknown !== undefined) {
    err(unknown);
    return 2;
  }
  const files = named.length > 0 ? named : findSpecs(".");
  if (files.length === 0) {
    err(`oci-buildspec: no ${FILE_NAMES.join(" or ")} below this folder; name the file to read\n`);
    return 2;
  }
  const findings = report(TOOL, lintFiles(files), options, out);
  return findings.some(({ level }) => level === "error") ? 1 : 0;
}

function* lintFiles(files: readonly string[]): Generator<Examined> {
  for (const file of files) yield { file, ...lintFile(file) };
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
