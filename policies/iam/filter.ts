import type { Condition, Value } from "./ast";

/** The variable that holds the permission that a request needs. */
export const PERMISSION = "request.permission";

/** Which permissions a condition lets through. */
export interface PermissionFilter {
  readonly passes: (permission: string) => boolean;
  /** All that pass, upper-case; undefined where they are not listed one by one. */
  readonly listed?: readonly string[];
}

/** A condition in two parts, both of which have to be met. */
export interface SplitCondition {
  readonly filter?: PermissionFilter;
  /** What is left of the condition without the filter; absent if nothing. */
  readonly rest?: Condition;
}

/**
 * A condition split into what it says of the permission alone, and the rest. Tests of the permission that are mixed with
 * others in an `any` stay in the rest. Does not throw.
 * @see https://docs.oracle.com/iaas/Content/Identity/policysyntax/conditions.htm read 2026-11-25
 */
export function splitCondition(condition: Condition): SplitCondition {
  const whole = filterOf(condition);
  if (whole) return { filter: whole };
  if (condition.kind !== "all") return { rest: condition };
  const parts = condition.conditions.map(splitCondition);
  const filters = parts.flatMap(({ filter }) => (filter ? [filter] : []));
  const rests = parts.flatMap(({ rest }) => (rest ? [rest] : []));
  const [first] = rests;
  return {
    ...(filters.length > 0 && { filter: allOf(filters) }),
    ...(first && { rest: rests.length === 1 ? first : { ...condition, conditions: rests } }),
  };
}

/** A condition that tests nothing but the permission; undefined for others. */
function filterOf(condition: Condition): PermissionFilter | undefined {
  if (condition.kind === "any" || condition.kind === "all") {
    const filters = condition.conditions.map(filterOf).filter((each) => each !== undefined);
    if (filters.length < condition.conditions.length) return undefined;
    return condition.kind === "any" ? anyOf(filters) : allOf(filters);
  }
  if (!("variable" in condition) || condition.variable.name.toLowerCase() !== PERMISSION) return undefined;
  switch (condition.kind) {
    case "=":
      return valueFilter(condition.value);
    case "!=":
      return negated(valueFilter(condition.value));
    case "in":
      return anyOf(condition.list.values.map(valueFilter));
    case "not in":
      return negated(anyOf(condition.list.values.map(valueFilter)));
    case "before":
    case "after":
    case "between":
    case "presence":
    case "absence":
      return undefined;
  }
}

function valueFilter(value: Value): PermissionFilter {
  if (value.kind === "pattern") {
    const parts = value.text.toUpperCase().split("*");
    return { passes: (permission) => matches(permission, parts) };
  }
  const name = (value.kind === "variable" ? value.name : value.text).toUpperCase();
  return { passes: (permission) => permission === name, listed: [name] };
}

/** Whether a text is these parts in this order, with anything between them. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of others) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}

function anyOf(filters: readonly PermissionFilter[]): PermissionFilter {
  const listed = filters.every((filter) => filter.listed) ? filters.flatMap(({ listed = [] }) => listed) : undefined;
  return { passes: (permission) => filters.some(({ passes }) => passes(permission)), ...(listed && { listed }) };
}

function allOf(filters: readonly PermissionFilter[]): PermissionFilter {
  const passes = (permission: string): boolean => filters.every((filter) => filter.passes(permission));
  const listed = filters.find((filter) => filter.listed)?.listed?.filter(passes);
  return { passes, ...(listed && { listed }) };
}

function negated(filter: PermissionFilter): PermissionFilter {
  return { passes: (permission) => !filter.passes(permission) };
}
