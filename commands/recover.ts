import { Command } from "commander";

import { locksOf } from "./locks";
import { findSource, idOf } from "./programs";
import { interruptedInSandbox } from "./recovery/in-sandbox";
import { interruptedInTenancy } from "./recovery/in-tenancy";
import { recoverStack, type Recovery, type RecoverOptions } from "./recovery/recover-stack";
import { mendState } from "./repair";
import { findOrStartSandbox, stopSandbox } from "./sandbox-process";
import { knownStacks, labelOf, openWorkspace, type WorkspaceOptions } from "./workspace";

interface Options extends WorkspaceOptions {
  readonly tenancy?: true | string;
  readonly ociConfig?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `npm run recover -- <stack>`: settles what a killed 'up' had under way. */
async function main(): Promise<void> {
  const command = new Command("npm run recover --")
    .description("Looks up what a killed 'up' has made but not recorded, and imports it into the stack's state")
    .argument("[stack]", "stack whose run was killed", "prod")
    .option(
      "--tenancy [profile]",
      "the stack is in a tenancy, not in the sandbox: look up as this profile (default: DEFAULT)",
    )
    .option("--oci-config <file>", "file of the profile (default: ~/.oci/config)")
    .option("--dry-run", "say what would be done, and write no state")
    .option("--folder <path>", "where the sandbox keeps everything (default: .sandbox)")
    .option("--json", "print what was done as JSON; everything else goes to stderr")
    .parse();
  const name = command.processedArgs[0] as string;
  const options = command.opts<Options>();
  const say = (line: string): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);

  const recovery = await recover(name, options, { dryRun: options.dryRun ?? false, say });
  if (options.json) process.stdout.write(`${JSON.stringify(recovery, null, 2)}\n`);
}

async function recover(name: string, options: Options, how: RecoverOptions): Promise<Recovery> {
  const source = findSource(name);
  if (options.tenancy !== undefined) {
    const profile = {
      ...(options.tenancy === true ? {} : { name: options.tenancy }),
      ...(options.ociConfig === undefined ? {} : { file: options.ociConfig }),
    };
    return recoverStack(interruptedInTenancy(source, profile), how);
  }
  const [workspace, id] = [openWorkspace(options), idOf(source)];
  const known = knownStacks(workspace).map(labelOf);
  if (!known.includes(labelOf(id))) {
    throw new Error(
      `stack '${name}' is not in the sandbox (there: ${known.join(", ") || "none"}); ` +
        "'--tenancy' looks for it where 'pulumi login' has its state",
    );
  }
  const sandbox = await findOrStartSandbox(workspace, how.say);
  try {
    mendState(workspace, [id], how.say);
    return await recoverStack(interruptedInSandbox(workspace, sandbox, id), how);
  } finally {
    if (sandbox.started && !locksOf(workspace).some(({ held }) => held)) await stopSandbox(sandbox);
  }
}

main().catch((error: Error) => {
  process.stderr.write(`recover: ${error.message}\n`);
  process.exitCode = 1;
});
