import * as path from "node:path";

import { runEngine } from "./engine";
import { adoptSandbox, repairStack } from "./repair";
import type { Sandbox } from "./sandbox-process";
import { copyStackFile } from "./stack-file";
import { knownStacks, type Workspace } from "./workspace";

/** Folder of the policy pack that judges every stack. */
export const POLICY_PACK = path.join(__dirname, "..", "policies");

/** A stack that is ready for the engine. */
export interface Stack {
  readonly name: string;
  /** Arguments that name the stack and its configuration. */
  readonly args: readonly string[];
  /** Set when the sandbox has been reset since the state was written. */
  readonly needsRefresh: boolean;
}

/**
 * Copies the stack's file into the workspace, makes the stack where the state does not know it, and mends what an
 * earlier run has left.
 * @throws Error for a stack without a file, and while another run is at work on it.
 */
export async function prepareStack(
  workspace: Workspace,
  sandbox: Sandbox,
  name: string,
  say: (line: string) => void,
): Promise<Stack> {
  const file = copyStackFile(workspace, name);
  if (!knownStacks(workspace).includes(name)) {
    // in the workspace's own folder: 'stack init' writes a salt into the stack file it finds
    const made = await runEngine(workspace, sandbox, ["stack", "init", name, "--no-select", "-C", workspace.stacks], {
      output: "collect",
    });
    if (made.code !== 0) throw new Error(`stack '${name}': the engine could not make it: ${made.stderr.trim()}`);
  }
  const needsRefresh = adoptSandbox(workspace, sandbox, name);
  if (needsRefresh) say(`stack '${name}': its state is older than the sandbox; refreshing it`);
  await repairStack(workspace, sandbox, name, say);
  return { name, args: ["--stack", name, "--config-file", file], needsRefresh };
}
