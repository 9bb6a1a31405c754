import * as fs from "node:fs";

import { platformKeys, type PlatformOutputs } from "../components/model/platform-outputs";
import { runEngine } from "./engine";
import { idOf, type StackSource } from "./programs";
import { platformOf } from "./stack-file";
import { knownStacks, labelOf, openWorkspace, stackFolder, workspaceFolder } from "./workspace";

export interface PlatformOptions {
  /** File that holds what `pulumi stack output --json` prints of the platform stack. */
  readonly platform?: string;
  /** Folder of the sandbox whose state is asked instead. @default `.sandbox` in the project */
  readonly folder?: string;
}

/**
 * What the platform stack exports that a stack file names, without running the program: from a file, else from the
 * sandbox, where it is up there.
 * @param reference as the stack file has it, e.g. `acme/platform/dev`.
 * @throws Error that names both ways, when there is neither.
 */
export async function readPlatformOutputs(
  source: StackSource,
  reference: string,
  options: PlatformOptions,
): Promise<PlatformOutputs> {
  const printed = options.platform ? fs.readFileSync(options.platform, "utf8") : await askSandbox(source, options);
  if (printed === undefined) {
    throw new Error(
      `stack '${source.stack}': its ids are outputs of stack '${reference}'; give them by '--platform <file>', a file ` +
        `that holds what 'pulumi stack output --json --stack ${reference}' prints, or bring both up in the sandbox by ` +
        `'npm run sandbox -- ${source.stack}'`,
    );
  }
  const outputs = parsed(printed, options.platform ?? "the sandbox's answer");
  const values = Object.fromEntries(Object.entries(outputs).filter(([key]) => platformKeys.includes(key)));
  return { stack: reference, values, secrets: [] };
}

async function askSandbox(source: StackSource, options: PlatformOptions): Promise<string | undefined> {
  if (!fs.existsSync(workspaceFolder(options))) return undefined;
  const workspace = openWorkspace(options);
  const platform = platformOf(source);
  const id = platform && idOf(platform);
  if (!id || !knownStacks(workspace).some((each) => labelOf(each) === labelOf(id))) return undefined;
  const place = ["--stack", id.stack, "-C", stackFolder(workspace, id.project)];
  const { code, stdout, stderr } = await runEngine(workspace, undefined, ["stack", "output", "--json", ...place], {
    output: "collect",
  });
  if (code !== 0) throw new Error(`stack '${labelOf(id)}': its outputs could not be read: ${stderr.trim()}`);
  return stdout;
}

function parsed(text: string, from: string): object {
  try {
    const outputs: unknown = JSON.parse(text);
    if (typeof outputs === "object" && outputs !== null && !Array.isArray(outputs)) return outputs;
  } catch {
    // said below
  }
  throw new Error(`${from}: expected a JSON object, as 'pulumi stack output --json' prints it`);
}
