import { Command, Option } from "commander";

import { runProgram } from "../../../findings/command";
import { type ReportOptions, type Streams, withReportOptions } from "../../../findings/report";
import type { ExplainOptions } from "./explain";
import type { WhoCanOptions } from "./who-can";

/**
 * Runs the command line; gives its exit code: 0 clean, 1 errors, warnings or new access found (notes alone are clean), 2
 * wrong usage. What a command needs is loaded when it runs.
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
  program
    .command("who-can")
    .description(
      "Says who can do something under the statements of files, and by which of them; all are policies of one compartment",
    )
    .argument("<request>", "a permission, or a verb and a type in quotes, e.g. 'manage repos'")
    .argument("<file...>", "files and folders to read, '-' for the standard input")
    .option("--in <compartment>", "where: a compartment by its path or OCID (default: the whole tenancy)")
    .addOption(new Option("--format <format>", "how to write it").choices(["text", "json"]).default("text"))
    .action((request: string, files: string[], options: WhoCanOptions) => {
      code = (require("./who-can") as typeof import("./who-can")).printWhoCan(request, files, options, streams);
    });
  withReportOptions(program.command("diff"))
    .description(
      "Says which access the statements of HEAD give that those of BASE didn't; all are policies of one compartment",
    )
    .argument("<base>", "a file or a folder")
    .argument("<head>", "a file or a folder")
    .action((base: string, head: string, options: ReportOptions) => {
      code = (require("./diff") as typeof import("./diff")).diff(base, head, options, streams);
    });
  return runProgram(program, args) ?? code;
}
