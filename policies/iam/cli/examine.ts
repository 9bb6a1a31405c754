import type { Diagnostic, Examined } from "../../../findings/finding";
import { Source } from "../../../findings/source";
import type { MatchingRule, Statement } from "../ast";
import { checkStatement } from "../check";
import type { SyntaxFinding } from "../diagnostic";
import { parseMatchingRule, parseStatement } from "../parser";
import type { Span } from "../span";
import { type Code, CODES } from "./codes";
import type { Excerpt } from "./excerpt";
import { extractFrom } from "./hosts";
import { overlap, restored } from "./restored";

interface Found {
  readonly code: Code;
  readonly message: string;
  readonly span: Span;
}

/** A file with what was found in it, its statements and its rules. */
export interface ExaminedFile extends Examined {
  /** Those without an error, in the order of the file. */
  readonly statements: readonly FoundStatement[];
  /** Those without an error, in the order of the file. */
  readonly rules: readonly FoundRule[];
}

/** A statement with the place that it is at. Its names have interpolations as written. */
export interface FoundStatement {
  readonly statement: Statement;
  readonly excerpt: Excerpt;
}

/** A matching rule with the place that it is at. */
export interface FoundRule {
  readonly rule: MatchingRule;
  readonly excerpt: Excerpt;
}

/** Finds the statements and rules of a file and checks each of them. Does not throw. */
export function examine(file: string, text: string): ExaminedFile {
  const { excerpts, problem } = extractFrom(file, text);
  const statements: FoundStatement[] = [];
  const rules: FoundRule[] = [];
  const diagnostics: Diagnostic[] = problem
    ? [diagnosticOf({ code: "iam-file-syntax", ...problem }, problem.span)]
    : [];
  for (const excerpt of excerpts) {
    const { found, statement, rule } = read(excerpt);
    if (statement) statements.push({ statement: restored(statement, excerpt), excerpt });
    if (rule) rules.push({ rule: restored(rule, excerpt), excerpt });
    for (const each of found) diagnostics.push(diagnosticOf(each, excerpt.inFile(text, each.span)));
  }
  return { file, source: new Source(text), diagnostics, statements, rules };
}

function diagnosticOf({ code, message }: Omit<Found, "span">, { start, end }: Span): Diagnostic {
  return { code, level: CODES[code], message, start, end };
}

/** What is wrong with it, but for what may be due to an interpolation; and what it says. */
function read(excerpt: Excerpt): { found: readonly Found[]; statement?: Statement; rule?: MatchingRule } {
  const { masked, unknown } = excerpt;
  if (excerpt.kind === "rule") {
    const { errors, rule } = parseMatchingRule(masked);
    return { found: sureOf(errors, excerpt), ...(rule && { rule }) };
  }
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
