import { Command } from "commander";

import { Interruption, runEngine } from "./engine";
import { findOrStartSandbox, stopSandbox } from "./sandbox-process";
import { POLICY_PACK, prepareStack } from "./stack";
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
  const [name, engineOptions] = command.processedArgs as [string, string[]];
  const say = (line: string): void => void process.stderr.write(`${line}\n`);

  const interruption = new Interruption();
  const workspace = openWorkspace(command.opts<WorkspaceOptions>());
  const sandbox = await findOrStartSandbox(workspace, say);
  try {
    const stack = await prepareStack(workspace, sandbox, name, say);
    const refresh = stack.needsRefresh ? ["--refresh"] : [];
    const args = ["preview", ...refresh, ...stack.args, "--policy-pack", POLICY_PACK, ...engineOptions];
    return (await runEngine(workspace, sandbox, args, { interruption })).code;
  } finally {
    if (sandbox.started) await stopSandbox(sandbox);
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`preview: ${error.message}\n`);
    process.exitCode = 1;
  },
);
