import { Interruption, runEngine, type EngineOptions, type EngineResult } from "./engine";
import { locksOf } from "./locks";
import { idOf, type StackSource } from "./programs";
import { removeDeadLocks } from "./repair";
import { findOrStartSandbox, stopSandbox } from "./sandbox-process";
import { POLICY_PACK, prepareStack } from "./stack";
import { platformOf } from "./stack-file";
import { labelOf, openWorkspace, readCheckpoint, type Workspace, type WorkspaceOptions } from "./workspace";

/**
 * Previews a stack in the sandbox, judged by the policy pack. Changes nothing, and leaves no sandbox behind that it has
 * started.
 * @throws Error when the platform that the stack stands on is not up.
 */
export async function previewStack(
  source: StackSource,
  engineArgs: readonly string[],
  where: WorkspaceOptions,
  output: NonNullable<EngineOptions["output"]> = "inherit",
): Promise<EngineResult> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const interruption = new Interruption();
  const workspace = openWorkspace(where);
  const sandbox = await findOrStartSandbox(workspace, say);
  try {
    requirePlatform(workspace, source);
    removeDeadLocks(workspace, [idOf(source)], say);
    const stack = await prepareStack(workspace, sandbox, source, say);
    const args = ["preview", ...stack.args, "--policy-pack", POLICY_PACK, ...engineArgs];
    return await runEngine(workspace, sandbox, args, { interruption, output });
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
