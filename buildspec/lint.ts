import type { Source } from "../findings/source";
import { checks } from "./checks";
import { type Diagnostic, finding } from "./diagnostic";
import { type BuildSpec, specOf } from "./model";
import { parse } from "./parse";
import { scriptsOf } from "./shell/script";
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

/** Lints the bytes of a file. Does not throw, whatever they are. */
export function lint(bytes: Uint8Array): LintResult {
  const { source, spec, diagnostics } = structureOf(bytes);
  if (spec === undefined) return { source, diagnostics };
  const context = { spec, scripts: scriptsOf(spec, source) };
  return { source, diagnostics: inOrder([...diagnostics, ...checks.flatMap((check) => check(context))]) };
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

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.start - b.start || a.code.localeCompare(b.code, "en"));
}
