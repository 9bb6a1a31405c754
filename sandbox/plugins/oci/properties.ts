import type { Field, Input, Kind, ObjectShape, Output, RestObject, Shape } from "../../kinds/kind";
import { isGiven } from "./check";
import { asSecret, isObject, UNKNOWN, type Properties } from "../values";

/** The outputs of a resource in the preview of its creation: its inputs, and unknown for what the service fills in, null for the rest. */
export function previewOutputs(kind: Kind, inputs: Properties): Properties {
  const outputs: Properties = {};
  for (const [key, input] of Object.entries(kind.inputs)) {
    const given = input.writeOnly ? null : inputs[key];
    outputs[key] = marked(input, given ?? (input.computed && !input.writeOnly ? UNKNOWN : null));
  }
  for (const key of Object.keys(kind.computed)) outputs[key] = UNKNOWN;
  outputs["id"] = UNKNOWN;
  return outputs;
}

/** What only the plugin knows of a resource. */
export function localOf(kind: Kind, known: Properties): Properties {
  return Object.fromEntries(Object.entries(known).filter(([key]) => kind.inputs[key]?.local));
}

/** What only the answer to the create told. */
export function toldOnce(kind: Kind, known: Properties): Properties {
  return Object.fromEntries(Object.entries(known).filter(([key]) => kind.computed[key]?.toldOnce));
}

/** Without what no output may have. */
export function withoutWriteOnly(kind: Kind, properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !kind.inputs[key]?.writeOnly));
}

function marked({ secret }: Input, value: unknown): unknown {
  return secret && isGiven(value) ? asSecret(value) : value;
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
    if (inputs[key] === undefined || inputs[key] === null || input.local || !takes(key)) continue;
    result[sdkName(key, input)] = sent(key, input, inputs[key], inputs);
  }
  return result;
}

/** A value of Pulumi's as REST has it. @param beside the object that it is in */
function sent(key: string, { type, base64With }: Field, given: unknown, beside: Properties): unknown {
  if (base64With && beside[base64With.attribute] === base64With.value) {
    return Buffer.from(String(given)).toString("base64");
  }
  if (isTags(key, type) && isObject(given)) return nestedTags(given);
  if (isList(type) && Array.isArray(given)) return given.map((item) => sent("", { type: type[0] }, item, beside));
  if (!isObjectShape(type) || !isObject(given)) return given;
  const entries = Object.entries(type.properties).map(([name, field]) => [
    sdkName(name, field),
    isGiven(given[name]) ? sent(name, field, given[name], given) : undefined,
  ]);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined)) as Properties;
}

/**
 * The outputs of a resource, from the body and header that the API answered with.
 * Dates are written as the official plugin writes them; numbers become strings where its schema says string.
 */
export function outputsOf(kind: Kind, object: RestObject, etag: string | undefined): Properties {
  const outputs: Properties = {};
  for (const [key, input] of Object.entries(kind.inputs)) {
    if (!input.writeOnly) outputs[key] = marked(input, received(key, input, object));
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
    if (input.writeOnly || input.local) continue;
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
  if (isTags(key, type)) return flatTags(raw as Properties);
  // Pulumi has a list where Terraform has a block; REST has the one object that can be there
  if (isList(type)) return [raw].flat().map((item) => value("", type[0], item));
  if (!isObjectShape(type) || !isObject(raw)) return raw;
  const entries = Object.entries(type.properties).map(([name, field]) => [name, received(name, field, raw)]);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined)) as Properties;
}

function received(key: string, field: Field, beside: RestObject): unknown {
  const { type, base64With } = field;
  const raw = beside[sdkName(key, field)];
  if (base64With && typeof raw === "string" && beside[base64With.attribute] === base64With.value) {
    return Buffer.from(raw, "base64").toString();
  }
  return value(key, type, raw);
}

/** Name of an attribute in the bodies that Oracle's SDK takes and gives. */
function sdkName(key: string, { attribute = key, sdkAttribute = attribute }: Field): string {
  return sdkAttribute;
}

/** Whether a shape is a list: `Array.isArray` does not narrow readonly tuples. */
function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isObjectShape(shape: Shape): shape is ObjectShape {
  return typeof shape === "object" && "properties" in shape;
}

/** Whether a value is of tags by namespace; an identity domain has lists of them. */
function isTags(key: string, type: Shape): boolean {
  return (key === "definedTags" || key === "systemTags") && !isList(type);
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
