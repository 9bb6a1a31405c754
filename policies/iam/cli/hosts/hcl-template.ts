import type { Piece } from "../excerpt";

/** A text of Terraform's language. */
export interface Template {
  /** What is known of it and its interpolations, in order; none for an empty one. */
  readonly pieces: readonly Piece[];
  /** Behind its closing mark, or where reading goes on. */
  readonly end: number;
  readonly isClosed: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** A text in double quotes that starts here. It ends with its line if nothing closes it. Does not throw. */
export function readString(text: string, start: number): Template {
  const pieces: Piece[] = [];
  let from = start + 1;
  let at = from;
  while (at < text.length && text[at] !== '"' && text[at] !== "\n") {
    if (isInterpolation(text, at)) {
      addKnown(pieces, text, from, at, true);
      from = addUnknown(pieces, text, at);
      at = from;
    } else at += text[at] === "\\" && text[at + 1] !== "\n" ? 2 : 1;
  }
  const close = Math.min(at, text.length);
  addKnown(pieces, text, from, close, true);
  const isClosed = text[close] === '"';
  return { pieces, end: isClosed ? close + 1 : close, isClosed };
}

const HEREDOC = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;

/** A here-document that starts here; undefined if none does. Does not throw. */
export function readHeredoc(text: string, start: number): Template | undefined {
  HEREDOC.lastIndex = start;
  const [opening, , mark] = HEREDOC.exec(text) ?? [];
  if (opening === undefined || mark === undefined) return undefined;
  const first = start + opening.length;
  let close = first;
  while (close < text.length && lineAt(text, close).trim() !== mark) close = nextLine(text, close);
  const pieces: Piece[] = [];
  let from = first;
  for (let at = first; at < close;) {
    if (isInterpolation(text, at)) {
      addKnown(pieces, text, from, at, false);
      from = Math.min(addUnknown(pieces, text, at), close);
      at = from;
    } else at++;
  }
  addKnown(pieces, text, from, close, false);
  return {
    pieces,
    end: close < text.length ? close + lineAt(text, close).trimEnd().length : close,
    isClosed: close < text.length,
  };
}

function lineAt(text: string, start: number): string {
  return text.slice(start, nextLine(text, start));
}

function nextLine(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline === -1 ? text.length : newline + 1;
}

function isInterpolation(text: string, at: number): boolean {
  const character = text[at];
  return (character === "$" || character === "%") && text[at + 1] === "{" && text[at - 1] !== character;
}

function addKnown(pieces: Piece[], text: string, start: number, end: number, hasEscapes: boolean): void {
  if (start >= end) return;
  const literal = text.slice(start, end);
  if (!hasEscapes) pieces.push({ text: literal, start, end });
  else pieces.push({ text: unescape(literal), start, end, escapes: "backslash" });
}

function unescape(literal: string): string {
  return literal.replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])/g, (_, escape: string) => {
    if (escape.length === 1) return ESCAPES[escape] ?? escape;
    const code = Number.parseInt(escape.slice(1), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : " ";
  });
}

function addUnknown(pieces: Piece[], text: string, start: number): number {
  const end = endOfInterpolation(text, start);
  pieces.push({ text: text.slice(start, end), start, end, isUnknown: true });
  return end;
}

/** Behind the brace that closes an interpolation, which may have texts with interpolations of their own. */
function endOfInterpolation(text: string, start: number): number {
  const open: ("{" | '"')[] = ["{"];
  let at = start + 2;
  for (; at < text.length && open.length > 0; at++) {
    const character = text[at];
    if (open.at(-1) === '"') {
      if (character === "\\") at++;
      else if (character === '"') open.pop();
      else if (isInterpolation(text, at)) {
        open.push("{");
        at++;
      }
    } else if (character === '"' || character === "{") open.push(character);
    else if (character === "}") open.pop();
  }
  return Math.min(at, text.length);
}
