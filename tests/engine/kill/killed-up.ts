import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";

import { engineEnvironment } from "../../../commands/engine";
import { interruptedInSandbox } from "../../../commands/recovery/in-sandbox";
import { recoverStack, type Recovery } from "../../../commands/recovery/recover-stack";
import { mendState } from "../../../commands/repair";
import { PROJECT } from "../../../commands/workspace";
import { enginePlace } from "../../../toolchain/place";
import { FreshStack, type Comparison } from "../fresh-stack";
import { Gate } from "./gate";
import type { KillPoint } from "./point";

/** What came of an `up` that was killed, recovered and run again. */
export interface Aftermath extends Comparison {
  /** Whether the point was reached before the `up` came to its end. */
  readonly killed: boolean;
  readonly recovery: Recovery;
  /** Exit code of the second `up`, and what it wrote. */
  readonly code: number;
  readonly output: string;
  /** What the recovery has said. */
  readonly lines: readonly string[];
}

/** A stack whose `up` can be killed again and again, each time from nothing. */
export class KillLab {
  private constructor(
    private readonly stack: FreshStack,
    private readonly gate: Gate,
  ) {}

  static async open(name: string, stackName: string): Promise<KillLab> {
    const stack = await FreshStack.open(name, stackName);
    return new KillLab(stack, await Gate.open(stack.lab.sandbox.api));
  }

  async close(): Promise<void> {
    this.gate.close();
    await this.stack.lab.close();
  }

  /** Brings the stack up undisturbed. Returns how many creates that takes, and what is there then. */
  async undisturbed(): Promise<{ creates: number; inventory: Readonly<Record<string, number>> }> {
    await this.stack.reset();
    const { code, output } = await this.up(undefined);
    if (code !== 0) throw new Error(output);
    return { creates: this.gate.creates, inventory: (await this.stack.compared()).inventory };
  }

  /** Brings the stack up, kills it at a point, recovers it, and brings it up. */
  async killedAt(point: KillPoint): Promise<Aftermath> {
    await this.stack.reset();
    const { code } = await this.up(point);
    const { workspace, sandbox } = this.stack.lab;
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    mendState(workspace, [this.stack.id], say);
    const recovery = await recoverStack(interruptedInSandbox(workspace, sandbox, this.stack.id), { say });
    const again = await this.stack.up();
    return { killed: code === undefined, recovery, ...again, ...(await this.stack.compared()), lines };
  }

  /** Whether a further `up` would change anything. */
  isSettled(): Promise<boolean> {
    return this.stack.isSettled();
  }

  /** An `up` with a plugin of its own. Its exit code is undefined when it was killed. */
  private async up(point: KillPoint | undefined): Promise<{ code: number | undefined; output: string }> {
    const { workspace, sandbox } = this.stack.lab;
    const script = path.join(__dirname, "plugin-process.ts");
    const register = ["-r", path.join(PROJECT, "toolchain", "register.js")];
    const plugin = spawn(process.execPath, [...register, script, this.gate.address], {
      cwd: PROJECT,
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    const [port] = (await once(plugin.stdout, "data")) as [Buffer];
    const attached = `oci:${String(port).trim()},kubernetes:${sandbox.plugins.kubernetes}`;
    const engine = spawn(enginePlace().engine, [...this.stack.args("up"), "--non-interactive"], {
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
