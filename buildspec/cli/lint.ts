import { type Command, Option } from "commander";

import { FILE_NAMES } from "../find";
import { FORMATS } from "../output/formats";
import type { LintOptions } from "./lint-files";
import type { Streams } from "./streams";

/** Adds `lint` to a program. */
export function addLint(program: Command, streams: Streams, done: (code: number) => void): void {
  program
    .command("lint")
    .description("Says what the service would refuse or do otherwise than meant")
    .argument("[file...]", `files to read (default: every ${FILE_NAMES.join(" and ")} below this folder)`)
    .addOption(new Option("--format <format>", "how to write the findings").choices(FORMATS).default("text"))
    .option("--ignore <code...>", "codes to leave out", [])
    .option("--parameter <name...>", "names of the pipeline's parameters, so that any other unset variable is found")
    .option("--no-shellcheck", "leave out ShellCheck, which is asked where it is installed")
    .action((files: string[], options: LintOptions) => {
      const { lintFiles } = require("./lint-files") as typeof import("./lint-files");
      done(lintFiles(files, options, streams));
    });
}
