import type { Command } from "commander";

import { valuesOf } from "../../findings/command";
import { type Streams, withReportOptions } from "../../findings/report";
import { FILE_NAMES } from "../find";
import type { LintOptions } from "./lint-files";

/** Adds `lint` to a program. */
export function addLint(program: Command, streams: Streams, done: (code: number) => void): void {
  withReportOptions(program.command("lint"))
    .description("Says what the service would refuse or do otherwise than meant")
    .argument("[file...]", `files to read (default: every ${FILE_NAMES.join(" and ")} below this folder)`)
    .option(
      "--parameter <names>",
      "names of the pipeline's parameters, between commas, so that any other unset variable is found; may be repeated",
      valuesOf,
    )
    .option("--no-shellcheck", "leave out ShellCheck, which is asked where it is installed")
    .action((files: string[], options: LintOptions) => {
      const { lintFiles } = require("./lint-files") as typeof import("./lint-files");
      done(lintFiles(files, options, streams));
    });
}
