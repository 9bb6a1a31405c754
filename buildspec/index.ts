/** What other programs may build on. */
export { type Code, CODES, type Diagnostic, type Level } from "./diagnostic";
export { buildSpec, BuildSpecError } from "./generate/build-spec";
export type * from "./generate/input";
export { levelOf, lint, type Linted } from "./lint";
export { type JsonSchema, jsonSchema } from "./schema/json-schema";
export type { Position, Source } from "./source";
export { type Template, TEMPLATES, templateText } from "./templates";
