import { Command, CommanderError, Option } from "commander";

import type { InitOptions } from "./cli/init";
import type { LintOptions } from "./cli/lint";
import type { Streams } from "./cli/streams";
import { FILE_NAMES } from "./find";
import { FORMATS } from "./output/formats";
import { TEMPLATE_NAMES } from "./templates/names";

/** Runs the command line; gives its exit code: 0 clean, 1 errors found, 2 wrong usage. Each command's code is loaded when it runs. */
export function main(args: readonly string[], streams: Streams): number {
  let code = 0;
  const program = new Command("oci-buildspec")
    .description("Works on build specifications of OCI DevOps (build_spec.yaml)")
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err });
  program
    .command("lint")
    .description("Says what the service would refuse or do otherwise than meant")
    .argument("[file...]", `files to read (default: every ${FILE_NAMES.join(" and ")} below this folder)`)
    .addOption(new Option("--format <format>", "how to write the findings").choices(FORMATS).default("text"))
    .option("--ignore <code...>", "codes to leave out", [])
    .option("--parameter <name...>", "names of the pipeline's parameters, so that any other unset variable is found")
    .option("--no-shellcheck", "leave out ShellCheck, which is asked where it is installed")
    .action((files: string[], options: LintOptions) => {
      const { lintFiles } = require("./cli/lint") as typeof import("./cli/lint");
      code = lintFiles(files, options, streams);
    });
  program
    .command("init")
    .description("Writes a specification to begin with: tests, a scan, an image, a manifest")
    .addOption(new Option("--template <name>", "what is built").choices(TEMPLATE_NAMES).makeOptionMandatory())
    .option("--output <file>", "where to write it; '-': to the standard output", FILE_NAMES[0])
    .option("--force", "replace a file that is there", false)
    .action((options: InitOptions) => {
      const { writeTemplate } = require("./cli/init") as typeof import("./cli/init");
      code = writeTemplate(options, streams);
    });
  program
    .command("schema")
    .description("Prints the JSON Schema of build specifications, for editors")
    .action(() => {
      const { printSchema } = require("./cli/schema") as typeof import("./cli/schema");
      code = printSchema(streams);
    });
  try {
    program.parse(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}
