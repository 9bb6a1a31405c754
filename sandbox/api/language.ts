import { isSurelyNoType } from "../../policies/iam/catalogue/absent";
import { parseMatchingRule, parseStatement } from "../../policies/iam/parser";
import type { Field } from "../kinds/kind";
import { invalidParameter } from "./errors";

/** Longer texts are cut in messages. */
const LONGEST_QUOTED = 200;

/** What is wrong with a text of a language, in words; undefined if nothing surely is. */
const faultIn: Readonly<Record<NonNullable<Field["language"]>, (text: string) => string | undefined>> = {
  "policy-statement": (text) => {
    const { statement, errors } = parseStatement(text);
    if (!statement) return errors[0]?.message;
    if (statement.kind === "definition" || !("resource" in statement.action) || !statement.action.resource)
      return undefined;
    const { name } = statement.action.resource;
    return isSurelyNoType(name) ? `there is no resource type '${name}'` : undefined;
  },
  "matching-rule": (text) => parseMatchingRule(text).errors[0]?.message,
};

/**
 * Refuses a value, or an item of a list, that is no text of the attribute's language. Resource types that the catalogue
 * does not have are accepted, unless they surely are none.
 * @throws ServiceError InvalidParameter that names the text
 */
export function requireLanguage({ language }: Field, value: unknown, at: string): void {
  if (!language) return;
  for (const text of [value].flat()) {
    const fault = typeof text === "string" ? faultIn[language](text) : `expected a text, got ${typeof text}`;
    if (fault !== undefined) throw invalidParameter(`'${at}': ${quoted(String(text))}: ${fault}`);
  }
}

function quoted(text: string): string {
  return `'${text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}...` : text}'`;
}
