import type { Field, ObjectShape, Shape } from "../../../../sandbox/kinds/kind";
import { isObject, type Properties } from "../../../../sandbox/plugins/values";
import { STATEMENT } from "../../api/requests";

/** Makes an object of one of these kinds, for a field that must name one. Returns its id. */
export type Make = (kinds: readonly string[]) => Promise<string>;

/** Texts of a form that a field's pattern or language asks for. */
const FORMED = {
  "policy-statement": `${STATEMENT} where request.permission = 'REPOSITORY_READ'`,
  "matching-rule": "ALL {resource.type = 'devopstrigger'}",
  recurrence: "FREQ=DAILY;BYHOUR=4",
  identifier: "another",
};

/** `inputs` with another value at a path, and with what that value needs beside it. */
export async function changedAt(
  shape: ObjectShape,
  inputs: Properties,
  [name = "", ...rest]: readonly string[],
  make: Make,
): Promise<Properties> {
  const field = shape.properties[name];
  if (!field) throw new Error(`there is no '${name}'`);
  const old = inputs[name];
  if (rest.length > 0 && isObjectShape(field.type)) {
    const inner = isObject(old) ? old : await objectOf(field.type, make);
    return { ...inputs, [name]: await changedAt(field.type, inner, rest, make) };
  }
  const value = await other(field, name, old, make);
  return { ...inputs, ...(await neededBy(shape, field, value, inputs, make)), [name]: value };
}

async function other(field: Field, name: string, old: unknown, make: Make): Promise<unknown> {
  const { type, oneOf, refersTo, language, pattern } = field;
  if (isList(type)) {
    const { refersTo: of, language: each } = field;
    const item = { type: type[0], ...(of && { refersTo: of }), ...(each && { language: each }) };
    return [await other(item, name, Array.isArray(old) ? old[0] : undefined, make)];
  }
  if (isObjectShape(type)) {
    const [first = ""] = Object.entries(type.properties).find(([, { oneOf: sorts }]) => !sorts) ?? [];
    return changedAt(type, isObject(old) ? old : await objectOf(type, make), [first], make);
  }
  if (typeof type === "object") return { "Operations.Team": `not ${String(isObject(old) && old["Operations.Team"])}` };
  if (type === "boolean") return old !== true;
  if (type !== "string") return Number(old ?? 0) + 1;
  if (oneOf)
    return (
      leastNeeding(
        field,
        oneOf.filter((value) => value !== old),
      ) ?? old
    );
  if (refersTo) return make(refersTo.kinds);
  if (language) return FORMED[language];
  if (pattern?.test(FORMED.recurrence)) return FORMED.recurrence;
  if (pattern) return FORMED.identifier;
  if (name.startsWith("timeOf")) return old === undefined ? "2030-01-01T00:00:00.000Z" : "2031-01-01T00:00:00.000Z";
  return `${typeof old === "string" ? old : name}-changed`;
}

/** Of some values, the one that needs the least beside it. */
function leastNeeding({ needs }: Field, values: readonly string[]): string | undefined {
  return values.toSorted((a, b) => (needs?.[a]?.length ?? 0) - (needs?.[b]?.length ?? 0))[0];
}

/** An object with what it requires and nothing else. */
async function objectOf(shape: ObjectShape, make: Make): Promise<Properties> {
  let made: Properties = {};
  for (const [name, field] of Object.entries(shape.properties)) {
    if (!field.required || made[name] !== undefined) continue;
    const value = await other(field, name, undefined, make);
    made = { ...made, ...(await neededBy(shape, field, value, made, make)), [name]: value };
  }
  return made;
}

/** What must be there beside a value, and is not. */
async function neededBy(
  shape: ObjectShape,
  { needs }: Field,
  value: unknown,
  beside: Properties,
  make: Make,
): Promise<Properties> {
  const needed: Properties = {};
  for (const attribute of needs?.[String(value)] ?? []) {
    const [name, field] =
      Object.entries(shape.properties).find(([key, each]) => (each.attribute ?? key) === attribute) ?? [];
    if (name !== undefined && field && beside[name] === undefined)
      needed[name] = await other(field, name, undefined, make);
  }
  return needed;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isObjectShape(shape: Shape): shape is ObjectShape {
  return typeof shape === "object" && "properties" in shape;
}
