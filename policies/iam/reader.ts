import type { Text } from "./ast";
import type { SyntaxCode, SyntaxFinding } from "./diagnostic";
import { Lexer, type TokenKind } from "./lexer";
import { nearest } from "./nearest";
import type { Span } from "./span";

/** Longer texts are cut in messages. */
const LONGEST_QUOTED = 40;

/** Each letter and digit after `ocid1.` is up to the service that gave it. */
const OCID = /^ocid\d+\.[a-z]/i;

/** What a place in the text accepts, and how to say that something else is there. */
export interface Expectation {
  /** Words of the language in quotes, the rest in words. */
  readonly expected: readonly string[];
  /** @default "iam-unexpected-text" */
  readonly code?: SyntaxCode;
  /** Words among which the nearest one is looked for. */
  readonly among?: readonly string[];
}

/**
 * What the parsers of this folder share: a place in the tokens, and the errors so far. Its methods read something or
 * return undefined after they have noted an error; they never throw.
 */
export class Reader {
  readonly errors: SyntaxFinding[] = [];
  private readonly lexer: Lexer;
  /** Where the last token that was read ends. */
  private last = 0;
  /** Whether the end was reached by skipping, so that it is no error of its own. */
  private skippedToEnd = false;

  constructor(text: string) {
    this.lexer = new Lexer(text);
  }

  get kind(): TokenKind {
    return this.lexer.kind;
  }

  /** Whether a token of this kind is next. */
  at(kind: TokenKind): boolean {
    return this.lexer.kind === kind;
  }

  /** Whether a character follows the token that is next. */
  isBefore(character: string): boolean {
    return this.lexer.isBefore(character);
  }

  /** The word that is next, in lower case; empty if the next token is none. */
  get word(): string {
    return this.lexer.word;
  }

  /** Where the next token starts. */
  get start(): number {
    return this.lexer.start;
  }

  /** From a start to the end of what was read last. */
  from(start: number): Span {
    return { start, end: Math.max(start, this.last) };
  }

  advance(): void {
    this.last = this.lexer.end;
    this.lexer.advance();
  }

  /** Reads a piece of punctuation or nothing. */
  take(kind: TokenKind): boolean {
    if (this.lexer.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Reads a word of the language or nothing. */
  takeWord(word: string): boolean {
    if (this.lexer.word !== word) return false;
    this.advance();
    return true;
  }

  expect(kind: TokenKind, also: readonly string[] = []): boolean {
    if (this.take(kind)) return true;
    this.fail({ expected: [...also, `'${kind}'`] });
    return false;
  }

  expectWord(word: string, also: readonly string[] = []): boolean {
    if (this.takeWord(word)) return true;
    this.fail({ expected: [...also, `'${word}'`], among: [word] });
    return false;
  }

  /** A name or a value, bare or in quotes. Bare, it is none of the `reserved` words. */
  text(what: string, reserved: ReadonlySet<string>): Text | undefined {
    const { kind, start, end } = this.lexer;
    if (kind === "string" && end - start > 2) {
      const quote = this.lexer.text[start] as "'" | '"';
      const text = this.lexer.text.slice(start + 1, end - 1);
      this.advance();
      return { text, quote, span: { start, end } };
    }
    if (kind !== "word" || reserved.has(this.lexer.word)) return this.fail({ expected: [what] });
    const text = this.lexer.raw;
    this.advance();
    return { text, span: { start, end } };
  }

  ocid(reserved: ReadonlySet<string>): Text | undefined {
    const expectation = { expected: ["an OCID, e.g. 'ocid1.compartment.oc1..a'"] };
    const isOcid = OCID.test(this.kind === "string" ? this.lexer.raw.slice(1) : this.lexer.word);
    const isText = (this.kind === "word" && !reserved.has(this.word)) || this.kind === "string";
    if (isText && !isOcid) return this.fail({ ...expectation, code: "iam-invalid-ocid" });
    return this.text(expectation.expected[0] as string, reserved);
  }

  /** Whether the next word is an OCID. */
  get isOcid(): boolean {
    return OCID.test(this.word);
  }

  /** The token that is next, as written. */
  get raw(): string {
    return this.lexer.raw;
  }

  /** The text between slashes of a pattern whose first slash is next. */
  pattern(): { readonly text: string; readonly span: Span } | undefined {
    if (!this.lexer.readPattern()) {
      this.report("iam-unclosed-pattern", "expected '/' at the end of the pattern", ["'/'"]);
      return undefined;
    }
    const { start, end } = this.lexer;
    this.advance();
    return { text: this.lexer.text.slice(start + 1, end - 1), span: { start, end } };
  }

  /** Notes that the next token is not what is expected there. */
  fail({ expected, code = "iam-unexpected-text", among = [] }: Expectation): undefined {
    const { kind, raw, word } = this.lexer;
    if (kind === "end" && this.skippedToEnd) return undefined;
    const wanted = `expected ${listOf(expected)}`;
    if (kind === "end") this.report("iam-unexpected-end", `${wanted}, got the end of the text`, expected);
    else if (kind === "unclosed")
      this.report("iam-unclosed-quote", `quote ${raw[0]} has no closing ${raw[0]}`, [raw.charAt(0)]);
    else if (kind === "invalid") this.report("iam-unexpected-character", `${wanted}, got ${quoted(raw)}`, expected);
    else {
      const suggestion = word === "" ? undefined : nearest(word, among);
      const hint = suggestion === undefined ? "" : `; did you mean '${suggestion}'`;
      this.report(code, `${wanted}, got ${quoted(raw)}${hint}`, expected, suggestion);
    }
    return undefined;
  }

  report(code: SyntaxCode, message: string, expected: readonly string[], suggestion?: string): void {
    const { start, end } = this.lexer;
    this.errors.push({
      code,
      message,
      span: { start, end },
      expected,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }

  /** Goes on at the next of these words that stands outside of braces, or at the end. */
  skipTo(words: ReadonlySet<string>): void {
    for (let depth = 0; this.kind !== "end"; this.advance()) {
      if (this.kind === "{") depth++;
      else if (this.kind === "}") depth--;
      else if (depth <= 0 && words.has(this.word)) return;
    }
    this.skippedToEnd = true;
  }
}

function listOf(items: readonly string[]): string {
  return items.length === 1 ? (items[0] as string) : `one of ${items.join(", ")}`;
}

function quoted(raw: string): string {
  const shown = raw.length > LONGEST_QUOTED ? `${raw.slice(0, LONGEST_QUOTED)}...` : raw;
  return shown.includes("'") ? shown : `'${shown}'`;
}
