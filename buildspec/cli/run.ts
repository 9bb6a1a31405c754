import { type Command, Option } from "commander";

import type { Streams } from "../../findings/report";
import { FILE_NAMES } from "../find";
import type { RunOptions } from "./run-file";

/**
 * Adds `run` to a program. Its exit code comes later.
 */
export function addRun(program: Command, streams: Streams, later: (code: Promise<number>) => void): void {
  program
    .command("run")
    .description("Runs a build specification on this machine as the service would")
    .argument("[file]", `file to run (default: ${FILE_NAMES.join(" or ")} of this folder)`)
    .option("--step <name>", "run this step alone; its name or its number")
    .option("--from <name>", "run this step and those after it")
    .option("--dry-run", "say what would run, and run nothing")
    .option("--env <file>", "NAME=value lines: vault variables, pipeline parameters, predefined variables")
    .option("--list", "list the steps")
    .option("--source <folder>", "the primary source (default: the working tree of git that the file is in)")
    .option("--source-name <name>", "what the pipeline calls the primary source")
    .option("--in-place", "work on the sources themselves, not on a copy of what git doesn't ignore")
    .option("--keep", "keep the temporary folder of the run")
    .option("--stage-artifacts <folder>", "where STAGE_ARTIFACT inputs are, each under its name")
    .option("--registry <folder>", "where GENERIC_ARTIFACT inputs are, as <artifactId> or <path>:<version>")
    .option("--output <folder>", "where BINARY outputs go, each under its name", ".oci-buildspec")
    .option("--junit <file>", "write a JUnit report")
    .addOption(
      new Option("--format <format>", "how to write the summary; for json the log goes to standard error")
        .choices(["text", "json"])
        .default("text"),
    )
    .action((file: string | undefined, options: RunOptions) => {
      const { runFile } = require("./run-file") as typeof import("./run-file");
      later(runFile(file, options, streams));
    });
}
