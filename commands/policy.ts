import * as fs from "node:fs";
import * as path from "node:path";

import { Command, CommanderError, Option } from "commander";

import { FORMATS } from "./policy/formats";
import { readJudgement } from "./policy/judgement";
import { previewStack } from "./preview-stack";
import { findSource, type StackSource } from "./programs";
import { openWorkspace, PROJECT, type WorkspaceOptions } from "./workspace";

interface ReportOptions extends WorkspaceOptions {
  readonly format: string;
  readonly output?: string;
  readonly events?: string;
}

/** `npm run policy -- report <stack>`: what the policy pack finds in a preview. Returns 0, 1 for findings, 2 for no report. */
async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  const command = new Command("npm run policy --").exitOverride();
  command
    .command("report")
    .description("Previews a stack in the sandbox and reports what the policy pack finds, and what is excepted")
    .argument("[stack]", "stack to preview", "prod")
    .addOption(new Option("--format <format>", "how to write it").choices(Object.keys(FORMATS)).default("text"))
    .option("--output <file>", "where to write it (default: to stdout)")
    .option("--events <file>", "event log of a preview that has been run: 'pulumi preview --event-log <file>'")
    .option("--folder <path>", "where the sandbox keeps everything (default: .sandbox)")
    .option("--official-plugin", "use the official OCI plugin, which the engine downloads, instead of the stand-in")
    .action(async (stack: string, options: ReportOptions) => void (code = await report(stack, options)));
  try {
    await command.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

async function report(name: string, { format, output, events, ...where }: ReportOptions): Promise<number> {
  const source = findSource(name);
  const log = events ?? (await previewed(source, where));
  const violations = readJudgement(fs.readFileSync(log, "utf8"), log);
  const write = FORMATS[format] as (typeof FORMATS)[string];
  const text = write({ stack: name, file: path.relative(PROJECT, source.file) }, violations);
  if (output === undefined) process.stdout.write(text);
  else fs.writeFileSync(output, text);
  return violations.some(({ exception }) => !exception) ? 1 : 0;
}

/** The event log of a preview of a stack, run now. */
async function previewed(source: StackSource, where: WorkspaceOptions): Promise<string> {
  const log = path.join(openWorkspace(where).folder, "sandbox.log.events");
  fs.rmSync(log, { force: true });
  const { stderr } = await previewStack(source, ["--event-log", log], where, "collect");
  if (!fs.existsSync(log)) throw new Error(`the engine could not begin the preview: ${stderr.trim()}`);
  return log;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`policy: ${error.message}\n`);
    process.exitCode = 2;
  },
);
