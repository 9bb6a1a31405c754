import { Command } from "commander";

import { previewStack } from "./preview-stack";
import { openWorkspace, type WorkspaceOptions } from "./workspace";

/** `npm run preview -- <stack>`: shows what `up` would do, judged by the policy pack. Changes nothing. */
async function main(): Promise<number> {
  const command = new Command("npm run preview --")
    .description("Shows what 'npm run sandbox' would change in a stack, judged by the policy pack")
    .argument("[stack]", "stack to preview", "prod")
    .argument("[engine-options...]", "handed to 'pulumi preview', e.g. --diff or --json")
    .option("--folder <path>", "where the sandbox keeps everything (default: .sandbox)")
    .option("--official-plugin", "use the official OCI plugin, which the engine downloads, instead of the stand-in")
    .allowUnknownOption()
    .parse();
  const operands = command.args;
  const named = operands[0] !== undefined && !operands[0].startsWith("-");
  const [name, engineOptions] = named ? [operands[0] as string, operands.slice(1)] : ["prod", operands];
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  return (await previewStack(openWorkspace(command.opts<WorkspaceOptions>()), name, engineOptions, say)).code;
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`preview: ${error.message}\n`);
    process.exitCode = 1;
  },
);
