import * as fs from "node:fs";

import { CODES, type Diagnostic, finding } from "../diagnostic";
import { FILE_NAMES, findSpecs } from "../find";
import { inOrder, lint, type Linted } from "../lint";
import { type Finding, findingsOf } from "../output/finding";
import type { Format } from "../output/formats";
import { jsonReport } from "../output/json";
import { markdownReport } from "../output/markdown";
import { sarifReport } from "../output/sarif";
import { summary } from "../output/summary";
import { textReport } from "../output/text";
import { LARGEST_FILE, tooLarge } from "../parse";
import { shellcheck } from "../shellcheck";
import { Source } from "../source";

import type { Streams } from "./streams";

export interface LintOptions {
  readonly format: Format;
  readonly ignore: readonly string[];
  /** Names of the pipeline's parameters. @default - they aren't known */
  readonly parameter?: readonly string[];
  /** Whether ShellCheck is asked, where it is installed. */
  readonly shellcheck: boolean;
}

/** Lints files, by default those below this folder; gives the exit code: 0 clean, 1 errors found, 2 wrong usage. */
export function lintFiles(named: readonly string[], options: LintOptions, { out, err }: Streams): number {
  const { format, ignore, parameter: parameters } = options;
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

  const linted = files.map((file) => ({
    file,
    result: lintFile(file, parameters === undefined ? {} : { parameters }),
  }));
  const scripts = options.shellcheck ? linted.flatMap(({ result }) => result.scripts) : [];
  const { found, failure } = shellcheck(scripts);
  if (failure !== undefined) err(`oci-buildspec: ShellCheck failed (${failure}); its findings are left out\n`);

  const findings: Finding[] = [];
  for (const { file, result } of linted) {
    const all = [...result.diagnostics, ...result.scripts.flatMap((script) => found.get(script) ?? [])];
    const diagnostics = inOrder(all.filter(({ code }) => !ignore.includes(code)));
    findings.push(...findingsOf(file, { ...result, diagnostics }));
    if (format === "text") out(textReport(file, { ...result, diagnostics }));
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

function lintFile(file: string, known: Parameters<typeof lint>[1]): Linted {
  const refused = (diagnostic: Diagnostic): Linted => {
    return { source: new Source(""), scripts: [], diagnostics: [diagnostic] };
  };
  try {
    const { size } = fs.statSync(file);
    return size > LARGEST_FILE ? refused(tooLarge(size)) : lint(fs.readFileSync(file), known);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    return refused(finding("file-not-readable", { start: 0, end: 0 }, `file can't be read (${reason})`));
  }
}
