import { type Command, Option } from "commander";

import { FILE_NAMES } from "../find";
import { TEMPLATE_NAMES } from "../templates/names";
import type { Streams } from "../../findings/report";
import type { InitOptions } from "./write-template";

/** Adds `init` to a program. */
export function addInit(program: Command, streams: Streams, done: (code: number) => void): void {
  program
    .command("init")
    .description("Writes a specification to begin with: tests, a scan, an image, a manifest")
    .addOption(new Option("--template <name>", "what is built").choices(TEMPLATE_NAMES).makeOptionMandatory())
    .option("--output <file>", "where to write it; '-': to the standard output", FILE_NAMES[0])
    .option("--force", "replace a file that is there", false)
    .action((options: InitOptions) => {
      const { writeTemplate } = require("./write-template") as typeof import("./write-template");
      done(writeTemplate(options, streams));
    });
}
