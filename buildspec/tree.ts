import type { Span } from "./diagnostic";

/** How a text is written in the file, which decides where its characters are. */
export type Style = "plain" | "single" | "double" | "literal" | "folded";

/** A scalar as it is written: `2.0` stays the text `2.0`. */
export interface Text extends Span {
  readonly kind: "text";
  readonly text: string;
  readonly style: Style;
}

/** No value after a key, or `null` or `~`. */
export interface None extends Span {
  readonly kind: "none";
}

export interface List extends Span {
  readonly kind: "list";
  readonly items: readonly Tree[];
}

export interface Entry {
  readonly key: Text;
  readonly value: Tree;
}

/** A mapping, in the order of the file. A key that is there twice stands here once, with its last value. */
export interface Mapping extends Span {
  readonly kind: "map";
  readonly entries: readonly Entry[];
}

/** A YAML document with places and without aliases; scalars are text. */
export type Tree = Text | None | List | Mapping;

/** The entry of a key, if the tree is a mapping that has it. */
export function entryOf(tree: Tree | undefined, key: string): Entry | undefined {
  return tree?.kind === "map" ? tree.entries.find((entry) => entry.key.text === key) : undefined;
}

/** The value of a key, or undefined when it is not there or none. */
export function valueOf(tree: Tree | undefined, key: string): Tree | undefined {
  const value = entryOf(tree, key)?.value;
  return value?.kind === "none" ? undefined : value;
}

/** The text of a key, or undefined when it is not there or not a text. */
export function textOf(tree: Tree | undefined, key: string): Text | undefined {
  const value = valueOf(tree, key);
  return value?.kind === "text" ? value : undefined;
}

/** The items of a key's list; empty when it is not there or not a list. */
export function itemsOf(tree: Tree | undefined, key: string): readonly Tree[] {
  const value = valueOf(tree, key);
  return value?.kind === "list" ? value.items : [];
}

/** The entries of a key's mapping; empty when it is not there or not a mapping. */
export function entriesOf(tree: Tree | undefined, key: string): readonly Entry[] {
  const value = valueOf(tree, key);
  return value?.kind === "map" ? value.entries : [];
}
