import * as fs from "node:fs";
import * as path from "node:path";

import { runEngine, type EngineOptions } from "./engine";
import { idOf, type StackSource } from "./programs";
import { adopt, isStale, runChange } from "./repair";
import { changeSettings, type Sandbox } from "./sandbox-process";
import { copyStackFile, encryptedTokens, homeRegionIn, SECRET } from "./stack-file";
import { knownStacks, labelOf, stackFolder, type StackId, type Workspace } from "./workspace";

/** Folder of the policy pack that judges every stack. */
export const POLICY_PACK = path.join(__dirname, "..", "policies");

/** A stack that is ready for the engine. */
export interface Stack {
  readonly id: StackId;
  /** Arguments that name the stack and its configuration; with a refresh where the sandbox has been reset. */
  readonly args: readonly string[];
}

/**
 * Copies the stack's file into the workspace, and makes the stack where the state does not know it.
 * @throws Error for a stack without a file, unless the state knows it.
 */
export async function prepareStack(
  workspace: Workspace,
  sandbox: Sandbox,
  source: StackSource,
  say: (line: string) => void,
): Promise<Stack> {
  const id = idOf(source);
  const name = labelOf(id);
  const known = knownStacks(workspace).some((each) => labelOf(each) === name);
  const file = copyStackFile(workspace, source, known);
  const home = homeRegionIn(file);
  if (home) await changeSettings(sandbox, { homeRegions: { [home.tenancy]: home.region } });
  const folder = stackFolder(workspace, id.project);
  if (!known) {
    // in the workspace's own folder: 'stack init' writes a salt into the stack file it finds
    const init = ["stack", "init", id.stack, "--no-select", "-C", folder];
    const made = await runEngine(workspace, sandbox, init, { output: "collect" });
    if (made.code !== 0) throw new Error(`stack '${name}': the engine could not make it: ${made.stderr.trim()}`);
    adopt(workspace, sandbox, id);
  }
  const stale = isStale(workspace, sandbox, id);
  if (stale) say(`stack '${name}': its state is older than the sandbox; refreshing it`);
  const program = fs.existsSync(source.program.folder) ? source.program.folder : folder;
  const place = ["--stack", id.stack, "--config-file", file, "-C", program];
  for (const key of encryptedTokens(source.file)) {
    const set = ["config", "set", "--secret", "--path", key, SECRET, ...place];
    const done = await runEngine(workspace, sandbox, set, { output: "collect" });
    if (done.code !== 0)
      throw new Error(`stack '${name}': the engine could not encrypt '${key}': ${done.stderr.trim()}`);
  }
  return { id, args: [...place, ...(stale ? ["--refresh"] : [])] };
}

/** Brings a stack up or takes it down, and notes that its state is that of this sandbox. Returns the exit code. */
export async function changeStack(
  workspace: Workspace,
  sandbox: Sandbox,
  stack: Stack,
  command: readonly string[],
  options: EngineOptions,
): Promise<number> {
  const { code } = await runChange(workspace, sandbox, [...command, ...stack.args], options);
  if (code === 0) adopt(workspace, sandbox, stack.id);
  return code;
}
