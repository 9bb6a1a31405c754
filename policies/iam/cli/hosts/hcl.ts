import { Excerpt } from "../excerpt";
import { readHeredoc, readString, type Template } from "./hcl-template";
import { type Extract, isLikeStatement, roleOf } from "./host";

interface Frame {
  readonly open: "[" | "(" | "{";
  /** The function that a parenthesis calls; empty if it calls none. */
  readonly called: string;
  /** Whether what it holds are statements where it stands for statements itself. */
  readonly isTransparent: boolean;
}

/** The attribute whose value is being read, and how many brackets are around it. */
interface Attribute {
  readonly role: "statement" | "rule";
  readonly depth: number;
}

/** What gives the items of its lists. */
const LISTING = new Set(["", "concat", "flatten", "compact", "distinct", "sort", "tolist", "toset", "coalescelist"]);
const FORMATTING = new Set(["format", "formatlist"]);
const OPERATOR = /^([!=<>]=|=>)/;
const WORD = /[\p{L}_][\p{L}\p{N}_-]*/uy;

/**
 * Statements in Terraform's language: the items of `statements`, also through `concat`, `for`, `format` and such, matching
 * rules, and every other text that is like a statement. Takes time linear in the length. Does not throw.
 */
export function extractFromHcl(text: string): Extract {
  return new HclReader(text).read();
}

class HclReader {
  private readonly excerpts: Excerpt[] = [];
  private readonly frames: Frame[] = [];
  private attribute: Attribute | undefined;
  private at = 0;
  /** The last token: a word, an operator, or the first character of a text. */
  private previous = "";
  private problem: Extract["problem"];

  constructor(private readonly text: string) {}

  read(): Extract {
    while (this.at < this.text.length) this.readToken();
    return { excerpts: this.excerpts, ...(this.problem && { problem: this.problem }) };
  }

  private readToken(): void {
    const { text, at } = this;
    const character = text.charAt(at);
    if (character === "\n") this.endLine();
    else if (/\s/.test(character)) this.at++;
    else if (character === "#" || text.startsWith("//", at)) this.skipTo("\n");
    else if (text.startsWith("/*", at)) this.skipTo("*/", 2);
    else if (character === '"') this.take(readString(text, at), '"');
    else if (text.startsWith("<<", at)) this.readHeredoc();
    else if (!this.readWord()) this.readPunctuation(character);
  }

  private skipTo(mark: string, length = 0): void {
    const found = this.text.indexOf(mark, this.at);
    this.at = found === -1 ? this.text.length : found + length;
  }

  /** Outside of brackets, an attribute ends with its line. */
  private endLine(): void {
    if (this.attribute?.depth === this.frames.length) this.attribute = undefined;
    this.at++;
  }

  private readHeredoc(): void {
    const template = readHeredoc(this.text, this.at);
    if (template) this.take(template, "<<");
    else this.readPunctuation("<");
  }

  private readWord(): boolean {
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.text)?.[0];
    if (word === undefined) return false;
    this.at += word.length;
    this.beginAttribute(word);
    this.previous = word;
    return true;
  }

  /** What stands before `=` or `:` names an attribute. */
  private beginAttribute(name: string): void {
    const role = roleOf(name);
    if (role && /^[ \t]*(=(?![=>])|:)/.test(this.text.slice(this.at, this.at + 80)))
      this.attribute = { role, depth: this.frames.length };
  }

  private readPunctuation(character: string): void {
    const { frames } = this;
    if (character === "[" || character === "(" || character === "{") frames.push(this.frameOf(character));
    else if (character === "]" || character === ")" || character === "}") {
      frames.pop();
      if (this.attribute && frames.length < this.attribute.depth) this.attribute = undefined;
    } else if (character === "," && this.attribute?.depth === frames.length) this.attribute = undefined;
    const [operator] = OPERATOR.exec(this.text.slice(this.at, this.at + 2)) ?? [character];
    this.previous = operator;
    this.at += operator.length;
  }

  private frameOf(open: Frame["open"]): Frame {
    const called = open === "(" && /^[\p{L}_]/u.test(this.previous) && this.previous !== "in" ? this.previous : "";
    const isFormatted = FORMATTING.has(this.frames.at(-1)?.called ?? "");
    const isIndexOrSource = /[\p{L}\p{N}_\])"]$/u.test(this.previous);
    const isTransparent =
      open === "["
        ? !isIndexOrSource && !isFormatted
        : open === "(" && (LISTING.has(called) || (FORMATTING.has(called) && !isFormatted));
    return { open, called, isTransparent };
  }

  private take({ pieces, end, isClosed }: Template, token: string): void {
    const { text, at } = this;
    this.at = end;
    if (!isClosed) this.problem ??= { message: "text is not closed", span: { start: at, end: at + token.length } };
    const whole = pieces.map((piece) => piece.text).join("");
    if (token === '"') this.beginAttribute(whole);
    const kind = this.kindHere() ?? (isLikeStatement(whole) ? "statement" : undefined);
    if (kind && pieces.length > 0) this.excerpts.push(new Excerpt(kind, pieces));
    else if (kind) this.excerpts.push(new Excerpt(kind, [{ text: "", start: at + 1, end: at + 1 }]));
    this.previous = text.slice(at, at + 1);
  }

  /** What a text at this place is, by the attribute and the brackets that it stands in. */
  private kindHere(): "statement" | "rule" | undefined {
    if (!this.attribute) return undefined;
    const { role, depth } = this.attribute;
    const around = this.frames.slice(depth);
    const isFormat = FORMATTING.has(around.at(-1)?.called ?? "");
    if (!around.every(({ isTransparent }) => isTransparent)) return undefined;
    if (isFormat ? this.previous !== "(" : !/^[[,:?(=]$/.test(this.previous)) return undefined;
    if (role === "rule") return around.every(({ open }) => open === "(") ? role : undefined;
    return around.some(({ open, called }) => open === "[" || called === "formatlist") ? role : undefined;
  }
}
