/** Stands for a value that a preview does not know yet. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** What the engine sends instead of a value that is not known yet: of booleans, numbers, texts, lists, assets, archives, objects. */
const SENTINELS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The SDK wraps properties so that reading an unknown one throws; under this key it gives what it has wrapped. */
const WRAPPED = "__getSpecialProxyTarget";

/**
 * The value at a path of a resource's properties: `UNKNOWN` where it, or what leads to it, is not known yet, undefined
 * where there is none. Does not throw.
 */
export function valueAt(properties: unknown, ...path: readonly (string | number)[]): unknown {
  let value = known(properties);
  for (const step of path) {
    if (typeof value !== "object" || value === null) return value === UNKNOWN ? UNKNOWN : undefined;
    value = Object.hasOwn(value, step) ? known((value as Record<string | number, unknown>)[step]) : undefined;
  }
  return value ?? undefined;
}

/** A resource of a stack, as far as its inputs are concerned. */
export interface Registered {
  readonly props: unknown;
  readonly propertyDependencies: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * The input at a path of a resource of a stack. Its properties are outputs: in a preview whatever the provider will fill
 * in is unknown. What is unknown although nothing stands behind it was not given, and is undefined here.
 */
export function inputAt(
  { props, propertyDependencies }: Registered,
  property: string,
  ...path: readonly (string | number)[]
): unknown {
  const value = valueAt(props, property, ...path);
  return value === UNKNOWN && (propertyDependencies[property] ?? []).length === 0 ? undefined : value;
}

/** The text at a path; undefined where there is none, or none that is known. */
export function textAt(properties: unknown, ...path: readonly (string | number)[]): string | undefined {
  const value = valueAt(properties, ...path);
  return typeof value === "string" ? value : undefined;
}

/** The number at a path, also where it is written as a text; undefined where there is none, or none that is known. */
export function numberAt(properties: unknown, ...path: readonly (string | number)[]): number | undefined {
  const value = valueAt(properties, ...path);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
}

/** The elements of the list at a path, each a value or `UNKNOWN`; none where there is no list, or none that is known. */
export function listAt(properties: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = valueAt(properties, ...path);
  return Array.isArray(value) ? value.map(known) : [];
}

/** All texts in a value, however deep; none of what is not known yet. Ends in what refers to itself. */
export function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const open = [known(value)];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string") texts.push(next);
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const each of Object.values(next).reverse()) open.push(known(each));
  }
  return texts;
}

function known(value: unknown): unknown {
  if (SENTINELS.has(value)) return UNKNOWN;
  if (typeof value !== "object" || value === null) return value;
  return (value as Record<string, unknown>)[WRAPPED] ?? value;
}
