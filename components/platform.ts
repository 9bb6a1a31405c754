import * as pulumi from "@pulumi/pulumi";

import { platformKeys, type PlatformOutputs } from "./model/platform-outputs";

/**
 * Reads what the platform stack exports under the names of the settings under `platform`. The values are plain, and known
 * at the first preview. Does not throw: a stack that can't be read is told of in `failure`.
 * @param stack its reference, `<organization>/<project>/<stack>`; undefined where a stack file names none.
 */
export async function readPlatform(stack: string | undefined): Promise<PlatformOutputs | undefined> {
  if (stack === undefined) return undefined;
  const values: Record<string, unknown> = {};
  const secrets: string[] = [];
  try {
    await requireStack(stack);
  } catch (error) {
    const failure = (error as Error).message.replace(/^invocation of \S+ returned an error: /, "");
    return { stack, values, secrets, failure };
  }
  const reference = new pulumi.StackReference(stack);
  for (const key of platformKeys) {
    const details = await reference.getOutputDetails(key);
    if (details.secretValue !== undefined) secrets.push(key);
    else if (details.value !== undefined) values[key] = details.value;
  }
  return { stack, values, secrets };
}

/**
 * Asks the engine for the stack. A reference to one that is not there would end the program at once, without a report.
 * @throws Error when there is no such stack, or no access to it.
 */
async function requireStack(name: string): Promise<void> {
  await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
}
