import { Command, CommanderError, Option } from "commander";

import { type ReportOptions, type Streams, withReportOptions } from "../../../findings/report";
import type { ExplainOptions } from "./explain";

/**
 * Runs the command line; gives its exit code: 0 clean, 1 errors or warnings found (notes alone are clean), 2 wrong usage.
 * What a command needs is loaded when it runs.
 */
export function main(args: readonly string[], streams: Streams): number {
  let code = 0;
  const program = new Command("oci-iam")
    .description(
      "Works on statements of the OCI IAM policy language, by themselves or in Terraform, JSON, YAML and scripts",
    )
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err });
  withReportOptions(program.command("check"))
    .description("Says what OCI would refuse in statements and matching rules, or grant otherwise than meant")
    .argument("<file...>", "files to read, '-' for the standard input")
    .action((files: string[], options: ReportOptions) => {
      code = (require("./check") as typeof import("./check")).checkFiles(files, options, streams);
    });
  program
    .command("explain")
    .description("Says in plain words what statements allow or deny, with their permissions as far as they are known")
    .argument("[statement|file]", "a statement in quotes, or a file to read", "-")
    .addOption(new Option("--format <format>", "how to write it").choices(["text", "json"]).default("text"))
    .action((subject: string, options: ExplainOptions) => {
      code = (require("./explain") as typeof import("./explain")).explain(subject, options, streams);
    });
  try {
    program.parse(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}
