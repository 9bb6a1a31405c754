import { checks } from "./checks";
import type { Context } from "./checks/check";
import { CODES, type Diagnostic, finding, type Level } from "./diagnostic";
import { specOf } from "./model";
import { parse } from "./parse";
import { type Script, scriptsOf } from "./shell/script";
import { unsetUses } from "./shell/unset";
import type { Source } from "./source";
import { checkStructure, isCodeBuild } from "./structure";

/** What the linter has to say of one file. */
export interface LintResult {
  readonly source: Source;
  /** The scripts of its steps; empty when it can't be read. */
  readonly scripts: readonly Script[];
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Lints the bytes of a file. Does not throw, whatever they are. @param known what is known beside the file. */
export function lint(bytes: Uint8Array, known: Pick<Context, "parameters"> = {}): LintResult {
  const { source, tree, diagnostics } = parse(bytes);
  if (tree === undefined) return { source, scripts: [], diagnostics };
  if (isCodeBuild(tree)) {
    const message =
      "file is a specification of AWS CodeBuild ('phases'), expected one of OCI DevOps; " +
      "write 'version: 0.1', 'component: build' and 'steps'";
    return {
      source,
      scripts: [],
      diagnostics: [finding("aws-codebuild", { start: tree.start, end: tree.start + 1 }, message)],
    };
  }
  const spec = specOf(tree);
  const scripts = scriptsOf(spec, source);
  const context = { spec, scripts, unset: unsetUses(spec, scripts), ...known };
  const found = [...diagnostics, ...checkStructure(tree), ...checks.flatMap((check) => check(context))];
  return { source, scripts, diagnostics: inOrder(found) };
}

/** Findings in the order of the file. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.start - b.start || a.code.localeCompare(b.code, "en"));
}

/** The level of a finding. */
export function levelOf({ code }: Pick<Diagnostic, "code">): Level {
  return CODES[code];
}
