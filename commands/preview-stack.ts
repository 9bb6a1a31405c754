import { Interruption, runEngine, type EngineOptions, type EngineResult } from "./engine";
import { locksOf } from "./locks";
import { findSource, idOf, type StackSource } from "./programs";
import { removeDeadLocks } from "./repair";
import { findOrStartSandbox, stopSandbox } from "./sandbox-process";
import { POLICY_PACK, prepareStack } from "./stack";
import { platformOf } from "./stack-file";
import { labelOf, readCheckpoint, type Workspace } from "./workspace";

/**
 * Previews a stack in the sandbox, judged by the policy pack. Changes nothing; ends the sandbox where it started it.
 * @param engineOptions handed to `pulumi preview`
 * @param say hears what else is done
 * @throws Error for a stack that is not there, or whose platform is not up.
 */
export async function previewStack(
  workspace: Workspace,
  name: string,
  engineOptions: readonly string[],
  say: (line: string) => void,
  output?: EngineOptions["output"],
): Promise<EngineResult> {
  const interruption = new Interruption();
  const sandbox = await findOrStartSandbox(workspace, say);
  try {
    const source = findSource(name);
    requirePlatform(workspace, source);
    removeDeadLocks(workspace, [idOf(source)], say);
    const stack = await prepareStack(workspace, sandbox, source, say);
    const args = ["preview", ...stack.args, "--policy-pack", POLICY_PACK, ...engineOptions];
    return await runEngine(workspace, sandbox, args, { interruption, ...(output ? { output } : {}) });
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
