import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";

import { engineEnvironment, runEngineIn } from "../../../commands/engine";
import { findSource, idOf } from "../../../commands/programs";
import { interruptedInSandbox } from "../../../commands/recovery/in-sandbox";
import { recoverStack, type Recovery } from "../../../commands/recovery/recover-stack";
import { mendState } from "../../../commands/repair";
import { forgetObjects, objectsOf } from "../../../commands/sandbox-process";
import { PROJECT, readCheckpoint, stackCopy } from "../../../commands/workspace";
import { enginePlace } from "../../../toolchain/place";
import { Lab } from "../lab";
import { Gate } from "./gate";
import type { KillPoint } from "./point";

/** What came of an `up` that was killed, recovered and run again. */
export interface Aftermath {
  /** Whether the point was reached before the `up` came to its end. */
  readonly killed: boolean;
  readonly recovery: Recovery;
  /** Exit code of the second `up`, and what it wrote. */
  readonly code: number;
  readonly output: string;
  /** Objects of OCI that the state does not have; those of clusters are told by `inventory` alone. */
  readonly orphans: readonly string[];
  /** Ids in the state that the sandbox does not have. */
  readonly missing: readonly string[];
  /** Operations that are still pending. */
  readonly pending: number;
  /** How many objects of each kind there are. */
  readonly inventory: Readonly<Record<string, number>>;
  /** What the recovery has said. */
  readonly lines: readonly string[];
}

/** A stack whose `up` can be killed again and again, each time from nothing. */
export class KillLab {
  private readonly pristine: string;

  private constructor(
    private readonly lab: Lab,
    private readonly gate: Gate,
    private readonly stack: string,
  ) {
    this.pristine = path.join(lab.workspace.folder, "pristine");
  }

  static async open(name: string, stack: string): Promise<KillLab> {
    const lab = await Lab.open(name);
    await lab.prepare(stack);
    const killLab = new KillLab(lab, await Gate.open(lab.sandbox.api), stack);
    fs.cpSync(lab.workspace.state, killLab.pristine, { recursive: true });
    return killLab;
  }

  async close(): Promise<void> {
    this.gate.close();
    await this.lab.close();
  }

  /** Brings the stack up undisturbed. Returns how many creates that takes, and what is there then. */
  async undisturbed(): Promise<{ creates: number; inventory: Readonly<Record<string, number>> }> {
    await this.reset();
    const { code, output } = await this.up(undefined);
    if (code !== 0) throw new Error(output);
    return { creates: this.gate.creates, inventory: await this.inventory() };
  }

  /** Brings the stack up, kills it at a point, recovers it, and brings it up. */
  async killedAt(point: KillPoint): Promise<Aftermath> {
    await this.reset();
    const { code } = await this.up(point);
    const { workspace, sandbox } = this.lab;
    const id = idOf(findSource(this.stack));
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    mendState(workspace, [id], say);
    const recovery = await recoverStack(interruptedInSandbox(workspace, sandbox, id), { say });
    const again = await runEngineIn(engineEnvironment(workspace, sandbox), this.args("up"), { output: "collect" });

    const checkpoint = readCheckpoint(workspace, id);
    const recorded = new Set(
      checkpoint?.resources.filter(({ type }) => type.startsWith("oci:")).flatMap((each) => each.id ?? []),
    );
    const objects = (await objectsOf(sandbox)).filter(({ kind }) => kind.startsWith("oci:"));
    const held = new Set(objects.map((object) => object.id));
    return {
      killed: code === undefined,
      recovery,
      code: again.code,
      output: again.stdout + again.stderr,
      orphans: [...held].filter((each) => !recorded.has(each)),
      missing: [...recorded].filter((each) => !held.has(each)),
      pending: checkpoint?.pendingOperations.length ?? 0,
      inventory: await this.inventory(),
      lines,
    };
  }

  /** Whether a further `up` would change anything. */
  async isSettled(): Promise<boolean> {
    const { workspace, sandbox } = this.lab;
    const args = [...this.args("preview"), "--expect-no-changes"];
    return (await runEngineIn(engineEnvironment(workspace, sandbox), args, { output: "collect" })).code === 0;
  }

  private async inventory(): Promise<Record<string, number>> {
    const kinds = (await this.lab.objects()).map(({ kind }) => kind).sort();
    return Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((each) => each === kind).length]));
  }

  private async reset(): Promise<void> {
    fs.rmSync(this.lab.workspace.state, { recursive: true, force: true });
    fs.cpSync(this.pristine, this.lab.workspace.state, { recursive: true });
    await forgetObjects(this.lab.sandbox);
  }

  private args(command: "up" | "preview"): string[] {
    const source = findSource(this.stack);
    const place = ["--stack", source.stack, "-C", source.program.folder];
    const file = ["--config-file", stackCopy(this.lab.workspace, idOf(source))];
    return [command, ...(command === "up" ? ["--yes", "--skip-preview"] : []), ...place, ...file, "--color", "never"];
  }

  /** An `up` with a plugin of its own. Its exit code is undefined when it was killed. */
  private async up(point: KillPoint | undefined): Promise<{ code: number | undefined; output: string }> {
    const { workspace, sandbox } = this.lab;
    const script = path.join(__dirname, "plugin-process.ts");
    const register = ["-r", path.join(PROJECT, "toolchain", "register.js")];
    const plugin = spawn(process.execPath, [...register, script, this.gate.address], {
      cwd: PROJECT,
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    const [port] = (await once(plugin.stdout, "data")) as [Buffer];
    const attached = `oci:${String(port).trim()},kubernetes:${sandbox.plugins.kubernetes}`;
    const engine = spawn(enginePlace().engine, [...this.args("up"), "--non-interactive"], {
      cwd: PROJECT,
      env: { ...engineEnvironment(workspace, sandbox), PULUMI_DEBUG_PROVIDERS: attached },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.gate.watch(point, () => [engine, plugin].forEach(killGroup));
    let output = "";
    for (const stream of [engine.stdout, engine.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    const [code] = (await once(engine, "close")) as [number | null];
    killGroup(plugin);
    return { code: code ?? undefined, output };
  }
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, "SIGKILL");
}
