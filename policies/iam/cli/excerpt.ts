import type { Span } from "../span";
import { type Alignment, align, type Escapes } from "./alignment";

/** A stretch of a file that makes up a part of an excerpt's text. */
export interface Piece extends Span {
  /** What it stands for, escapes resolved. */
  readonly text: string;
  /** How the file writes what can't stand for itself. @default - nothing is escaped */
  readonly escapes?: Escapes;
  /** Whether it is an interpolation, which stands for what nobody knows. @default false */
  readonly isUnknown?: boolean;
}

/** What an interpolation looks like in a text whose language has none: `${name}`, and those of templates. */
export const INTERPOLATION = /\$\{[^}]*\}/g;
const ANY_INTERPOLATION = /[$%]\{[^}]*\}|\{\{[^}]*\}\}|%(\[\d+\])?[-+# 0]*\d*(\.\d+)?[a-zA-Z]/g;

/** Long enough to be an OCID. */
const OCID = "ocid1.a";

export interface ExcerptOptions {
  /** @default - it is in no list */
  readonly list?: number | undefined;
  /** What interpolations look like. @default - as in any template */
  readonly interpolation?: RegExp;
}

/** A statement or a matching rule as a file has it. */
export class Excerpt {
  /** Its text, escapes resolved, interpolations as written. */
  readonly text: string;
  /** Where its text has interpolations, in order. */
  readonly unknown: readonly Span[];
  /** The place of the list that it always is an item of, with others that hold together with it; undefined for none. */
  readonly list: number | undefined;
  /** Made when the first one is asked for: most statements need none. */
  private alignments: Map<Piece, Alignment> | undefined;

  constructor(
    readonly kind: "statement" | "rule",
    /** At least one, in the order of the text. */
    readonly pieces: readonly Piece[],
    { list, interpolation = ANY_INTERPOLATION }: ExcerptOptions = {},
  ) {
    this.list = list;
    this.text = pieces.length === 1 ? (pieces[0] as Piece).text : pieces.map(({ text }) => text).join("");
    this.unknown = unknownIn(pieces, interpolation);
  }

  /** Its text with a name of the same length in the place of each interpolation; an OCID where one must stand. */
  get masked(): string {
    if (this.unknown.length === 0) return this.text;
    let masked = "";
    let last = 0;
    for (const { start, end } of this.unknown) {
      masked += this.text.slice(last, start);
      const length = end - start;
      const isOcid = length >= OCID.length && /(^|[^\w.-])(id|as)\s+['"]?$/i.test(masked.slice(-40));
      masked += isOcid ? OCID.padEnd(length, "_") : "_".repeat(length);
      last = end;
    }
    return masked + this.text.slice(last);
  }

  /** Where a span of its text is in the file. */
  inFile(file: string, { start, end }: Span): Span {
    let first: number | undefined;
    let offset = 0;
    for (const piece of this.pieces) {
      const isLast = piece === this.pieces.at(-1);
      const next = offset + piece.text.length;
      if (first === undefined && (start < next || isLast)) first = this.startIn(piece, file, start - offset);
      if (first !== undefined && (end <= next || isLast))
        return { start: first, end: end === start ? first : this.endIn(piece, file, end - offset) };
      offset = next;
    }
    return { start: 0, end: 0 };
  }

  private startIn(piece: Piece, file: string, at: number): number {
    if (isAsWritten(piece)) return piece.start + at;
    return piece.start + (this.alignmentOf(piece, file).starts[at] ?? piece.end - piece.start);
  }

  private endIn(piece: Piece, file: string, at: number): number {
    if (isAsWritten(piece)) return piece.start + at;
    return piece.start + (this.alignmentOf(piece, file).ends[at - 1] ?? 0);
  }

  private alignmentOf(piece: Piece, file: string): Alignment {
    this.alignments ??= new Map();
    const known = this.alignments.get(piece);
    if (known) return known;
    const found = align(file.slice(piece.start, piece.end), piece.text, piece.escapes);
    this.alignments.set(piece, found);
    return found;
  }
}

/** Escapes and indents take more room than what they stand for. */
function isAsWritten({ text, start, end }: Piece): boolean {
  return text.length === end - start;
}

function unknownIn(pieces: readonly Piece[], interpolation: RegExp): readonly Span[] {
  const found: Span[] = [];
  let offset = 0;
  for (const { text, isUnknown } of pieces) {
    if (isUnknown) found.push({ start: offset, end: offset + text.length });
    else if (text.search(interpolation) !== -1)
      for (const { 0: match, index } of text.matchAll(interpolation))
        found.push({ start: offset + index, end: offset + index + match.length });
    offset += text.length;
  }
  return found;
}
