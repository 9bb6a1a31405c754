import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, parseAllDocuments, type Document } from "yaml";

import { Source } from "../findings/source";
import { type Diagnostic, finding, quote, type Span } from "./diagnostic";
import type { Entry, Style, Text, Tree } from "./tree";

/** The largest file that is read, in bytes; specifications of the field have 1 to 30 KB. */
export const LARGEST_FILE = 512 * 1024;

/** The most values that a file may have once its aliases are replaced. */
export const MOST_VALUES = 50_000;

/** The deepest nesting that is read; a specification needs 8. */
export const DEEPEST = 64;

/** What became of a file's bytes. `tree` is undefined when there is nothing to check further. */
export interface Parsed {
  readonly source: Source;
  readonly tree: Tree | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const EMPTY = "file is empty, expected a build specification that starts with 'version: 0.1'";
const START: Span = { start: 0, end: 0 };

class TooComplex extends Error {}

/** Reads a file's bytes as one YAML document. Does not throw: what is wrong is in `diagnostics`. */
export function parse(bytes: Uint8Array): Parsed {
  const refuse = (diagnostic: Diagnostic): Parsed => {
    return { source: new Source(""), tree: undefined, diagnostics: [diagnostic] };
  };
  if (bytes.length > LARGEST_FILE) return refuse(tooLarge(bytes.length));
  const wrong = encodingFault(bytes);
  if (wrong !== undefined) {
    return refuse(finding("file-not-text", START, `file ${wrong}, expected UTF-8 text; save it as UTF-8`));
  }

  const text = Buffer.from(bytes).toString("utf8");
  if (/^\uFEFF?\s*$/.test(text)) {
    return refuse(finding("file-empty", START, EMPTY));
  }
  return parseText(text);
}

/** That a file is too large to be read. */
export function tooLarge(size: number): Diagnostic {
  const message = `file has ${size} bytes, at most ${LARGEST_FILE} are read; a build specification has a few thousand`;
  return finding("file-too-large", START, message);
}

/** What is wrong with the encoding, as the rest of a sentence. */
function encodingFault(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "is UTF-16";
  const zero = bytes.indexOf(0);
  if (zero >= 0) return `is binary (byte ${zero} is zero)`;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return "is not valid UTF-8";
  }
}

function parseText(text: string): Parsed {
  const source = new Source(text);
  const diagnostics: Diagnostic[] = [];
  // the parser counts without the mark, which is put back by `shift`
  const shift = text.startsWith("\uFEFF") ? 1 : 0;
  if (shift === 1) {
    diagnostics.push(
      finding(
        "byte-order-mark",
        { start: 0, end: 1 },
        "file starts with a byte order mark; save it as UTF-8 without one",
      ),
    );
  }

  const nested = nestingFault(text);
  if (nested !== undefined) return { source, tree: undefined, diagnostics: [...diagnostics, nested] };
  try {
    const documents = [
      ...parseAllDocuments(text.slice(shift), {
        schema: "failsafe",
        strict: false,
        prettyErrors: false,
        uniqueKeys: false,
      }),
    ];
    const [document, next] = documents as Document.Parsed[];
    if (document === undefined) {
      return { source, tree: undefined, diagnostics: [...diagnostics, finding("file-empty", START, EMPTY)] };
    }
    for (const { message, pos } of document.errors.slice(0, 5)) {
      const start = pos[0] + shift;
      diagnostics.push(finding("yaml-syntax", { start, end: start + 1 }, syntaxMessage(source, start, message)));
    }
    if (document.errors.length > 0) return { source, tree: undefined, diagnostics };
    if (next !== undefined) {
      const start = next.range[0] + shift;
      const message = "file has a second YAML document, which is not read; keep one document in a file";
      diagnostics.push(finding("several-documents", { start, end: start + 1 }, message));
    }
    const tree = new Builder(document, shift, diagnostics).build();
    // an alias to nothing leaves a hole that the checks would stumble over
    if (diagnostics.some(({ code }) => code === "yaml-syntax")) return { source, tree: undefined, diagnostics };
    if (tree.kind === "none") {
      return { source, tree: undefined, diagnostics: [...diagnostics, finding("file-empty", START, EMPTY)] };
    }
    return { source, tree, diagnostics };
  } catch (error) {
    const message =
      error instanceof TooComplex ? error.message : "file is nested in a way that can't be read; write it without";
    return {
      source,
      tree: undefined,
      diagnostics: [...diagnostics, finding("yaml-too-complex", { start: 0, end: 1 }, message)],
    };
  }
}

/** Brackets and dashes so deep that the parser itself would be at its limits. */
function nestingFault(text: string): Diagnostic | undefined {
  const found = /(?:[[{][\s]*){64}|^[ ]*(?:[-?:] +){64}/m.exec(text) ?? deepIndent(text);
  if (!found) return undefined;
  const message = `file is nested more than ${DEEPEST} levels deep; a build specification has at most 8`;
  return finding("yaml-too-complex", { start: found.index, end: found.index + 1 }, message);
}

/** Flow collections that open more often than they close. */
function deepIndent(text: string): { index: number } | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === "[" || char === "{") depth++;
    else if ((char === "]" || char === "}") && depth > 0) depth--;
    if (depth > 2000) return { index };
  }
  return undefined;
}

function syntaxMessage(source: Source, offset: number, message: string): string {
  const { line } = source.positionOf(offset);
  if (/^ *\t/.test(source.line(line)) && !/^\s*$/.test(source.line(line))) {
    return "line is indented by a tab, which YAML forbids; indent it by spaces";
  }
  const first = message.split("\n")[0] ?? "";
  return `not YAML: ${first.charAt(0).toLowerCase()}${first.slice(1)}`.replace(/[.:]?\s*$/, "");
}

const STYLES: Readonly<Record<string, Style>> = {
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/** Makes the tree of a document: aliases replaced, merges done, everything counted. */
class Builder {
  #count = 0;
  readonly #anchors = new Map<string, unknown>();
  /** Where aliases without an anchor are. */
  readonly #lost = new Set<number>();

  constructor(
    private readonly document: Document.Parsed,
    private readonly shift: number,
    private readonly diagnostics: Diagnostic[],
  ) {}

  build(): Tree {
    return this.#tree(this.document.contents, this.document.range[0], 0);
  }

  #tree(node: unknown, from: number, depth: number): Tree {
    if (++this.#count > MOST_VALUES) {
      throw new TooComplex(`file has more than ${MOST_VALUES} values once its aliases are replaced; write it without`);
    }
    if (depth > DEEPEST) {
      throw new TooComplex(`file is nested more than ${DEEPEST} levels deep; a build specification has at most 8`);
    }
    if (isAlias(node)) return this.#alias(node, from, depth);
    if (isNode(node) && "anchor" in node && typeof node.anchor === "string") this.#anchors.set(node.anchor, node);
    const [start, end] = (node as { range?: [number, number] } | null)?.range ?? [from, from];
    const span = { start: start + this.shift, end: Math.max(start, end) + this.shift };
    if (isScalar(node)) {
      const text = typeof node.value === "string" ? node.value : "";
      const style = STYLES[node.type ?? ""] ?? "plain";
      if (style === "plain" && /^(~|null|Null|NULL)?$/.test(text)) return { kind: "none", ...span };
      return { kind: "text", text, style, ...span };
    }
    if (isSeq(node)) {
      return { kind: "list", items: node.items.map((item) => this.#tree(item, start, depth + 1)), ...span };
    }
    if (isMap(node)) return { kind: "map", entries: this.#entries(node.items, start, depth), ...span };
    return { kind: "none", ...span };
  }

  #alias({ source, range }: Alias, from: number, depth: number): Tree {
    if (this.#anchors.has(source)) return this.#tree(this.#anchors.get(source), from, depth + 1);
    const start = (range?.[0] ?? from) + this.shift;
    // said once, however often what holds it is repeated
    if (this.#lost.has(start)) return { kind: "none", start, end: start };
    this.#lost.add(start);
    const message = `alias ${quote(`*${source}`)} has no anchor before it; put text that starts with '*' in quotes`;
    this.diagnostics.push(finding("yaml-syntax", { start, end: start + source.length + 1 }, message));
    return { kind: "none", start, end: start };
  }

  #entries(pairs: readonly { key: unknown; value: unknown }[], from: number, depth: number): Entry[] {
    const own = new Map<string, Entry>();
    const merged = new Map<string, Entry>();
    for (const pair of pairs) {
      const key = this.#key(pair.key, from, depth + 1);
      const value = this.#tree(pair.value, key.end - this.shift, depth + 1);
      if (key.text === "<<" && key.style === "plain") {
        const sources = value.kind === "list" ? value.items : [value];
        for (const each of sources.flatMap((source) => (source.kind === "map" ? source.entries : []))) {
          if (!merged.has(each.key.text)) merged.set(each.key.text, each);
        }
        continue;
      }
      if (own.has(key.text)) {
        const message = `key ${quote(key.text)} is there twice, the last one counts; remove one`;
        this.diagnostics.push(finding("duplicate-key", key, message));
      }
      own.set(key.text, { key, value });
    }
    for (const [name, entry] of merged) if (!own.has(name)) own.set(name, entry);
    return [...own.values()];
  }

  /** A key as text; a key that is a list or a mapping is named by its source. */
  #key(node: unknown, from: number, depth: number): Text {
    const tree = this.#tree(node, from, depth);
    if (tree.kind === "text") return tree;
    return { kind: "text", text: "", style: "plain", start: tree.start, end: tree.end };
  }
}
