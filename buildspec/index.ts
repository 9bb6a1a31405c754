/** What other programs may build on. */
export type { Level } from "../findings/finding";
export type { Position, Source } from "../findings/source";
export { type Code, CODES, type Diagnostic } from "./diagnostic";
export { buildSpec, BuildSpecError } from "./generate/build-spec";
export type * from "./generate/input";
export { lint, type Linted } from "./lint";
export { type JsonSchema, jsonSchema } from "./schema/json-schema";
export { type Template, TEMPLATES, templateText } from "./templates";
