import { z } from "zod";

import { settingsSchema } from "../components/model/settings-schema";

/** The rows of the README's table of settings, as the model gives them. */
export function settingsReference(): string[] {
  return rowsOf(settingsSchema.shape, "");
}

/** One row for each key of an object, with those of what it holds after it. */
function rowsOf(shape: Readonly<Record<string, unknown>>, prefix: string): string[] {
  return Object.entries(shape).flatMap(([key, value]) => {
    const type = value as z.ZodType;
    const required = type.safeParse(undefined).success ? "" : "required ";
    return [`| \`${prefix}${key}\` | ${required}| ${type.description} |`, ...rowsWithin(type, `${prefix}${key}`)];
  });
}

function rowsWithin(type: z.ZodType, path: string): string[] {
  const inner = unwrap(type);
  if (inner instanceof z.ZodObject) return rowsOf(inner.shape, `${path}.`);
  if (inner instanceof z.ZodDiscriminatedUnion) return rowsOf(membersOf(inner), `${path}.`);
  if (!(inner instanceof z.ZodArray)) return [];
  const element = unwrap(inner.element as z.ZodType);
  return element instanceof z.ZodObject ? rowsOf(element.shape, `${path}[].`) : [];
}

/** The keys of all members of a union; the first that has a key describes it. */
function membersOf(union: z.ZodDiscriminatedUnion): Record<string, unknown> {
  const shapes = (union.options as z.ZodObject[]).map(({ shape }) => shape);
  return Object.assign({}, ...shapes.reverse()) as Record<string, unknown>;
}

function unwrap(type: z.ZodType): z.ZodType {
  if (type instanceof z.ZodPipe) return unwrap(type.in as z.ZodType);
  const wrapped = type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodPrefault;
  return wrapped ? unwrap(type.unwrap() as z.ZodType) : type;
}
