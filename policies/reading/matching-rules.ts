import { textAt } from "../graph/values";
import type { Condition } from "../iam/ast";
import type { Scope } from "../define-rule";
import { GROUPS } from "./principals";
import { onTypes } from "./types";

/** Looks at the matching rule of each dynamic group that is known and well written. */
export function onMatchingRules(check: (condition: Condition) => readonly string[]): Scope {
  return onTypes(Object.keys(GROUPS), ({ type, name, props }) => {
    const text = textAt(props, "matchingRule");
    if (text === undefined) return [];
    const { parseMatchingRule } = require("../iam/parser") as typeof import("../iam/parser");
    const condition = parseMatchingRule(text).rule?.condition;
    if (!condition) return [];
    const group = textAt(props, GROUPS[type] ?? "name") ?? name;
    return check(condition).map((objection) => `dynamic group '${group}': matching rule '${text}' ${objection}`);
  });
}
