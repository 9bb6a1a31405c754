import { isMap, isPair, isScalar, isSeq, parseAllDocuments, type Scalar, visit } from "yaml";

import { Excerpt, type Piece } from "../excerpt";
import { type Extract, isLikeStatement, roleOf } from "./host";

/** Statements in YAML: items of lists called `statements`, matching rules, and every other text like a statement. Does not throw. */
export function extractFromYaml(text: string): Extract {
  const documents = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false });
  if (!Array.isArray(documents)) return { excerpts: [] };
  const excerpts = documents.flatMap((document) => {
    const found: Excerpt[] = [];
    visit(document, {
      Scalar: (key, node, path) => {
        const { value } = node;
        if (typeof value !== "string" || key === "key") return;
        const kind = kindOf(path, node) ?? (isLikeStatement(value) ? "statement" : undefined);
        if (kind) found.push(new Excerpt(kind, [pieceOf(text, node, value)]));
      },
    });
    return found;
  });
  const [error] = documents.flatMap(({ errors }) => errors);
  if (!error) return { excerpts };
  const [start, end] = error.pos;
  const reason = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
  return { excerpts, problem: { message: `file is not YAML: ${reason}`, span: { start, end } } };
}

function kindOf(path: readonly unknown[], node: Scalar): "statement" | "rule" | undefined {
  const parent = path.at(-1);
  const isItem = isSeq(parent);
  // the file may be nothing but a list
  if (isItem && path.length === 2) return "statement";
  const pair = isItem ? path.at(-2) : parent;
  if (!isPair(pair) || !isScalar(pair.key) || isMap(node)) return undefined;
  const role = roleOf(String(pair.key.value));
  return (role === "statement") === isItem ? role : undefined;
}

function pieceOf(text: string, { range, type }: Scalar, value: string): Piece {
  const [from = 0, to = 0] = range ?? [];
  if (type === "QUOTE_DOUBLE") return { text: value, start: from + 1, end: to - 1, escapes: "backslash" };
  if (type === "QUOTE_SINGLE") return { text: value, start: from + 1, end: to - 1, escapes: "doubled" };
  const isBlock = type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED";
  const start = isBlock ? text.indexOf("\n", from) + 1 : from;
  return { text: value.trimEnd(), start, end: to };
}
