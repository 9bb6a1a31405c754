import { createHash } from "node:crypto";

import type { Field, Kind, ObjectShape, Shape } from "../../kinds/kind";
import type { Checked, CheckFailure } from "../plugin";
import { isObject, UNKNOWN, type Properties } from "../values";

/** Inputs whose name the official plugin's bridge reserves for itself. */
const DEFAULTS = "__defaults";

/**
 * What the official plugin says of a resource's inputs before anything is called: required inputs are there, no input
 * is misspelt, each has its type. A name that is not given is made up, listed in `__defaults`, and kept from `olds` on
 * later runs.
 * @param name the resource's name in the program, from which names are made up.
 */
export function check(kind: Kind, name: string, olds: Properties, news: Properties, seed: Uint8Array): Checked {
  const failures: CheckFailure[] = [];
  checkObject({ properties: kind.inputs }, news, "", kind.token, failures);

  const inputs: Properties = { ...news };
  const defaults: string[] = [];
  for (const [key, input] of Object.entries(kind.inputs)) {
    if (!input.autonamed || isGiven(news[key])) continue;
    inputs[key] = madeUpBefore(olds, key) ?? `${name}-${suffix(name, seed)}`;
    defaults.push(key);
  }
  return { inputs: { ...inputs, [DEFAULTS]: defaults }, failures };
}

/** Whether the name under `key` was made up, rather than given. */
export function isMadeUp(inputs: Properties, key: string): boolean {
  return Array.isArray(inputs[DEFAULTS]) && inputs[DEFAULTS].includes(key);
}

function madeUpBefore(olds: Properties, key: string): unknown {
  return isMadeUp(olds, key) ? olds[key] : undefined;
}

/** Seven hex digits, the same for one resource in one update, preview included. */
function suffix(name: string, seed: Uint8Array): string {
  return createHash("sha256").update(name).update(seed).digest("hex").slice(0, 7);
}

function checkObject(
  shape: ObjectShape,
  value: Properties,
  path: string,
  owner: string,
  failures: CheckFailure[],
): void {
  for (const [key, input] of Object.entries(shape.properties)) {
    const property = path + key;
    if (isGiven(value[key])) {
      const found: CheckFailure[] = [];
      checkValue(input.type, value[key], property, owner, found);
      checkSort(input, value[key], property, found);
      failures.push(...(input.writeOnly ? found.map(withoutValue) : found));
    } else if (input.required) failures.push({ property, reason: `'${property}' is required and was not given` });
  }
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(shape.properties, key) || key === DEFAULTS) continue;
    const known = Object.keys(shape.properties).sort().join(", ");
    failures.push({ property: path + key, reason: `'${path + key}' is not an input of ${owner} (inputs: ${known})` });
  }
}

/** A failure that does not show the value it is about. */
function withoutValue({ property, reason }: CheckFailure): CheckFailure {
  return { property, reason: reason.replace(/, got .*$/s, "") };
}

function checkSort({ oneOf, checkedEarly }: Field, value: unknown, path: string, failures: CheckFailure[]): void {
  if (!checkedEarly || !oneOf || typeof value !== "string" || value === UNKNOWN || oneOf.includes(value)) return;
  failures.push({ property: path, reason: `'${path}' must be one of ${oneOf.join(", ")}, got '${value}'` });
}

function checkValue(shape: Shape, value: unknown, path: string, owner: string, failures: CheckFailure[]): void {
  if (value === UNKNOWN) return;
  const fail = (expected: string): void => {
    failures.push({ property: path, reason: `'${path}' must be ${expected}, got ${JSON.stringify(value)}` });
  };
  if (typeof shape === "string") {
    // the bridge turns scalars into one another where it can
    if (typeof value === "object") return fail(`a ${shape}`);
    if ((shape === "integer" || shape === "number") && Number.isNaN(Number(value))) return fail(`a ${shape}`);
    if (shape === "boolean" && !["true", "false", true, false].includes(value as string)) return fail("a boolean");
    return;
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return fail("a list");
    value.forEach((item, i) => checkValue(shape[0], item, `${path}[${i}]`, owner, failures));
    return;
  }
  if (!isObject(value)) return fail("an object");
  if ("properties" in shape) checkObject(shape, value, `${path}.`, owner, failures);
}

/** Whether a shape is a list: `Array.isArray` does not narrow readonly tuples. */
function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
