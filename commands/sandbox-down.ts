import * as fs from "node:fs";

import { Command } from "commander";

import { Interruption, runEngine } from "./engine";
import {
  findOrStartSandbox,
  findSandbox,
  forgetObjects,
  objectsOf,
  stopSandbox,
  type SandboxObject,
} from "./sandbox-process";
import { prepareStack } from "./stack";
import { knownStacks, openWorkspace, type Workspace, type WorkspaceOptions } from "./workspace";

/** `npm run sandbox:down`: destroys every stack in the sandbox, shows what is left, and ends the sandbox. */
async function main(): Promise<number> {
  const options = new Command("npm run sandbox:down --")
    .description("Destroys every stack in the sandbox, shows what is left, and ends the sandbox")
    .option("--purge", "drop what is left, such as secrets that are pending deletion")
    .option("--reset", "end the sandbox and delete its folder, whatever state it is in")
    .option("--folder <path>", "where the sandbox keeps everything (default: .sandbox)")
    .option("--official-plugin", "use the official OCI plugin, which the engine downloads, instead of the stand-in")
    .parse()
    .opts<WorkspaceOptions & { purge?: boolean; reset?: boolean }>();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);

  const interruption = new Interruption();
  const workspace = openWorkspace(options);
  if (options.reset) return reset(workspace, say);

  const sandbox = await findOrStartSandbox(workspace, say);
  try {
    for (const name of knownStacks(workspace)) {
      const stack = await prepareStack(workspace, sandbox, name, say);
      const refresh = stack.needsRefresh ? ["--refresh"] : [];
      const { code } = await runEngine(workspace, sandbox, ["destroy", "--yes", ...refresh, ...stack.args], {
        interruption,
      });
      if (code !== 0) return code;
    }
    if (options.purge) await forgetObjects(sandbox);
    say(whatIsLeft(await objectsOf(sandbox)));
    return 0;
  } finally {
    await stopSandbox(sandbox);
  }
}

async function reset(workspace: Workspace, say: (line: string) => void): Promise<number> {
  const sandbox = await findSandbox(workspace);
  if (sandbox) await stopSandbox(sandbox);
  fs.rmSync(workspace.folder, { recursive: true });
  say(`sandbox: its folder is gone, with all objects and stacks`);
  return 0;
}

function whatIsLeft(objects: readonly SandboxObject[]): string {
  if (objects.length === 0) return "sandbox: 0 objects left";
  const lines = objects.map(({ kind, id, body }) => `  ${kind} ${id} (${String(body["lifecycleState"])})`);
  return [`sandbox: ${objects.length} object(s) left; 'npm run sandbox:down -- --purge' drops them`, ...lines].join(
    "\n",
  );
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`sandbox:down: ${error.message}\n`);
    process.exitCode = 1;
  },
);
