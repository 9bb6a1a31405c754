import type { Shape } from "../kinds/kind";
import { invalidParameter } from "./errors";

/**
 * Refuses a value of another type than its attribute's. Where REST has a number or one object, Pulumi's schema may have a
 * string or a list of them: both are taken.
 * @param at path of the attribute, for the message
 * @throws ServiceError InvalidParameter
 */
export function requireType(type: Shape, value: unknown, at: string): void {
  if (isOf(type, value)) return;
  throw invalidParameter(`'${at}' is ${describe(value)}; it must be ${wordsOf(type)}`);
}

function isOf(type: Shape, value: unknown): boolean {
  switch (type) {
    case "string":
      return typeof value === "string" || typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return typeof value === "number";
    default:
      return isList(type) ? Array.isArray(value) || (typeof type[0] === "object" && isObject(value)) : isObject(value);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return Array.isArray(value)
    ? "a list"
    : isObject(value)
      ? "an object"
      : `the ${typeof value} ${JSON.stringify(value)}`;
}

function wordsOf(type: Shape): string {
  if (typeof type === "string") return type === "integer" ? "an integer" : `a ${type}`;
  return isList(type) ? "a list" : "an object";
}

/** `Array.isArray` does not narrow readonly tuples. */
function isList(type: Exclude<Shape, string>): type is readonly [Shape] {
  return Array.isArray(type);
}
