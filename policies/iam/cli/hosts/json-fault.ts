import type { Extract } from "./host";

/** What may come next: `first` is a value or the end of a list, `name` a key, `first-name` a key or the end of an object. */
type Wanted = "value" | "first" | "name" | "first-name" | "colon" | "next";

const TOKEN = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[^\s]/gy;
const BLANKS = /\s*/gy;

/** Why a text is not JSON, at its first wrong character; undefined if it is. Does not throw. */
export function faultOf(text: string): Extract["problem"] {
  const content = text.replace(/^\uFEFF/, " ");
  if (isJson(content)) return undefined;
  const open: string[] = [];
  let wanted = "value" as Wanted;
  let at = 0;
  for (;;) {
    at += match(BLANKS, content, at).length;
    const token = match(TOKEN, content, at);
    const next = open.length === 0 && wanted === "next" ? undefined : after(token, wanted, open);
    if (token === "" || next === undefined) break;
    wanted = next;
    at += token.length;
  }
  const got = at < content.length ? `'${content.charAt(at)}'` : "the end of the file";
  return { message: `file is not JSON: unexpected ${got}`, span: { start: at, end: at + 1 } };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** What is wanted after a token; undefined if it is none of what is wanted now. */
function after(token: string, wanted: Wanted, open: string[]): Wanted | undefined {
  const isValue = wanted === "value" || wanted === "first";
  if (token === "{" || token === "[") {
    if (!isValue) return undefined;
    open.push(token);
    return token === "{" ? "first-name" : "first";
  }
  if (token === "}" || token === "]") {
    const isClosing = wanted === "next" || wanted === (token === "}" ? "first-name" : "first");
    return isClosing && open.pop() === (token === "}" ? "{" : "[") ? "next" : undefined;
  }
  if (token === ":") return wanted === "colon" ? "value" : undefined;
  if (token === ",") return wanted !== "next" ? undefined : open.at(-1) === "{" ? "name" : "value";
  const isText = token.length > 1 && token.startsWith('"');
  if (wanted === "name" || wanted === "first-name") return isText ? "colon" : undefined;
  return isValue && (isText || /^(-?\d|true|false|null)/.test(token)) ? "next" : undefined;
}
