import { Excerpt } from "../excerpt";
import { faultOf } from "./json-fault";
import { type Extract, isLikeStatement, roleOf } from "./host";

interface Frame {
  readonly isList: boolean;
  /** The key that an object is at. */
  key: string | undefined;
  readonly role: "statement" | "rule" | undefined;
}

/**
 * Statements in JSON: the texts of lists called `statements`, those of a list that is the whole file, matching rules, and
 * every other text that is like a statement. Of a Terraform plan, what it plans alone. Does not throw.
 */
export function extractFromJson(text: string): Extract {
  const isPlan = /"planned_values"\s*:/.test(text);
  const excerpts: Excerpt[] = [];
  const frames: Frame[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const top = frames.at(-1);
    if (character === "{" || character === "[") {
      const isList = character === "[";
      const role = isList && (frames.length === 0 || roleOf(top?.key ?? "") === "statement") ? "statement" : undefined;
      frames.push({ isList, key: undefined, role });
    } else if (character === "}" || character === "]") frames.pop();
    else if (character === ",") {
      if (top && !top.isList) top.key = undefined;
    } else if (character === '"') {
      const end = endOfString(text, at);
      const value = valueOf(text.slice(at, end));
      if (top && !top.isList && top.key === undefined) top.key = value;
      else if (!isPlan || frames[0]?.key === "planned_values") {
        const role = top?.isList ? top.role : roleOf(top?.key ?? "") === "rule" ? "rule" : undefined;
        const kind = role ?? (isLikeStatement(value) ? "statement" : undefined);
        const piece = { text: value, start: at + 1, end: Math.max(at + 1, end - 1), escapes: "backslash" } as const;
        if (kind) excerpts.push(new Excerpt(kind, [piece]));
      }
      at = end - 1;
    }
  }
  const problem = faultOf(text);
  return { excerpts, ...(problem && { problem }) };
}

/** Behind the closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function valueOf(literal: string): string {
  if (!literal.includes("\\")) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.slice(1, -1);
  }
}
