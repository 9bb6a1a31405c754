import type { Source } from "../findings/source";
import { checks } from "./checks";
import { type Diagnostic, finding } from "./diagnostic";
import { specOf } from "./model";
import { parse } from "./parse";
import { scriptsOf } from "./shell/script";
import { checkStructure, isCodeBuild } from "./structure";

/** What the linter has to say of one file. */
export interface LintResult {
  readonly source: Source;
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Lints the bytes of a file. Does not throw, whatever they are. */
export function lint(bytes: Uint8Array): LintResult {
  const { source, tree, diagnostics } = parse(bytes);
  if (tree === undefined) return { source, diagnostics };
  if (isCodeBuild(tree)) {
    const message =
      "file is a specification of AWS CodeBuild ('phases'), expected one of OCI DevOps; " +
      "write 'version: 0.1', 'component: build' and 'steps'";
    return { source, diagnostics: [finding("aws-codebuild", { start: tree.start, end: tree.start + 1 }, message)] };
  }
  const spec = specOf(tree);
  const context = { spec, scripts: scriptsOf(spec, source) };
  const found = [...diagnostics, ...checkStructure(tree), ...checks.flatMap((check) => check(context))];
  return { source, diagnostics: found.sort((a, b) => a.start - b.start || a.code.localeCompare(b.code, "en")) };
}
