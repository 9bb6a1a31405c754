/** How a literal writes what can't stand for itself: `\n`, or a quote by two. */
export type Escapes = "backslash" | "doubled";

/** Where each character of a text is in the literal that stands for it, as UTF-16 offsets; the ends are exclusive. */
export interface Alignment {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const ESCAPE = /\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\r\n|[^])/y;
/** White space, and the end of a line that goes on. */
const FOLDED = /(\s|\\\r?\n)+/y;

/**
 * Finds the characters of a text in its literal. Both have the same characters but for escapes and white space, which
 * languages fold and strip. Takes time linear in their lengths. Does not throw.
 */
export function align(literal: string, text: string, escapes?: Escapes): Alignment {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  const place = (start: number, end: number): void => {
    starts.push(start);
    ends.push(end);
  };
  for (let index = 0; index < text.length; index++) {
    const isSpace = isWhite(text, index);
    if (!isSpace && literal !== text) at += lengthOf(FOLDED, literal, at);
    if (isSpace && isWhite(literal, at)) place(at, ++at);
    else if (escapes === "backslash" && literal[at] === "\\") {
      const length = lengthOf(ESCAPE, literal, at);
      place(at, at + length);
      // one escape may stand for two units
      if (literal[at + 1]?.toLowerCase() === "u" && length > 6 && isHigh(text, index)) {
        index++;
        place(at, at + length);
      }
      at += length;
    } else if (isSpace) place(at, at);
    else {
      const length = escapes === "doubled" && literal[at] === "'" ? 2 : 1;
      place(at, at + length);
      at += length;
    }
  }
  return { starts, ends };
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? (pattern === ESCAPE ? 1 : 0);
}

function isWhite(text: string, at: number): boolean {
  return at < text.length && /\s/.test(text.charAt(at));
}

function isHigh(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff;
}
