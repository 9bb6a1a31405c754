import type { Source } from "../findings/source";
import { checks } from "./checks";
import type { Context } from "./checks/check";
import { type Diagnostic, finding } from "./diagnostic";
import { type BuildSpec, specOf } from "./model";
import { parse } from "./parse";
import { type Script, scriptsOf } from "./shell/script";
import { unsetUses } from "./shell/unset";
import { checkStructure, isCodeBuild } from "./structure";

/** What the linter has to say of one file. */
export interface LintResult {
  readonly source: Source;
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A file as far as its structure goes; `spec` is undefined when it can't be read as a build specification at all. */
export interface Structure extends LintResult {
  readonly spec: BuildSpec | undefined;
}

/** A file that was linted. */
export interface Linted extends LintResult {
  /** The scripts of its steps; empty when it can't be read. */
  readonly scripts: readonly Script[];
}

/** Lints the bytes of a file. Does not throw, whatever they are. @param known what is known beside the file. */
export function lint(bytes: Uint8Array, known: Pick<Context, "parameters"> = {}): Linted {
  const { source, spec, diagnostics } = structureOf(bytes);
  if (spec === undefined) return { source, scripts: [], diagnostics };
  const scripts = scriptsOf(spec, source);
  const context = { spec, scripts, unset: unsetUses(spec, scripts), ...known };
  return { source, scripts, diagnostics: inOrder([...diagnostics, ...checks.flatMap((check) => check(context))]) };
}

/** Reads the bytes of a file and checks keys, types, choices and ranges, but no meaning. Does not throw. */
export function structureOf(bytes: Uint8Array): Structure {
  const { source, tree, diagnostics } = parse(bytes);
  if (tree === undefined) return { source, spec: undefined, diagnostics };
  if (isCodeBuild(tree)) {
    const message =
      "file is a specification of AWS CodeBuild ('phases'), expected one of OCI DevOps; " +
      "write 'version: 0.1', 'component: build' and 'steps'";
    const place = { start: tree.start, end: tree.start + 1 };
    return { source, spec: undefined, diagnostics: [finding("aws-codebuild", place, message)] };
  }
  return { source, spec: specOf(tree), diagnostics: inOrder([...diagnostics, ...checkStructure(tree)]) };
}

/** Findings in the order of the file. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.start - b.start || a.code.localeCompare(b.code, "en"));
}
