import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

import { kinds } from "../sandbox/kinds";
import { enginePlace } from "../toolchain/place";
import type { Sandbox } from "./sandbox-process";
import { PROJECT, type Workspace } from "./workspace";

export interface EngineOptions {
  /** Where the engine's output goes. @default "inherit" - to the terminal */
  readonly output?: "inherit" | "stderr" | "collect";
  /** Interrupts the engine: once lets it finish the step under way, twice ends it. */
  readonly interruption?: Interruption;
}

export interface EngineResult {
  /** Exit code of the engine; 130 after an interruption. */
  readonly code: number;
  /** Whether it was ended by a signal that it could not answer, so that its work may be cut off anywhere. */
  readonly killed: boolean;
  /** What it wrote, with `output: "collect"`. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Signals that come closer together than this, in milliseconds, are one: a terminal and npm both pass Ctrl-C on. */
const ONE_SIGNAL = 500;

/** Hears of Ctrl-C and of a polite kill, for as long as a command runs. */
export class Interruption {
  private handler: (() => void) | undefined;
  private last = 0;
  /** Whether it came. */
  requested = false;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => this.interrupt());
  }

  /** Calls `handler` at each interruption until the returned function is called. */
  on(handler: () => void): () => void {
    this.handler = handler;
    return () => (this.handler = undefined);
  }

  /** Aborted at the first interruption. */
  signal(): AbortSignal {
    const controller = new AbortController();
    this.on(() => controller.abort(new Error("interrupted; the next run goes on where this one stopped")));
    return controller.signal;
  }

  private interrupt(): void {
    const now = performance.now();
    const again = this.requested && now - this.last < ONE_SIGNAL;
    this.last = now;
    if (again) return;
    if (!this.requested) {
      process.stderr.write("\nstopping: the engine finishes the step under way; a second Ctrl-C ends it at once\n");
    }
    this.requested = true;
    this.handler?.();
  }
}

/**
 * Runs one command of the real engine in the project, against the workspace's state and the sandbox's plugin; without a
 * sandbox, one that only reads the state.
 * The engine gets a process group of its own: a Ctrl-C must reach it once, through `interruption`, not twice.
 */
export function runEngine(
  workspace: Workspace,
  sandbox: Sandbox | undefined,
  args: readonly string[],
  options: EngineOptions = {},
): Promise<EngineResult> {
  return runEngineIn(engineEnvironment(workspace, sandbox), args, options);
}

/** Runs one command of the real engine in the project, against whatever the environment names. */
export async function runEngineIn(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  options: EngineOptions = {},
): Promise<EngineResult> {
  if (options.interruption?.requested) return { code: 130, killed: false, stdout: "", stderr: "" };
  const output = options.output ?? "inherit";
  const child = spawn(enginePlace().engine, [...args, "--non-interactive"], {
    cwd: PROJECT,
    env,
    stdio: ["ignore", ...STREAMS[output]],
    detached: true,
  });
  const forget = options.interruption?.on(() => child.kill("SIGINT"));
  const written = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (written.stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (written.stderr += text));
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { code: options.interruption?.requested ? 130 : (code ?? 1), killed: code === null, ...written };
  } finally {
    forget?.();
  }
}

/** Where the engine's stdout and stderr go. */
const STREAMS = {
  inherit: ["inherit", "inherit"],
  stderr: [process.stderr, "inherit"],
  collect: ["pipe", "pipe"],
} as const;

/**
 * Environment of an engine that works with nothing but the workspace, the sandbox and this checkout.
 * @param sandbox undefined for commands that only read the state.
 */
export function engineEnvironment(workspace: Workspace, sandbox: Sandbox | undefined): NodeJS.ProcessEnv {
  const { bin } = enginePlace();
  return {
    ...process.env,
    PATH: [path.join(PROJECT, "node_modules", ".bin"), bin, process.env["PATH"]].join(path.delimiter),
    PULUMI_BACKEND_URL: pathToFileURL(workspace.state).href,
    PULUMI_CONFIG_PASSPHRASE_FILE: workspace.passphraseFile,
    // the file counts only where this is not set, not even to an empty text
    PULUMI_CONFIG_PASSPHRASE: undefined,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(sandbox ? pluginEnvironment(workspace, sandbox) : {}),
  };
}

function pluginEnvironment({ officialPlugin }: Workspace, { api, plugins }: Sandbox): NodeJS.ProcessEnv {
  const { oci, kubernetes } = plugins;
  if (officialPlugin)
    return { CLIENT_HOST_OVERRIDES: hostOverrides(api), PULUMI_DEBUG_PROVIDERS: attached({ kubernetes }) };
  return {
    PULUMI_DEBUG_PROVIDERS: attached({ oci, kubernetes }),
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

/** `<package>:<port>` of stand-in plugins. */
function attached(plugins: Readonly<Record<string, number>>): string {
  return Object.entries(plugins)
    .map(([name, port]) => `${name}:${port}`)
    .join(",");
}

/** Names of Oracle's packages in Go, where they are others than those in TypeScript. */
const GO_PACKAGES: Readonly<Record<string, string>> = {
  "oci-identitydomains": "oci_identity_domains",
  "oci-keymanagement": "oci_kms",
  "oci-vulnerabilityscanning": "oci_vulnerability_scanning",
};

/**
 * Sends each client of the official plugin to the sandbox. Object Storage and the bundles of secrets are there for
 * look-ups alone, so that no kind names their clients. The client of an identity domain is made for the endpoint of each resource and heeds no override:
 * a stack that has one is refused before.
 * @see terraform-provider-oci, `CLIENT_HOST_OVERRIDES`: `<client>=<url>`, separated by semicolons
 */
function hostOverrides(api: string): string {
  const ofKinds = kinds.map(({ sdk }) => `${GO_PACKAGES[sdk.package] ?? sdk.package.replace("-", "_")}.${sdk.client}`);
  const clients = new Set([...ofKinds, "oci_object_storage.ObjectStorageClient", "oci_secrets.SecretsClient"]);
  return [...clients].map((client) => `${client}=${api}`).join(";");
}
