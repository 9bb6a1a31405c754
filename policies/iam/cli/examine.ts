import type { Diagnostic, Examined } from "../../../findings/finding";
import { Source } from "../../../findings/source";
import type { MatchingRule, Statement } from "../ast";
import { checkStatement, checkStatements } from "../check";
import type { SyntaxFinding } from "../diagnostic";
import type { CheckFinding } from "../finding";
import { parseMatchingRule, parseStatement } from "../parser";
import type { Span } from "../span";
import { type Code, CODES } from "./codes";
import type { Excerpt } from "./excerpt";
import { extractFrom } from "./hosts";
import { overlap, restored } from "./restored";

/**
 * The most statements that are held against each other: OCI takes no more for the compartments on a path.
 * @see facts 8, "Statement limit"
 */
const LONGEST_LIST = 500;

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

/** Finds the statements and rules of a file and checks them, those of a list that OCI may take next to each other. Does not throw. */
export function examine(file: string, text: string): ExaminedFile {
  const { excerpts, problem } = extractFrom(file, text);
  const statements: FoundStatement[] = [];
  const rules: FoundRule[] = [];
  const diagnostics: Diagnostic[] = problem
    ? [diagnosticOf({ code: "iam-file-syntax", ...problem }, problem.span)]
    : [];
  const report = (excerpt: Excerpt, found: readonly Found[]): void =>
    found.forEach((each) => void diagnostics.push(diagnosticOf(each, excerpt.inFile(text, each.span))));
  for (const excerpt of excerpts) {
    const { errors, statement, rule } = read(excerpt);
    if (statement) statements.push({ statement: restored(statement, excerpt), excerpt });
    if (rule) rules.push({ rule: restored(rule, excerpt), excerpt });
    report(excerpt, sureOf(errors, excerpt));
  }
  for (const list of listsOf(statements)) {
    const trees = list.map(({ statement }) => statement);
    const found = list.length > LONGEST_LIST ? trees.map(checkStatement) : checkStatements(trees);
    for (const [index, { excerpt }] of list.entries()) report(excerpt, knownOf(found[index] ?? [], excerpt));
  }
  diagnostics.sort((a, b) => a.start - b.start);
  return { file, source: new Source(text), diagnostics, statements, rules };
}

function diagnosticOf({ code, message }: Omit<Found, "span">, { start, end }: Span): Diagnostic {
  return { code, level: CODES[code], message, start, end };
}

function read({ kind, masked }: Excerpt): {
  errors: readonly SyntaxFinding[];
  statement?: Statement;
  rule?: MatchingRule;
} {
  return kind === "rule" ? parseMatchingRule(masked) : parseStatement(masked);
}

/** Those that hold together, which are the items of a list. */
export function listsOf(statements: readonly FoundStatement[]): Iterable<readonly FoundStatement[]> {
  const lists = new Map<unknown, FoundStatement[]>();
  for (const found of statements) {
    const key = found.excerpt.list ?? found;
    const list = lists.get(key);
    if (list) list.push(found);
    else lists.set(key, [found]);
  }
  return lists.values();
}

/** What was found without a part in an interpolation. Of whole statements, the interpolations are the same. */
function knownOf(found: readonly CheckFinding[], { unknown }: Excerpt): readonly CheckFinding[] {
  return found.filter(
    ({ code, span }) => code === "iam-redundant-statement" || !unknown.some((each) => overlap(each, span)),
  );
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
