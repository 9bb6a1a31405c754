import * as fs from "node:fs";
import * as path from "node:path";

import { Command, Option } from "commander";

import { valuesOf } from "../findings/command";
import { FORMATS } from "./policy-report/formats";
import { judgementIn, UnjudgedError } from "./policy-report/judgement";
import { previewStack } from "./preview-stack";
import { findSource } from "./programs";
import { openWorkspace, PROJECT, type WorkspaceOptions } from "./workspace";

interface ReportOptions extends WorkspaceOptions {
  readonly format: keyof typeof FORMATS;
  readonly output: readonly string[];
  readonly events?: string;
}

/** Exit codes beside 0: rules stop the change, wrong usage, nothing could be said. */
const STOPPED = 1;
const MISUSED = 2;
const UNJUDGED = 3;

/** Formats by how the name of a file ends. */
const ENDINGS: Readonly<Record<string, keyof typeof FORMATS>> = {
  ".txt": "text",
  ".json": "json",
  ".sarif": "sarif",
  ".xml": "junit",
  ".md": "markdown",
};

class MisuseError extends Error {}

/** @throws MisuseError that names the endings. */
function formatOf(file: string): keyof typeof FORMATS {
  const format = ENDINGS[path.extname(file)];
  if (format) return format;
  throw new MisuseError(`--output '${file}': no such format; end its name with ${Object.keys(ENDINGS).join(", ")}`);
}

/** `npm run policy -- report <stack>`: what the policy pack says of a preview, for people and machines. */
async function main(): Promise<number> {
  const program = new Command("npm run policy --").exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : MISUSED);
  });
  const command = program
    .command("report")
    .description("Previews a stack in the sandbox and reports what the policy pack says of it")
    .argument("[stack]", "stack to preview", "prod")
    .addOption(new Option("--format <format>", "how to print it").choices(Object.keys(FORMATS)).default("text"))
    .option(
      "--output <files>",
      `files to write it into too, by their names (${Object.keys(ENDINGS).join(", ")}), between commas; may be repeated`,
      valuesOf,
      [],
    )
    .option("--events <file>", "report on what 'pulumi preview --event-log <file>' wrote, instead of previewing")
    .option("--folder <path>", "where the sandbox keeps everything (default: .sandbox)")
    .option("--official-plugin", "use the official OCI plugin, which the engine downloads, instead of the stand-in");
  program.parse();
  const [name] = command.processedArgs as [string];
  const { format, output, events, ...options } = command.opts<ReportOptions>();

  const file = path.relative(PROJECT, findSource(name).file).replaceAll(path.sep, "/");
  const files = output.map((each) => [each, formatOf(each)] as const);
  const judgement = judgementIn(events === undefined ? await eventsOfPreview(name, options) : read(events));
  for (const [each, written] of files) fs.writeFileSync(each, FORMATS[written](judgement, { file }));
  process.stdout.write(FORMATS[format](judgement, { file }));
  return judgement.findings.some(({ level }) => level === "mandatory") ? STOPPED : 0;
}

/** The engine's event log of a preview in the sandbox. */
async function eventsOfPreview(name: string, options: WorkspaceOptions): Promise<string> {
  const workspace = openWorkspace(options);
  const log = path.join(workspace.folder, `events-${process.pid}.jsonl`);
  const started = performance.now();
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  say(`previewing stack '${name}' with the policy pack ...`);
  // the engine has the option in its debug commands alone
  process.env["PULUMI_DEBUG_COMMANDS"] = "true";
  try {
    const { stderr } = await previewStack(workspace, name, ["--event-log", log, "--suppress-outputs"], say, "collect");
    if (!fs.existsSync(log)) throw new UnjudgedError(`the preview did not begin: ${stderr.trim()}`);
    say(`previewing stack '${name}' with the policy pack: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return fs.readFileSync(log, "utf8");
  } finally {
    fs.rmSync(log, { force: true });
  }
}

/** @throws UnjudgedError that names the file. */
function read(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UnjudgedError(`event log '${file}' can't be read: ${(error as Error).message}`);
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`policy: ${error.message}\n`);
    process.exitCode = error instanceof MisuseError ? MISUSED : UNJUDGED;
  },
);
