import * as fs from "node:fs";
import * as path from "node:path";

import { engineEnvironment, runEngineIn } from "../../commands/engine";
import { findSource, idOf } from "../../commands/programs";
import { forgetObjects, objectsOf } from "../../commands/sandbox-process";
import { readCheckpoint, stackCopy, type StackId } from "../../commands/workspace";
import { Lab } from "./lab";

/** How what the sandbox holds compares with what the state records. */
export interface Comparison {
  /** Objects of OCI that the state does not have; those of clusters are told by `inventory` alone. */
  readonly orphans: readonly string[];
  /** Ids in the state that the sandbox does not have. */
  readonly missing: readonly string[];
  /** Operations that are still pending. */
  readonly pending: number;
  /** How many objects of each kind there are. */
  readonly inventory: Readonly<Record<string, number>>;
}

/** A stack that can be brought up again and again, each time from nothing. */
export class FreshStack {
  private readonly pristine: string;

  private constructor(
    readonly lab: Lab,
    private readonly stack: string,
  ) {
    this.pristine = path.join(lab.workspace.folder, "pristine");
    fs.cpSync(lab.workspace.state, this.pristine, { recursive: true });
  }

  static async open(name: string, stack: string): Promise<FreshStack> {
    const lab = await Lab.open(name);
    await lab.prepare(stack);
    return new FreshStack(lab, stack);
  }

  /** As the project's commands know it. */
  get id(): StackId {
    return idOf(findSource(this.stack));
  }

  /** Forgets the stack's state, and all that the sandbox holds. */
  async reset(): Promise<void> {
    fs.rmSync(this.lab.workspace.state, { recursive: true, force: true });
    fs.cpSync(this.pristine, this.lab.workspace.state, { recursive: true });
    await forgetObjects(this.lab.sandbox);
  }

  /** Arguments of the engine for a command on the stack. */
  args(command: "up" | "preview"): string[] {
    const { stack, program } = findSource(this.stack);
    const place = ["--stack", stack, "-C", program.folder];
    const file = ["--config-file", stackCopy(this.lab.workspace, this.id)];
    return [command, ...(command === "up" ? ["--yes", "--skip-preview"] : []), ...place, ...file, "--color", "never"];
  }

  async up(): Promise<{ code: number; output: string }> {
    const { code, stdout, stderr } = await this.engine(this.args("up"));
    return { code, output: stdout + stderr };
  }

  /** Whether a further `up` would change anything. */
  async isSettled(): Promise<boolean> {
    return (await this.engine([...this.args("preview"), "--expect-no-changes"])).code === 0;
  }

  async compared(): Promise<Comparison> {
    const checkpoint = readCheckpoint(this.lab.workspace, this.id);
    const recorded = new Set(
      checkpoint?.resources.filter(({ type }) => type.startsWith("oci:")).flatMap((each) => each.id ?? []),
    );
    const objects = await objectsOf(this.lab.sandbox);
    const held = new Set(objects.filter(({ kind }) => kind.startsWith("oci:")).map(({ id }) => id));
    const kinds = objects.map(({ kind }) => kind).sort();
    return {
      orphans: [...held].filter((each) => !recorded.has(each)),
      missing: [...recorded].filter((each) => !held.has(each)),
      pending: checkpoint?.pendingOperations.length ?? 0,
      inventory: Object.fromEntries(
        [...new Set(kinds)].map((kind) => [kind, kinds.filter((each) => each === kind).length]),
      ),
    };
  }

  private engine(args: readonly string[]): ReturnType<typeof runEngineIn> {
    return runEngineIn(engineEnvironment(this.lab.workspace, this.lab.sandbox), args, { output: "collect" });
  }
}
