import { Excerpt, INTERPOLATION } from "../excerpt";
import type { Extract } from "./host";

const RULE = /^((any|all)\s*\{|(resource|instance|tag)\.)/i;

/** One statement or matching rule on each line; empty lines and those that begin with `#` have none. Does not throw. */
export function extractFromPlain(text: string): Extract {
  const excerpts: Excerpt[] = [];
  for (let start = text.startsWith("\uFEFF") ? 1 : 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    const trimmed = line.trim();
    if (trimmed !== "" && !trimmed.startsWith("#")) {
      const from = start + line.indexOf(trimmed);
      const piece = { text: trimmed, start: from, end: from + trimmed.length };
      excerpts.push(new Excerpt(RULE.test(trimmed) ? "rule" : "statement", [piece], INTERPOLATION));
    }
    start = end + 1;
  }
  return { excerpts };
}
