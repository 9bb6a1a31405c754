import { jsonSchema } from "../schema/json-schema";
import type { Streams } from "./streams";

/** Prints the JSON Schema of build specifications; gives the exit code. */
export function printSchema({ out }: Streams): number {
  out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
  return 0;
}
