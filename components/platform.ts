import * as pulumi from "@pulumi/pulumi";

import { platformKeys, type PlatformOutputs } from "./model/platform-outputs";

/** What a platform stack exports: its plain values, and the one secret that is taken from it. */
export interface Platform extends PlatformOutputs {
  /** Of its `cluster`, where it exports one; a secret. @default - it is looked up by the cluster's OCID */
  readonly kubeconfig?: pulumi.Output<string>;
}

const KUBECONFIG = "kubeconfig";

/**
 * Reads what the platform stack exports under the names of the settings under `platform`. The values are plain, and known
 * at the first preview. Does not throw: a stack that can't be read is told of in `failure`.
 * @param stack its reference, `<organization>/<project>/<stack>`; undefined where a stack file names none.
 */
export async function readPlatform(stack: string | undefined): Promise<Platform | undefined> {
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
  const details = await reference.getOutputDetails(KUBECONFIG);
  const kubeconfig = (details.secretValue ?? details.value) as unknown;
  return { stack, values, secrets, ...(kubeconfig === undefined ? {} : { kubeconfig: asText(kubeconfig) }) };
}

/** A kubeconfig as the cluster's provider takes it, whether it was exported as text or as an object. */
function asText(kubeconfig: unknown): pulumi.Output<string> {
  return pulumi.secret(typeof kubeconfig === "string" ? kubeconfig : JSON.stringify(kubeconfig));
}

/** The platform's kubeconfig for a cluster; undefined where that is none of the platform's, or nothing is exported. */
export function kubeconfigOf(
  platform: Platform | undefined,
  cluster: string | undefined,
): pulumi.Output<string> | undefined {
  return cluster !== undefined && platform?.values["cluster"] === cluster ? platform.kubeconfig : undefined;
}

/**
 * Asks the engine for the stack. A reference to one that is not there would end the program at once, without a report.
 * @throws Error when there is no such stack, or no access to it.
 */
async function requireStack(name: string): Promise<void> {
  await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
}
