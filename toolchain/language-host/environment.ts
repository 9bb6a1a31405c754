import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

/** What the engine tells about the stack, whether a program or a policy pack is about to run. */
export interface StackContext {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
  /** `Record<key, value>`; secret values are in plain text, as the SDK expects them. */
  readonly config: Record<string, string>;
  readonly configSecretKeys: readonly string[];
}

/** Runtime options of Pulumi.yaml (`runtime.options`) that a Node program can have. */
export interface RuntimeOptions {
  /** @default true */
  readonly typescript?: boolean;
  /** Path of the tsconfig file, relative to the program. @default "tsconfig.json" */
  readonly tsconfig?: string;
  /** Arguments for Node itself, separated by spaces. @default none */
  readonly nodeargs?: string;
}

/**
 * The environment in which `@pulumi/pulumi/cmd/run` reads its configuration. Node keeps what it has compiled of the SDK
 * beside the engine: a third of a preview's start is compiling.
 */
export function programEnvironment(context: StackContext, options: RuntimeOptions): NodeJS.ProcessEnv {
  return {
    NODE_COMPILE_CACHE: path.join(path.dirname(__filename), "..", "compile-cache"),
    // ts-node's own, in the folder for temporary files, is not needed beside it
    DISABLE_V8_COMPILE_CACHE: "1",
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(context.config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(context.configSecretKeys),
    ...(options.typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    ...(options.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig } : {}),
  };
}

/** The environment of a policy pack: the SDK reads project and stack from it at load time. */
export function packEnvironment(context: StackContext, options: RuntimeOptions): NodeJS.ProcessEnv {
  return {
    ...programEnvironment(context, options),
    PULUMI_NODEJS_ORGANIZATION: context.organization,
    PULUMI_NODEJS_PROJECT: context.project,
    PULUMI_NODEJS_STACK: context.stack,
    PULUMI_NODEJS_DRY_RUN: String(context.dryRun),
  };
}

/**
 * Path of `request` as a file in `directory` would resolve it.
 * @throws Error that names the folder and the repair, when the package is not installed there.
 */
export function resolveFrom(directory: string, request: string): string {
  try {
    return createRequire(path.join(directory, "index.js")).resolve(request);
  } catch {
    throw new Error(`'${request}' is not installed for '${directory}'; run 'npm ci' there`);
  }
}

/** The Node that the program's own package.json installs, else the one that runs this host. */
export function nodeFor(directory: string): string {
  for (let folder = path.resolve(directory); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", ".bin", "node");
    if (fs.existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) return process.execPath;
  }
}
