import type { Command } from "commander";

import type { Streams } from "../../findings/report";

/** Adds `schema` to a program. */
export function addSchema(program: Command, { out }: Streams, done: (code: number) => void): void {
  program
    .command("schema")
    .description("Prints the JSON Schema of build specifications, for editors")
    .action(() => {
      const { jsonSchema } = require("../schema/json-schema") as typeof import("../schema/json-schema");
      out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
      done(0);
    });
}
