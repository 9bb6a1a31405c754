import type { Pipeline } from "./pipelines";
import { inputAt, listAt, textAt, textsIn, UNKNOWN } from "./values";

/** A parameter of a pipeline. */
export interface Parameter {
  readonly name: string;
  /** @default - it has none */
  readonly preset?: string | typeof UNKNOWN;
}

const PROPERTIES = { build: "buildPipelineParameters", deploy: "deployPipelineParameters" } as const;

/** Parameters that a pipeline declares; `UNKNOWN` while that is not known, or the pipeline is of another stack. */
export function parametersOf({ kind, resource }: Pipeline): readonly Parameter[] | typeof UNKNOWN {
  if (!resource) return UNKNOWN;
  const property = PROPERTIES[kind];
  const items = inputAt(resource, property, "items");
  const named = listAt(items).map((item, index) => ({
    name: textAt(item, "name"),
    preset: inputAt(resource, property, "items", index, "defaultValue"),
  }));
  if (items === UNKNOWN || named.some(({ name }) => name === undefined)) return UNKNOWN;
  return named.map(({ name = "", preset }) =>
    typeof preset === "string" || preset === UNKNOWN ? { name, preset } : { name },
  );
}

/** Names of the placeholders in all texts of a value, each once, as they come. */
export function placeholdersIn(value: unknown): string[] {
  const found = textsIn(value).flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name as string));
  return [...new Set(found)];
}
