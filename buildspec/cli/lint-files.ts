import * as fs from "node:fs";

import { report, type ReportOptions, type Streams, unknownCodes } from "../../findings/report";
import { Source } from "../../findings/source";
import { type Diagnostic, finding, TOOL } from "../diagnostic";
import { FILE_NAMES, findSpecs } from "../find";
import { inOrder, lint, type Linted } from "../lint";
import { LARGEST_FILE, tooLarge } from "../parse";
import { shellcheck } from "../shellcheck";

export interface LintOptions extends ReportOptions {
  /** Names of the pipeline's parameters. @default - they aren't known */
  readonly parameter?: readonly string[];
  /** Whether ShellCheck is asked, where it is installed. */
  readonly shellcheck: boolean;
}

/** Lints files, by default those below this folder; gives the exit code: 0 clean, 1 errors found, 2 wrong usage. */
export function lintFiles(named: readonly string[], options: LintOptions, { out, err }: Streams): number {
  const { ignore, parameter: parameters } = options;
  const unknown = unknownCodes(TOOL, ignore, "buildspec/docs");
  if (unknown !== undefined) {
    err(unknown);
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

  const examined = linted.map(({ file, result: { source, scripts: own, diagnostics } }) => ({
    file,
    source,
    diagnostics: inOrder([...diagnostics, ...own.flatMap((script) => found.get(script) ?? [])]),
  }));
  return report(TOOL, examined, options, out).some(({ level }) => level === "error") ? 1 : 0;
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
