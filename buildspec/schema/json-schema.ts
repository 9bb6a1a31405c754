import { type Attribute, DIALECTS, type Dialect, type ObjectShape, type Shape } from "../model";

/** A JSON Schema of draft 7. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * The JSON Schema of a build specification and its two sibling dialects, made of the model, for editors. Of draft 7,
 * which the YAML servers of editors know best. Takes what the linter has no error about, except keys that nobody knows,
 * for which an editor is the place to say so.
 *
 * @see https://json-schema.org/draft-07/json-schema-validation
 */
export function jsonSchema(): JsonSchema {
  const dialects = Object.keys(DIALECTS) as Dialect[];
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Build specification of OCI DevOps",
    description: "A build_spec.yaml, a command specification, or a deployment specification, told apart by `component`",
    type: "object",
    ...dialectSchema(dialects.filter((dialect) => dialect !== "build")),
    definitions: Object.fromEntries(dialects.map((dialect) => [dialect, objectSchema(DIALECTS[dialect])])),
  };
}

/** The first dialect that the file says it is of; `build` when it says none. */
function dialectSchema([dialect, ...others]: readonly Dialect[]): JsonSchema {
  if (dialect === undefined) return { $ref: "#/definitions/build" };
  const rest = dialectSchema(others);
  return {
    if: { type: "object", properties: { component: { const: dialect } }, required: ["component"] },
    then: { $ref: `#/definitions/${dialect}` },
    else: rest,
  };
}

function objectSchema({ attributes, oneOf }: ObjectShape): JsonSchema {
  const entries = Object.entries(attributes);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, attribute]) => [name, attributeSchema(attribute)])),
    required: entries.filter(([, attribute]) => attribute.required).map(([name]) => name),
    additionalProperties: false,
    ...(oneOf
      ? {
          anyOf: oneOf.map((set) => ({
            properties: Object.fromEntries(set.map((name) => [name, { not: { type: "null" } }])),
            required: set,
          })),
        }
      : {}),
  };
}

function attributeSchema({ shape, about, required, undocumented, byDefault }: Attribute): JsonSchema {
  return {
    description: undocumented ? `${about} (not in the reference, though the service takes it)` : about,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(required ? requiredSchema(shape) : orNothing(shapeSchema(shape))),
  };
}

function requiredSchema(shape: Shape): JsonSchema {
  return shape.kind === "list" ? { ...shapeSchema(shape), minItems: 1 } : shapeSchema(shape);
}

/** A key may be there without a value, as if it weren't. */
function orNothing(schema: JsonSchema): JsonSchema {
  if (typeof schema["type"] === "string") return { ...schema, type: [schema["type"], "null"] };
  return { anyOf: [...(schema["anyOf"] as readonly JsonSchema[]), { type: "null" }] };
}

const NUMBER_AS_TEXT = { type: "string", pattern: "^\\s*[+]?\\d+(\\.\\d*)?\\s*$" };

function shapeSchema(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case "text":
      return { anyOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }] };
    case "choice":
      return { anyOf: choices([...shape.values, ...(shape.undocumented ?? [])]) };
    case "seconds":
      return { anyOf: [{ type: "integer", minimum: 1, maximum: shape.most }, NUMBER_AS_TEXT] };
    case "score":
      return { anyOf: [{ type: "number", minimum: 0, maximum: shape.most }, NUMBER_AS_TEXT] };
    case "flag":
      return {
        anyOf: [{ type: "boolean" }, { type: "string", pattern: "^\\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\\s*$" }],
      };
    case "variable":
      return { type: "string", pattern: VARIABLE_NAME };
    case "list":
      return { type: "array", items: shapeSchema(shape.of) };
    case "map":
      return {
        type: "object",
        ...(shape.variables ? { propertyNames: { pattern: VARIABLE_NAME } } : {}),
        additionalProperties: orNothing(shapeSchema(shape.of)),
      };
    case "object":
      return objectSchema(shape);
    case "cases":
      return casesSchema(shape);
  }
}

const VARIABLE_NAME = "^[A-Za-z_][A-Za-z0-9_]*$";

/** The values as text, and those that YAML takes for numbers as numbers too: `version: 0.1`. */
function choices(values: readonly string[]): readonly JsonSchema[] {
  const numbers = values.map(Number).filter((number) => !Number.isNaN(number));
  const texts = { type: "string", enum: values };
  return numbers.length === 0 ? [texts] : [{ type: "number", enum: numbers }, texts];
}

function casesSchema({ by, about, of }: Extract<Shape, { kind: "cases" }>): JsonSchema {
  return {
    type: "object",
    properties: { [by]: { description: about, type: "string", enum: Object.keys(of) } },
    required: [by],
    allOf: Object.entries(of).map(([kind, shape]) => ({
      if: { properties: { [by]: { const: kind } }, required: [by] },
      then: objectSchema(shape),
    })),
  };
}
