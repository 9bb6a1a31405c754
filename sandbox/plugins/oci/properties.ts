import type { Input, Kind, Output, RestObject, Shape } from "../../kinds/kind";
import { isObject, UNKNOWN, type Properties } from "./values";

/** The outputs of a resource in the preview of its creation: its inputs, and unknown for what the service fills in. */
export function previewOutputs(kind: Kind, inputs: Properties): Properties {
  const outputs: Properties = {};
  for (const [key, input] of Object.entries(kind.inputs)) {
    if (inputs[key] !== undefined) outputs[key] = inputs[key];
    else if (input.computed) outputs[key] = UNKNOWN;
  }
  for (const key of Object.keys(kind.computed)) outputs[key] = UNKNOWN;
  outputs["id"] = UNKNOWN;
  return outputs;
}

/** The body of a create request. */
export function createBody(kind: Kind, inputs: Properties): RestObject {
  return body(kind, inputs, () => true);
}

/** The body of an update request: what can be changed in place and was given. */
export function updateBody(kind: Kind, inputs: Properties): RestObject {
  return body(kind, inputs, (key) => {
    const input = kind.inputs[key];
    return input !== undefined && isChangeable(input);
  });
}

function isChangeable({ type, replaceOnChange, action }: Pick<Input, "type" | "replaceOnChange" | "action">): boolean {
  if (typeof type === "object" && "properties" in type) return Object.values(type.properties).some(isChangeable);
  return !replaceOnChange && !action;
}

function body(kind: Kind, inputs: Properties, takes: (key: string) => boolean): RestObject {
  const result: RestObject = {};
  for (const [key, input] of Object.entries(kind.inputs)) {
    if (inputs[key] === undefined || inputs[key] === null || !takes(key)) continue;
    result[input.attribute ?? key] = key === "definedTags" ? nestedTags(inputs[key] as Properties) : inputs[key];
  }
  return result;
}

/**
 * The outputs of a resource, from the body and header that the API answered with.
 * Dates are written as the official plugin writes them; numbers become strings where its schema says string.
 */
export function outputsOf(kind: Kind, object: RestObject, etag: string | undefined): Properties {
  const outputs: Properties = {};
  for (const [key, input] of Object.entries(kind.inputs)) {
    outputs[key] = value(key, input.type, object[input.attribute ?? key]);
  }
  for (const [key, output] of Object.entries(kind.computed)) {
    outputs[key] = value(key, output.type, attributeOf(key, output, object, etag));
  }
  return outputs;
}

/** The inputs that a program would have to give for the object to stay as it is: those it gave before, as they are now. */
export function inputsOf(kind: Kind, outputs: Properties, given: Properties): Properties {
  const imported = Object.keys(given).length === 0;
  const inputs: Properties = imported ? { __defaults: [] } : { ...given };
  for (const [key, input] of Object.entries(kind.inputs)) {
    const actual = outputs[key];
    if (imported ? !input.required && isZero(actual) : given[key] === undefined) continue;
    if (actual === undefined) delete inputs[key];
    else inputs[key] = isObject(given[key]) ? pick(actual, given[key]) : actual;
  }
  return inputs;
}

function isZero(value: unknown): boolean {
  return !value || (typeof value === "object" && Object.keys(value).length === 0);
}

/** `actual`, without the keys that were never given: the service filled those in. */
function pick(actual: unknown, given: Properties): unknown {
  if (!isObject(actual)) return actual;
  const keys = Object.keys(given);
  return Object.fromEntries(
    keys
      .filter((key) => key in actual)
      .map((key) => [key, isObject(given[key]) ? pick(actual[key], given[key]) : actual[key]]),
  );
}

function attributeOf(key: string, output: Output, object: RestObject, etag: string | undefined): unknown {
  return output.header === "etag" ? etag : object[output.attribute ?? key];
}

function value(key: string, type: Shape, raw: unknown): unknown {
  if (raw === undefined || raw === null) return undefined;
  if (/^time[A-Z]/.test(key) && typeof raw === "string") return goTime(new Date(raw));
  if (type === "string" && typeof raw === "number") return String(raw);
  if (key === "definedTags" || key === "systemTags") return flatTags(raw as Properties);
  if (typeof type === "object" && "properties" in type && isObject(raw)) {
    const entries = Object.entries(type.properties).map(([name, inner]) => [name, value(name, inner.type, raw[name])]);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined)) as Properties;
  }
  return raw;
}

/** `{ Operations: { Environment: "prod" } }` as Pulumi has it: `{ "Operations.Environment": "prod" }`. */
function flatTags(nested: Properties): Properties {
  const namespaces = Object.entries(nested) as [string, Properties][];
  return Object.fromEntries(
    namespaces.flatMap(([namespace, keys]) => Object.entries(keys).map(([key, tag]) => [`${namespace}.${key}`, tag])),
  );
}

function nestedTags(flat: Properties): Properties {
  const nested: Record<string, Properties> = {};
  for (const [name, tag] of Object.entries(flat)) {
    const dot = name.indexOf(".");
    (nested[name.slice(0, dot)] ??= {})[name.slice(dot + 1)] = tag;
  }
  return nested;
}

/** A time as Go's `time.Time.String` prints it, which is what the official plugin keeps in state. */
function goTime(time: Date): string {
  const [date, clock] = time.toISOString().split("T") as [string, string];
  const trimmed = clock.replace(/\.?0*Z$/, "");
  return `${date} ${trimmed} +0000 UTC`;
}
