import type { Diagnostic, Examined } from "../../../findings/finding";
import { Source } from "../../../findings/source";
import type { Statement } from "../ast";
import { checkStatement } from "../check";
import type { SyntaxFinding } from "../diagnostic";
import { parseMatchingRule, parseStatement } from "../parser";
import type { Span } from "../span";
import { type Code, CODES } from "./codes";
import type { Excerpt } from "./excerpt";
import { extractFrom } from "./hosts";

interface Found {
  readonly code: Code;
  readonly message: string;
  readonly span: Span;
}

/** A file with what was found in it, and its statements. */
export interface ExaminedFile extends Examined {
  /** Those without an error, in the order of the file. */
  readonly statements: readonly FoundStatement[];
}

/** A statement with the place that it is at. */
export interface FoundStatement {
  readonly statement: Statement;
  readonly excerpt: Excerpt;
}

/** Finds the statements and rules of a file and checks each of them. Does not throw. */
export function examine(file: string, text: string): ExaminedFile {
  const { excerpts, problem } = extractFrom(file, text);
  const statements: FoundStatement[] = [];
  const diagnostics: Diagnostic[] = problem
    ? [diagnosticOf({ code: "iam-file-syntax", ...problem }, problem.span)]
    : [];
  for (const excerpt of excerpts) {
    const { found, statement } = read(excerpt);
    if (statement) statements.push({ statement, excerpt });
    for (const each of found) diagnostics.push(diagnosticOf(each, excerpt.inFile(text, each.span)));
  }
  return { file, source: new Source(text), diagnostics, statements };
}

function diagnosticOf({ code, message }: Omit<Found, "span">, { start, end }: Span): Diagnostic {
  return { code, level: CODES[code], message, start, end };
}

/** What is wrong with it, but for what may be due to an interpolation. */
function read(excerpt: Excerpt): { readonly found: readonly Found[]; readonly statement?: Statement } {
  const { masked, unknown } = excerpt;
  if (excerpt.kind === "rule") return { found: sureOf(parseMatchingRule(masked).errors, excerpt) };
  const { errors, statement } = parseStatement(masked);
  if (!statement) return { found: sureOf(errors, excerpt) };
  const found = checkStatement(statement).filter(({ span }) => !unknown.some((each) => overlap(each, span)));
  return { found, statement };
}

/** Behind an error that may be none, only words that are near a right one are sure to be wrong. */
function sureOf(errors: readonly SyntaxFinding[], { masked, unknown }: Excerpt): readonly SyntaxFinding[] {
  let isAstray = false;
  return errors.filter(({ span, suggestion }) => {
    const isDue = isDueTo(unknown, span, masked);
    isAstray ||= isDue;
    return !isDue && (!isAstray || suggestion !== undefined);
  });
}

/** Whether a place is in an interpolation, or follows one at once: nobody knows what that ends with. */
function isDueTo(unknown: readonly Span[], span: Span, text: string): boolean {
  return unknown.some(
    (each) => overlap(each, span) || (each.end <= span.start && /^\S*\s*$/.test(text.slice(each.end, span.start))),
  );
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
