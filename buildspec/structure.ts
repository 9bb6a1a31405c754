import { distance } from "fastest-levenshtein";

import { type Diagnostic, finding, quote, quoteAll } from "./diagnostic";
import { type Attribute, DIALECTS, dialectOf, type ObjectShape, type Shape } from "./model";
import { entryOf, type Mapping, type Text, textOf, type Tree, valueOf } from "./tree";

/** Whether a file is of AWS CodeBuild, which has `phases` where OCI has `steps`. */
export function isCodeBuild(tree: Tree): boolean {
  return valueOf(tree, "phases")?.kind === "map" && valueOf(tree, "steps") === undefined;
}

/** Checks keys, types, choices and ranges of a document against its dialect. Does not throw. */
export function checkStructure(tree: Tree): readonly Diagnostic[] {
  if (tree.kind !== "map") {
    const message = `file holds ${nameOf(tree)}, expected a mapping that starts with 'version: 0.1' and 'component: build'`;
    return [finding("wrong-type", { start: tree.start, end: tree.start + 1 }, message)];
  }
  const walk = new Walk();
  walk.object(tree, DIALECTS[dialectOf(textOf(tree, "component")?.text)], "");
  return walk.diagnostics;
}

class Walk {
  readonly diagnostics: Diagnostic[] = [];

  value(tree: Tree, shape: Shape, path: string): void {
    switch (shape.kind) {
      case "object":
        return tree.kind === "map" ? this.object(tree, shape, path) : this.#wrongType(tree, path, "a mapping");
      case "cases":
        return tree.kind === "map" ? this.#cases(tree, shape, path) : this.#wrongType(tree, path, "a mapping");
      case "list":
        if (tree.kind !== "list") return this.#wrongType(tree, path, "a list, each item after '- '");
        return tree.items.forEach((item, index) => this.value(item, shape.of, `${path}[${index}]`));
      case "map":
        if (tree.kind !== "map") return this.#wrongType(tree, path, "a mapping of names to values");
        for (const { key, value } of tree.entries) {
          if (shape.variables) this.#variable(key, path);
          // a variable may be empty
          if (value.kind !== "none") this.value(value, shape.of, `${path}.${key.text}`);
        }
        return;
      case "text":
      case "choice":
      case "seconds":
      case "flag":
      case "score":
      case "variable":
        return tree.kind === "text" ? this.#text(tree, shape, path) : this.#wrongType(tree, path, "a text");
    }
  }

  object(tree: Mapping, shape: ObjectShape, path: string): void {
    const names = Object.keys(shape.attributes);
    for (const { key, value } of tree.entries) {
      const attribute = Object.hasOwn(shape.attributes, key.text) ? shape.attributes[key.text] : undefined;
      if (attribute === undefined) this.#unknown(key, path, names, tree);
      else this.#attribute(key, value, attribute, join(path, key.text));
    }
    const absent = (name: string): boolean => valueOf(tree, name) === undefined;
    for (const name of names.filter((each) => shape.attributes[each]?.required && absent(each))) {
      this.#missing(tree, path, name, `add '${name}: ...'`);
    }
    if (shape.oneOf && !shape.oneOf.some((set) => !set.some(absent))) {
      const sets = shape.oneOf.map((set) => quoteAll(set)).join(" or all of ");
      this.#missing(tree, path, shape.oneOf[0]?.[0] ?? "", `give ${sets}`);
    }
  }

  #attribute(key: Text, value: Tree, { shape, undocumented, required }: Attribute, path: string): void {
    if (undocumented) {
      const message = `'${path}' is not in the reference, though the service takes it; nothing to repair`;
      this.diagnostics.push(finding("undocumented-key", key, message));
    }
    // a required attribute without a value is said to be missing
    if (value.kind === "none") return;
    if (required && value.kind === "list" && value.items.length === 0) {
      this.diagnostics.push(finding("missing-key", value, `'${path}' is an empty list, expected at least one item`));
    }
    this.value(value, shape, path);
  }

  #cases(tree: Mapping, shape: Extract<Shape, { kind: "cases" }>, path: string): void {
    const type = textOf(tree, shape.by);
    const kinds = Object.keys(shape.of);
    if (type === undefined)
      return this.#missing(tree, path, shape.by, `add '${shape.by}: ${kinds[0]}' (allowed: ${quoteAll(kinds)})`);
    const found = Object.hasOwn(shape.of, type.text) ? shape.of[type.text] : undefined;
    if (found !== undefined) return this.object(tree, found, path);
    this.#wrongValue(type, join(path, shape.by), kinds);
  }

  #text(text: Text, shape: Shape, path: string): void {
    const plain = text.text.trim();
    if (shape.kind === "variable") return this.#variable(text, path);
    if (shape.kind === "choice" && !shape.values.includes(plain)) {
      if (!shape.undocumented?.includes(plain)) return this.#wrongValue(text, path, shape.values);
      const message = `'${path}' is ${quote(plain)}, which is not documented (documented: ${quoteAll(shape.values)}); use one of those`;
      this.diagnostics.push(finding("undocumented-value", text, message));
    }
    if (shape.kind === "flag" && !/^(true|false)$/i.test(plain)) this.#wrongValue(text, path, ["true", "false"]);
    if (shape.kind === "seconds") this.#number(text, path, /^[+]?\d+$/, "whole seconds", 1, shape.most);
    if (shape.kind === "score") this.#number(text, path, /^\d+(\.\d*)?$/, "a number", 0, shape.most);
  }

  #number(text: Text, path: string, form: RegExp, what: string, least: number, most: number): void {
    const plain = text.text.trim();
    if (!form.test(plain)) {
      const code = /^-\d+(\.\d+)?$/.test(plain) ? "out-of-range" : "wrong-type";
      const message = `'${path}' is ${quote(plain)}, expected ${what} from ${least} to ${most}`;
      this.diagnostics.push(finding(code, text, message));
    } else if (Number(plain) < least || Number(plain) > most) {
      const message = `'${path}' is ${quote(plain)}, expected ${what} from ${least} to ${most}; write a value in that range`;
      this.diagnostics.push(finding("out-of-range", text, message));
    }
  }

  #variable(name: Text, path: string): void {
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name.text)) return;
    const message =
      `'${path}': ${quote(name.text)} can't name an environment variable, expected letters, digits and '_', ` +
      "not a digit first; rename it";
    this.diagnostics.push(finding("variable-name", name, message));
  }

  #unknown(key: Text, path: string, names: readonly string[], tree: Mapping): void {
    const free = names.filter((name) => entryOf(tree, name) === undefined);
    const near = free
      .map((name) => ({ name, far: distance(name.toLowerCase(), key.text.toLowerCase()) }))
      .filter(({ name, far }) => far <= Math.max(1, Math.floor(name.length / 3)))
      .sort((a, b) => a.far - b.far)[0]?.name;
    const repair = near === undefined ? `expected one of ${quoteAll(names)}; remove it` : `did you mean '${near}'?`;
    const message = `${path === "" ? "the file" : `'${path}'`} has an unknown key ${quote(key.text)}; ${repair}`;
    this.diagnostics.push(finding("unknown-key", key, message));
  }

  #missing(tree: Mapping, path: string, name: string, repair: string): void {
    const first = entryOf(tree, name)?.key ?? tree.entries[0]?.key ?? { start: tree.start, end: tree.start + 1 };
    const message = `${path === "" ? "the file" : `'${path}'`} has no '${name}'; ${repair}`;
    this.diagnostics.push(finding("missing-key", first, message));
  }

  #wrongValue(text: Text, path: string, values: readonly string[]): void {
    const message = `'${path}' is ${quote(text.text)}, expected ${values.length > 1 ? "one of " : ""}${quoteAll(values)}`;
    this.diagnostics.push(finding("wrong-value", text, message));
  }

  #wrongType(tree: Tree, path: string, expected: string): void {
    const message = `'${path}' is ${nameOf(tree)}, expected ${expected}`;
    this.diagnostics.push(finding("wrong-type", { start: tree.start, end: tree.start + 1 }, message));
  }
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function nameOf(tree: Tree): string {
  switch (tree.kind) {
    case "text":
      return `the text ${quote(tree.text)}`;
    case "list":
      return "a list";
    case "map":
      return "a mapping";
    case "none":
      return "empty";
  }
}
