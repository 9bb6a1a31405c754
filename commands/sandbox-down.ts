import * as fs from "node:fs";

import { Command } from "commander";

import { Interruption } from "./engine";
import { locksOf } from "./locks";
import { sourceOf } from "./programs";
import { removeDeadLocks, repairWorkspace } from "./repair";
import {
  findOrStartSandbox,
  findSandbox,
  forgetObjects,
  objectsOf,
  stopSandbox,
  type SandboxObject,
} from "./sandbox-process";
import { changeStack, prepareStack } from "./stack";
import {
  deleteWorkspace,
  knownStacks,
  openWorkspace,
  requireWorkspace,
  workspaceFolder,
  type WorkspaceOptions,
} from "./workspace";

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
  if (options.reset) return reset(options, say);

  const workspace = openWorkspace(options);
  const sandbox = await findOrStartSandbox(workspace, say);
  let emptied = false;
  try {
    await repairWorkspace(workspace, sandbox, knownStacks(workspace), say);
    for (const id of knownStacks(workspace)) {
      const stack = await prepareStack(workspace, sandbox, sourceOf(id), say);
      const code = await changeStack(workspace, sandbox, stack, ["destroy", "--yes", "--ignore-protect"], {
        interruption,
      });
      if (code !== 0) return code;
    }
    if (options.purge) await forgetObjects(sandbox);
    say(whatIsLeft(await objectsOf(sandbox)));
    emptied = true;
    return 0;
  } finally {
    // another command may be at work in it
    if (!locksOf(workspace).some(({ held }) => held)) {
      await stopSandbox(sandbox);
      if (emptied) fs.rmSync(workspace.cluster, { recursive: true, force: true });
    }
  }
}

async function reset(options: WorkspaceOptions, say: (line: string) => void): Promise<number> {
  const folder = workspaceFolder(options);
  if (!fs.existsSync(folder)) {
    say(`sandbox: there is none in '${folder}'`);
    return 0;
  }
  requireWorkspace(folder);
  const workspace = openWorkspace(options);
  removeDeadLocks(workspace, knownStacks(workspace), say);
  const sandbox = await findSandbox(workspace);
  if (sandbox) await stopSandbox(sandbox);
  deleteWorkspace(folder);
  say("sandbox: all its objects and stacks are gone");
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
