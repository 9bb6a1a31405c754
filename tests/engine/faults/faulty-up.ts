import { isDeepStrictEqual } from "node:util";

import { changeSettings } from "../../../commands/sandbox-process";
import type { FaultPlan } from "../../../sandbox/api/faults";
import { FreshStack } from "../fresh-stack";

/** What came of an `up` amid faults. */
export interface FaultyUp {
  /** Requests that the faults were drawn for. */
  readonly asked: number;
  /** Whether it came to its end at once, or after further runs. */
  readonly runs: number;
  /** What is wrong; undefined when it has converged. */
  readonly wrong: string | undefined;
  /** The error of each run that failed. */
  readonly errors: readonly string[];
}

/** A failed run must say which call was refused, and how. */
const CLEAR = /\d{3}-\w+, .+|could not be read: .+|fetch failed|socket hang up|ECONNRESET/;

/** Runs until a stack must be up: one that may fail amid the faults, and one that may not. */
const MOST_RUNS = 2;

/** A stack that is brought up amid faults, again and again, each time from nothing. */
export class FaultLab {
  private constructor(
    private readonly stack: FreshStack,
    /** What is there when nothing goes wrong. */
    readonly inventory: Readonly<Record<string, number>>,
  ) {}

  /** @param iamDelay seconds until a policy is in effect; the stack then waits for longer. */
  static async open(name: string, stackName: string, iamDelay = 0): Promise<FaultLab> {
    const stack = await FreshStack.open(name, stackName);
    if (iamDelay > 0) {
      await changeSettings(stack.lab.sandbox, { iamDelay });
      const access = stack.lab.configuration(stackName)["access"] as object;
      stack.lab.configure(stackName, { "oci-delivery:access": { ...access, wait: `${Math.ceil(iamDelay * 1.5)}s` } });
    }
    const { code, output } = await stack.up();
    if (code !== 0) throw new Error(output);
    return new FaultLab(stack, (await stack.compared()).inventory);
  }

  close(): Promise<void> {
    return this.stack.lab.close();
  }

  /** Brings the stack up amid faults; once more, with the faults over, when that ends with an error. */
  async upAmid(plan: Partial<FaultPlan>): Promise<FaultyUp> {
    await this.stack.reset();
    await this.faults("POST", plan);
    const errors: string[] = [];
    let asked = 0;
    for (let runs = 1; ; runs++) {
      const { code, output } = await this.stack.up();
      asked ||= await this.asked();
      await this.faults("DELETE");
      if (code === 0) return { asked, runs, wrong: await this.difference(), errors };
      errors.push(output);
      if (!CLEAR.test(output)) return { asked, runs, wrong: "it failed without a clear error", errors };
      if (runs === MOST_RUNS) return { asked, runs, wrong: "it failed with the faults over", errors };
    }
  }

  /** Whether a further `up` would change anything. */
  isSettled(): Promise<boolean> {
    return this.stack.isSettled();
  }

  private async difference(): Promise<string | undefined> {
    const { orphans, missing, pending, inventory } = await this.stack.compared();
    if (orphans.length > 0) return `orphans: ${orphans.join(", ")}`;
    if (missing.length > 0) return `recorded, and not there: ${missing.join(", ")}`;
    if (pending > 0) return `${pending} operation(s) still pending`;
    return isDeepStrictEqual(inventory, this.inventory) ? undefined : `there is ${JSON.stringify(inventory)}`;
  }

  private async asked(): Promise<number> {
    const response = await this.faults("GET");
    return ((await response.json()) as { asked: number }).asked;
  }

  private async faults(method: string, plan?: Partial<FaultPlan>): Promise<Response> {
    const sent = plan && { body: JSON.stringify(plan), headers: { "content-type": "application/json" } };
    const response = await fetch(`${this.stack.lab.sandbox.api}/sandbox/faults`, { method, ...sent });
    if (!response.ok) throw new Error(await response.text());
    return response;
  }
}
