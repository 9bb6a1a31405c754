import * as fs from "node:fs";

import { CODES, finding } from "../diagnostic";
import { FILE_NAMES, findSpecs } from "../find";
import { lint, type LintResult } from "../lint";
import { type Finding, findingsOf } from "../output/finding";
import { jsonReport } from "../output/json";
import { markdownReport } from "../output/markdown";
import { sarifReport } from "../output/sarif";
import { summary } from "../output/summary";
import { textReport } from "../output/text";
import { LARGEST_FILE, tooLarge } from "../parse";
import { Source } from "../source";

import type { Streams } from "./streams";

/** How findings are written. */
export const FORMATS = ["text", "json", "sarif", "markdown"] as const;

export interface LintOptions {
  readonly format: (typeof FORMATS)[number];
  readonly ignore: readonly string[];
}

/** Lints files, by default those below this folder; gives the exit code: 0 clean, 1 errors found, 2 wrong usage. */
export function lintFiles(named: readonly string[], { format, ignore }: LintOptions, { out, err }: Streams): number {
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
  switch (format) {
    case "json":
      out(jsonReport(findings));
      break;
    case "sarif":
      out(sarifReport(findings));
      break;
    case "markdown":
      out(markdownReport(files.length, findings));
      break;
    case "text":
      out(`${summary(files.length, findings)}\n`);
  }
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
