/**
 * A word is a run of letters, digits and `- _ . + @`; a string includes its quotes; punctuation is its own kind.
 * `unclosed` is a quote without its partner up to the end of the text, `invalid` one character of no token.
 */
export type TokenKind =
  "word" | "string" | "{" | "}" | "(" | ")" | "," | "=" | "!=" | ":" | "/" | "unclosed" | "invalid" | "end";

const SPACE = 1;
const WORD = 2;
const UPPER = 3;
const QUOTE = 4;

/** What an ASCII character is part of; 0 for punctuation and what no token begins with. */
const CLASSES = new Uint8Array(128);
for (const character of " \t\n\r\v\f") CLASSES[character.charCodeAt(0)] = SPACE;
for (const character of "abcdefghijklmnopqrstuvwxyz0123456789-_.+@") CLASSES[character.charCodeAt(0)] = WORD;
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") CLASSES[character.charCodeAt(0)] = UPPER;
for (const character of "'\"") CLASSES[character.charCodeAt(0)] = QUOTE;

const PUNCTUATION = new Set("{}(),=:/");
const BACKSLASH = 92;
const SLASH = 47;
const BANG = 33;
const EQUALS = 61;

/**
 * Reads the tokens of a text one by one, in time linear in its length. The token that it stands on is in its fields. Does
 * not throw. Patterns look like nothing else only where a value is expected, so they are read on demand.
 */
export class Lexer {
  kind: TokenKind = "end";
  /** Where the token starts. */
  start = 0;
  /** Where the token ends, exclusive. */
  end = 0;
  /** The word in lower case; empty for other tokens. */
  word = "";

  constructor(readonly text: string) {
    this.advance();
  }

  /** The token as written. */
  get raw(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Whether a character follows the token. */
  isBefore(character: string): boolean {
    return this.text[this.next] === character;
  }

  /** Where the next token starts. */
  private get next(): number {
    let at = this.end;
    while (at < this.text.length && classAt(this.text, at) === SPACE) at++;
    return at;
  }

  /** Goes to the next token. At the end of the text it stays there. */
  advance(): void {
    const { text } = this;
    const at = this.next;
    this.start = at;
    this.word = "";
    if (at === text.length) {
      this.end = at;
      this.kind = "end";
      return;
    }
    const first = classAt(text, at);
    if (first === WORD || first === UPPER) this.readWord(at);
    else if (first === QUOTE) this.readString(at);
    else this.readPunctuation(at);
  }

  /**
   * From a slash to the next one that ends a word and that no backslash precedes: the token becomes it. False if there is
   * none. Slashes inside are part of the pattern, since names of repositories and objects have them.
   */
  readPattern(): boolean {
    const { text } = this;
    let close = this.closing(this.start + 1, SLASH);
    while (close !== -1 && !endsWord(text, close + 1)) close = this.closing(close + 1, SLASH);
    this.end = close === -1 ? text.length : close + 1;
    return close !== -1;
  }

  private readWord(start: number): void {
    const { text } = this;
    let at = start;
    let upper = false;
    for (; at < text.length; at++) {
      const found = classAt(text, at);
      if (found === UPPER) upper = true;
      else if (found !== WORD) break;
    }
    this.end = at;
    this.kind = "word";
    const word = text.slice(start, at);
    this.word = upper ? word.toLowerCase() : word;
  }

  private readString(start: number): void {
    const close = this.closing(start + 1, this.text.charCodeAt(start));
    this.kind = close === -1 ? "unclosed" : "string";
    this.end = close === -1 ? this.text.length : close + 1;
  }

  private closing(from: number, quote: number): number {
    const { text } = this;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) return at;
      if (code === BACKSLASH && (text.charCodeAt(at + 1) === quote || text.charCodeAt(at + 1) === BACKSLASH)) at++;
    }
    return -1;
  }

  private readPunctuation(start: number): void {
    const { text } = this;
    const character = String.fromCodePoint(text.codePointAt(start) as number);
    this.end = start + character.length;
    if (PUNCTUATION.has(character)) this.kind = character as TokenKind;
    else if (text.charCodeAt(start) === BANG && text.charCodeAt(start + 1) === EQUALS) {
      this.kind = "!=";
      this.end = start + 2;
    } else this.kind = "invalid";
  }
}

function endsWord(text: string, at: number): boolean {
  return at === text.length || classAt(text, at) === SPACE || ",})".includes(text.charAt(at));
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (CLASSES[code] as number) : classOfOther(text, at, code);
}

function classOfOther(text: string, at: number, code: number): number {
  const isSecondHalf = code >= 0xdc00 && code <= 0xdfff;
  const character = String.fromCodePoint(text.codePointAt(isSecondHalf && at > 0 ? at - 1 : at) as number);
  if (isSecondHalf && character.length === 1) return 0;
  if (/^\s$/.test(character)) return SPACE;
  return /^[\p{L}\p{M}\p{N}]$/u.test(character) ? UPPER : 0;
}
