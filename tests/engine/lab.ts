import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";

import { parse, stringify } from "yaml";

import { engineEnvironment } from "../../commands/engine";
import { findSource, idOf } from "../../commands/programs";
import {
  findOrStartSandbox,
  objectsOf,
  stopSandbox,
  type Sandbox,
  type SandboxObject,
  type StartOptions,
} from "../../commands/sandbox-process";
import { POLICY_PACK, prepareStack } from "../../commands/stack";
import { openWorkspace, PROJECT, stackCopy, type Workspace } from "../../commands/workspace";
import { enginePlace } from "../../toolchain/place";
import { signatureHeaders } from "../sandbox/api/requests";

/** One step of the engine, e.g. `{ op: "create", type: "oci:Ons/subscription:Subscription", name: "delivery-..." }`. */
export interface Step {
  readonly op: string;
  readonly type: string;
  readonly name: string;
}

export interface Outcome {
  readonly code: number;
  /** Everything that the engine wrote. */
  readonly output: string;
  /** Steps that the engine announced, in its order, without those that change nothing. */
  readonly steps: readonly Step[];
  /** `Record<op, count>` of the summary. */
  readonly changes: Readonly<Record<string, number>>;
}

/** Ids that a stack file may give, or a platform stack export. */
export const PLATFORM = {
  cluster: "ocid1.cluster.oc1.eu-frankfurt-1.examplecluster",
  tenancy: "ocid1.tenancy.oc1..exampletenancy",
  compartment: "ocid1.compartment.oc1..exampleshopdev",
  registryCompartment: "ocid1.compartment.oc1..exampleshopregistry",
  homeRegion: "us-ashburn-1",
  namespace: "axexample",
};

type Change = "preview" | "up" | "refresh" | "destroy";

/** A program of a test's own, with one stack. */
export interface Program {
  /** Runs `pulumi <command>` on its stack, judged by the policy pack. */
  run(command: Change, ...more: string[]): Promise<Outcome>;
  /** The state of its stack, as `pulumi stack export` shows it. */
  exported(): Promise<string>;
}

function flagsOf(command: Change, pack = POLICY_PACK): string[] {
  const unasked = command === "preview" ? [] : ["--yes", "--skip-preview"];
  return command === "preview" || command === "up" ? [...unasked, "--policy-pack", pack] : unasked;
}

/** A workspace of a test's own, with a sandbox that runs until `close`. */
export class Lab {
  private constructor(
    readonly workspace: Workspace,
    readonly sandbox: Sandbox,
  ) {}

  static async open(name: string, options: StartOptions = {}): Promise<Lab> {
    const workspace = openWorkspace({ folder: freshFolder(name) });
    return new Lab(workspace, await findOrStartSandbox(workspace, () => undefined, options));
  }

  /** The same workspace with another sandbox, e.g. one that was started again. */
  with(sandbox: Sandbox): Lab {
    return new Lab(this.workspace, sandbox);
  }

  async close(): Promise<void> {
    await stopSandbox(this.sandbox);
  }

  /**
   * Makes a stack, named as the commands take it; its configuration may be changed with `configure`. One that reads its
   * ids from a platform stack is given others in its file, so that it can do without.
   */
  async prepare(stack: string): Promise<void> {
    await this.prepareWithPlatform(stack);
    if ("platformStack" in this.configuration(stack))
      this.configure(stack, { "oci-delivery:platformStack": undefined, "oci-delivery:platform": PLATFORM });
  }

  /** The same, with the ids from where its file says. */
  async prepareWithPlatform(stack: string): Promise<void> {
    await prepareStack(this.workspace, this.sandbox, findSource(stack), () => undefined);
  }

  /** Sets values in the workspace's copy of a stack file; undefined removes a key. */
  configure(stack: string, values: Readonly<Record<string, unknown>>): void {
    const file = this.stackFile(stack);
    const content = parse(fs.readFileSync(file, "utf8")) as { config: Record<string, unknown> };
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) delete content.config[key];
      else content.config[key] = value;
    }
    fs.writeFileSync(file, stringify(content));
  }

  /** Sets one value of the workspace's copy of a stack file, encrypted. @param key e.g. `oci-delivery:services[0].x`. */
  async encrypt(stack: string, key: string, value: string): Promise<void> {
    const set = ["config", "set", "--secret", "--path", key, value];
    const { code, output } = await this.engine([...set, "--stack", stack, "--config-file", this.stackFile(stack)]);
    if (code !== 0) throw new Error(output);
  }

  /** The project's own values in the workspace's copy of a stack file, without their namespace. */
  configuration(stack: string): Record<string, unknown> {
    const { config } = parse(fs.readFileSync(this.stackFile(stack), "utf8")) as { config: Record<string, unknown> };
    return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace("oci-delivery:", ""), value]));
  }

  /** Runs `pulumi <command>` on a stack, judged by the policy pack. */
  run(command: Change, stack: string, ...more: string[]): Promise<Outcome> {
    const place = [...this.place(stack), "--config-file", this.stackFile(stack)];
    return this.engine([command, ...flagsOf(command), ...place, ...more]);
  }

  /** Previews a program with the policy pack, in the configuration of the prod stack. */
  async previewProgram(directory: string, pack?: string): Promise<Outcome> {
    return (await this.program(directory, pack)).run("preview");
  }

  /** Makes a stack of another program, in the configuration of the prod stack. */
  async program(directory: string, pack?: string): Promise<Program> {
    const folder = path.join(this.workspace.folder, path.basename(directory));
    fs.mkdirSync(folder, { recursive: true });
    fs.copyFileSync(path.join(directory, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
    const file = path.join(folder, "Pulumi.test.yaml");
    fs.copyFileSync(this.stackFile("prod"), file);
    await this.engine(["stack", "init", "test", "--no-select", "-C", folder]);
    const place = ["--stack", "test", "-C", directory];
    return {
      run: (command, ...more) =>
        this.engine([command, ...flagsOf(command, pack), ...place, "--config-file", file, ...more]),
      exported: async () => (await this.engine(["stack", "export", ...place])).output,
    };
  }

  /** Makes an object that no stack of the test makes, e.g. at `/20180608/vaults`. Returns its OCID. */
  async make(collection: string, body: Readonly<Record<string, unknown>>): Promise<string> {
    const response = await fetch(`${this.sandbox.api}${collection}`, {
      method: "POST",
      headers: {
        ...signatureHeaders(),
        "content-type": "application/json",
      },
      body: JSON.stringify({ compartmentId: "ocid1.compartment.oc1..a", ...body }),
    });
    if (!response.ok) throw new Error(await response.text());
    return ((await response.json()) as { id: string }).id;
  }

  /** What the sandbox holds. */
  objects(): Promise<SandboxObject[]> {
    return objectsOf(this.sandbox);
  }

  /** The state of a stack, as `pulumi stack export` shows it. */
  async exported(stack: string): Promise<string> {
    return (await this.engine(["stack", "export", ...this.place(stack)])).output;
  }

  /** The outputs of a stack, as `pulumi stack output` shows them, with its exit code. */
  outputs(stack: string): Promise<Outcome> {
    return this.engine(["stack", "output", "--json", ...this.place(stack)]);
  }

  private place(stack: string): string[] {
    return ["--stack", findSource(stack).stack, "-C", findSource(stack).program.folder];
  }

  private stackFile(stack: string): string {
    return stackCopy(this.workspace, idOf(findSource(stack)));
  }

  private async engine(args: readonly string[]): Promise<Outcome> {
    const log = path.join(this.workspace.folder, "events.jsonl");
    fs.rmSync(log, { force: true });
    const noted = ["preview", "up", "refresh", "destroy"].includes(args[0] ?? "") ? ["--event-log", log] : [];
    const child = spawn(enginePlace().engine, [...args, ...noted, "--non-interactive", "--color", "never"], {
      cwd: PROJECT,
      env: { ...engineEnvironment(this.workspace, this.sandbox), PULUMI_DEBUG_COMMANDS: "true" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    const [code] = (await once(child, "close")) as [number | null];
    return { code: code ?? 1, output, ...readEvents(log) };
  }
}

/** Writes what a platform stack exports into a folder, as `pulumi stack output --json` prints it. Returns the path. */
export function platformFile(folder: string): string {
  const file = path.join(folder, "platform.json");
  fs.writeFileSync(file, JSON.stringify({ ...PLATFORM, kubeconfig: "[secret]" }));
  return file;
}

/** An empty folder of the given name, in the part of the checkout that git ignores. */
export function freshFolder(name: string): string {
  const folder = path.join(PROJECT, ".cache", "tests", name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

interface EngineEvent {
  readonly resourcePreEvent?: {
    readonly metadata: { readonly op: string; readonly urn: string; readonly type: string };
  };
  readonly summaryEvent?: { readonly resourceChanges?: Record<string, number> };
}

function readEvents(log: string): Pick<Outcome, "steps" | "changes"> {
  if (!fs.existsSync(log)) return { steps: [], changes: {} };
  const lines = fs
    .readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const events = lines.map((line) => JSON.parse(line) as EngineEvent);
  const steps = events
    .flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : []))
    .filter(({ op }) => op !== "same" && op !== "read")
    .map(({ op, type, urn }) => ({ op, type, name: urn.split("::").at(-1) as string }));
  return { steps, changes: events.findLast(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges ?? {} };
}
