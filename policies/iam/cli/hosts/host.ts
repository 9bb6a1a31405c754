import type { Span } from "../../span";
import type { Excerpt } from "../excerpt";

/** What a file has to say: its statements and rules, and what of it could not be read. */
export interface Extract {
  /** In the order of the file. */
  readonly excerpts: readonly Excerpt[];
  /** Why the file is not of its language; absent if it is. What could be read is in `excerpts` all the same. */
  readonly problem?: { readonly message: string; readonly span: Span };
}

/** Finds the statements and rules in the text of a file. Does not throw. */
export type Host = (text: string) => Extract;

const KEYS: Readonly<Record<string, "statement" | "rule">> = {
  statements: "statement",
  matching_rule: "rule",
  matchingRule: "rule",
  "matching-rule": "rule",
};

/** What the values of a key are: `statements` has a list, the names of a matching rule one text. */
export function roleOf(key: string): "statement" | "rule" | undefined {
  return Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
}

const HEAD = /^\s*(deny\s+)?(allow|deny|endorse|admit)\s+(any-user|any-group|group|dynamic-group|service|resource)\b/i;
const GRANT = /\sto\s+(inspect|read|use|manage|associate|\{|[$%])/i;
const LOCATION = /\sin\s+(tenancy|compartment|any-tenancy|[$%{])/i;
const DEFINITION = /^\s*define\s+(tenancy|group|dynamic-group|compartment)\s+\S+\s+as\s/i;

/** Whether a text that stands anywhere can be meant as nothing but a statement. */
export function isLikeStatement(text: string): boolean {
  return DEFINITION.test(text) || (HEAD.test(text) && GRANT.test(text) && LOCATION.test(text));
}
