import { z } from "zod";

import { nearest } from "./nearest";
import { withheld } from "./withheld";

/** One thing that is wrong with the configuration. */
export interface Problem {
  /** Key as it stands in the stack file, e.g. `oci-delivery:services[0].name`. */
  readonly key: string;
  /** The whole message: what is wrong, the value got, what is allowed, and the repair. */
  readonly message: string;
  /** Key under `platform` whose absence makes it a problem, where the problem's own key is another. */
  readonly needs?: string;
}

/**
 * Everything that is wrong with `given`, one problem per key, in the order of the schema. Empty when nothing is.
 * @param namespace what stands before the colon, e.g. `oci-delivery`.
 * @param isSecret whether the value under a top-level key must not be shown, beside what the schema itself withholds.
 */
export function problemsOf(
  schema: z.ZodObject,
  given: Record<string, unknown>,
  namespace: string,
  isSecret: (key: string) => boolean,
): Problem[] {
  const result = schema.safeParse(given, { reportInput: true });
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => {
    const show = (value: unknown): string =>
      isSecret(String(issue.path[0])) || mayBeCredential(schema, issue.path, value) ? "a secret" : shown(value);
    if (issue.code === "unrecognized_keys") {
      const siblings = keysAt(schema, issue.path, given);
      return issue.keys.map((key) => unknownKey(keyOf(namespace, [...issue.path, key]), key, siblings));
    }
    return [wrongValue(keyOf(namespace, issue.path), allowedBy(issue), valueOf(issue), show)];
  });
}

function mayBeCredential(schema: z.ZodObject, path: readonly PropertyKey[], value: unknown): boolean {
  const top = schema.shape[String(path[0])] as z.ZodType | undefined;
  return top !== undefined && withheld.get(top)?.mayBeCredential(path, value) === true;
}

/** What is allowed: of a key that has the wrong form, the form of keys. */
function allowedBy(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_key" ? (issue.issues[0]?.message ?? issue.message) : issue.message;
}

/** The value that is wrong: of a union, that of the key which tells its members apart. */
function valueOf(issue: z.core.$ZodIssue): unknown {
  if (issue.code !== "invalid_union" || issue.discriminator === undefined) return issue.input;
  const { input } = issue;
  return typeof input === "object" && input !== null ? (input as Record<string, unknown>)[issue.discriminator] : input;
}

function unknownKey(key: string, word: string, siblings: readonly string[]): Problem {
  const meant = nearest(word, siblings);
  const repair = meant ? `did you mean '${meant}'?` : "remove it";
  return {
    key,
    message: `not a setting; settings here: ${siblings.map((each) => `'${each}'`).join(", ")}; ${repair}`,
  };
}

function wrongValue(key: string, allowed: string, value: unknown, show: (value: unknown) => string): Problem {
  const leaf = key.replace(/^.*[:.]/, "");
  if (isMissing(value)) return { key, message: `missing; expected ${allowed}; add '${leaf}' to the stack file` };
  return { key, message: `got ${show(value)}; expected ${allowed}; change the value` };
}

/** Pulumi.yaml declares every list with an empty default, lest the engine stop at the first key that is missing. */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function keyOf(namespace: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (key, part) =>
      typeof part === "number" ? `${key}[${part}]` : `${key}${key.endsWith(":") ? "" : "."}${String(part)}`,
    `${namespace}:`,
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? `'${value}'` : JSON.stringify(value);
}

/** The keys that the object at `path` may have; of a union, those of the member that `value` is of. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  const inner = unwrap(schema);
  const [first, ...rest] = path;
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = inner.def;
    const member = (inner.options as z.ZodObject[]).find(
      ({ shape }) => (shape[discriminator] as z.ZodType).safeParse(at(value, discriminator)).success,
    );
    return member ? keysAt(member, path, value) : [];
  }
  if (first === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
  if (inner instanceof z.ZodArray) return keysAt(inner.element as z.ZodType, rest, at(value, first));
  if (!(inner instanceof z.ZodObject)) return [];
  return keysAt(inner.shape[String(first)] as z.ZodType, rest, at(value, first));
}

function at(value: unknown, key: PropertyKey): unknown {
  return (value as Record<PropertyKey, unknown> | undefined)?.[key];
}

/** The type that a value is written in, without what makes it optional or turns it into another. */
function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodPipe) return unwrap(schema.in as z.ZodType);
  const wrappers = [z.ZodOptional, z.ZodDefault, z.ZodPrefault];
  const wrapper = wrappers.find((each) => schema instanceof each);
  return wrapper ? unwrap((schema as z.ZodOptional<z.ZodType>).unwrap()) : schema;
}
