import { Command } from "commander";

import { Interruption, runEngine } from "./engine";
import { locksOf } from "./locks";
import { findSource, idOf, type StackSource } from "./programs";
import { removeDeadLocks } from "./repair";
import { findOrStartSandbox, stopSandbox } from "./sandbox-process";
import { POLICY_PACK, prepareStack } from "./stack";
import { platformOf } from "./stack-file";
import { labelOf, openWorkspace, readCheckpoint, type Workspace, type WorkspaceOptions } from "./workspace";

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

  const interruption = new Interruption();
  const workspace = openWorkspace(command.opts<WorkspaceOptions>());
  const sandbox = await findOrStartSandbox(workspace, say);
  try {
    const source = findSource(name);
    requirePlatform(workspace, source);
    removeDeadLocks(workspace, [idOf(source)], say);
    const stack = await prepareStack(workspace, sandbox, source, say);
    const args = ["preview", ...stack.args, "--policy-pack", POLICY_PACK, ...engineOptions];
    return (await runEngine(workspace, sandbox, args, { interruption })).code;
  } finally {
    // another command may have found it by now
    if (sandbox.started && !locksOf(workspace).some(({ held }) => held)) await stopSandbox(sandbox);
  }
}

/** @throws Error when the platform that a stack stands on is not up: a preview changes nothing. */
function requirePlatform(workspace: Workspace, source: StackSource): void {
  const platform = platformOf(source);
  if (!platform || readCheckpoint(workspace, idOf(platform))) return;
  throw new Error(
    `stack '${source.stack}' stands on stack '${labelOf(idOf(platform))}', which is not up; ` +
      `'npm run sandbox -- ${source.stack}' brings up both`,
  );
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`preview: ${error.message}\n`);
    process.exitCode = 1;
  },
);
