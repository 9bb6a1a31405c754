import type { Span } from "../span";
import type { Excerpt } from "./excerpt";

/** Whether two spans have a character in common. */
export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A tree of an excerpt's masked text, with the interpolations in its names and values as they are written. */
export function restored<Tree extends object>(tree: Tree, excerpt: Excerpt): Tree {
  return excerpt.unknown.length === 0 ? tree : (restoredNode(tree, excerpt) as Tree);
}

function restoredNode(node: unknown, excerpt: Excerpt): unknown {
  if (Array.isArray(node)) return node.map((each) => restoredNode(each, excerpt));
  if (typeof node !== "object" || node === null) return node;
  const parts = Object.entries(node).map(([key, value]: [string, unknown]) => [key, restoredNode(value, excerpt)]);
  return { ...(Object.fromEntries(parts) as object), ...ownText(node, excerpt) };
}

/** What is written where a name or a value is, without its quotes or slashes. */
function ownText(node: object, { text, unknown }: Excerpt): object {
  if (!("span" in node)) return {};
  const span = node.span as Span;
  if (!unknown.some((each) => overlap(each, span))) return {};
  const hasMarks = "quote" in node || ("kind" in node && node.kind === "pattern");
  const written = hasMarks ? text.slice(span.start + 1, span.end - 1) : text.slice(span.start, span.end);
  if ("text" in node) return { text: written };
  return "name" in node && typeof node.name === "string" ? { name: written } : {};
}
