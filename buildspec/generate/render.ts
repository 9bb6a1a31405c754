import { Document, isCollection, isMap, isNode, isScalar, isSeq, Scalar, visit } from "yaml";

import { DIALECTS, type Shape } from "../model";

/** A specification of dialect `build` as YAML: keys in the order of the model, scripts as blocks, no aliases. */
export function render(spec: object): string {
  const document = new Document(inOrder(spec, DIALECTS.build), { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === "string") node.type = styleOf(node.value);
    },
  });
  airOut(document.contents);
  return document.toString({ lineWidth: 0, indentSeq: true });
}

/** Puts an empty line before each section, and between the items of a list of sections. */
function airOut(contents: unknown): void {
  if (!isMap(contents)) return;
  for (const { key, value } of contents.items) {
    if (isNode(key) && isCollection(value)) key.spaceBefore = true;
    if (isSeq(value)) for (const item of value.items.slice(1)) if (isMap(item)) item.spaceBefore = true;
  }
}

/** Lines stand as a block, unless one has what a block can't hold. */
function styleOf(text: string): Scalar.Type {
  const isBlock =
    text.includes("\n") &&
    /^[^\s]/.test(text) &&
    !UNPRINTABLE.test(text) &&
    !/[ \t]\n|\n[ \t]*$/.test(text.slice(0, -1));
  if (isBlock) return Scalar.BLOCK_LITERAL;
  return UNPRINTABLE.test(text) || text.includes("\n") ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
}

// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\uFEFF\uFFFE\uFFFF]/;

/** Keys that the model doesn't know come last. */
function inOrder(value: unknown, shape: Shape | undefined): unknown {
  if (Array.isArray(value)) {
    const of = shape?.kind === "list" ? shape.of : undefined;
    return value.map((each) => inOrder(each, of));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const attributes = attributesOf(value, shape);
  const rank = new Map(Object.keys(attributes).map((name, index) => [name, index]));
  const sorted = entries.toSorted(([a], [b]) => (rank.get(a) ?? rank.size) - (rank.get(b) ?? rank.size));
  return new Map(sorted.map(([name, each]) => [name, inOrder(each, attributes[name]?.shape)]));
}

function attributesOf(value: object, shape: Shape | undefined): Readonly<Record<string, { readonly shape: Shape }>> {
  if (shape?.kind === "object") return shape.attributes;
  if (shape?.kind !== "cases") return {};
  const kind = (value as Readonly<Record<string, unknown>>)[shape.by];
  return typeof kind === "string" && Object.hasOwn(shape.of, kind) ? (shape.of[kind]?.attributes ?? {}) : {};
}
