import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { inventoryOf } from "./inventory";
import { shortestSettings } from "./stack-file";

import { Access, type AccessArgs } from "../../components/access";
import { planOf } from "../../components/model/plan";
import { settingsSchema } from "../../components/model/settings-schema";

const argsOf = (wait: number): AccessArgs => {
  const { names, needs } = planOf(settingsSchema.parse(shortestSettings), "eu-frankfurt-1");
  return { names, tenancyId: "ocid1.tenancy.oc1..example", needs, wait };
};

/** What a hook tells when a policy changes, and the milliseconds that it waits; it does not really wait. */
async function waitOf(
  hook: pulumi.ResourceHook,
  oldInputs: Record<string, unknown> | undefined,
  newInputs: Record<string, unknown>,
): Promise<{ told: string[]; waits: number[] }> {
  const log = pulumi.log as { info: (message: string) => Promise<void> };
  const [{ setTimeout }, { info }] = [globalThis, log];
  const told: string[] = [];
  const waits: number[] = [];
  const atOnce = (done: () => void, milliseconds: number): void => {
    waits.push(milliseconds);
    done();
  };
  globalThis.setTimeout = atOnce as unknown as typeof globalThis.setTimeout;
  log.info = (message) => Promise.resolve(void told.push(message));
  try {
    const policy = { urn: "", id: "", name: "access-policy", type: "oci:Identity/policy:Policy" };
    await hook.callback({ ...policy, newInputs, ...(oldInputs ? { oldInputs } : {}) });
  } finally {
    globalThis.setTimeout = setTimeout;
    log.info = info;
  }
  return { told, waits };
}

async function hookOf(wait: number): Promise<pulumi.ResourceHook> {
  const { hooks } = await inventoryOf(() => new Access("access", argsOf(wait)));

  const [hook, ...others] = hooks;
  assert.ok(hook && others.length === 0, `expected one hook, got ${hooks.length}`);
  return hook;
}

describe("the wait of Access", () => {
  it("has no hook when there is nothing to wait for", async () => {
    const { hooks } = await inventoryOf(() => new Access("access", argsOf(0)));

    assert.deepEqual(hooks, []);
  });

  it("gives a new policy its time", async () => {
    const hook = await hookOf(30);

    assert.deepEqual(await waitOf(hook, undefined, { statements: ["Allow this"] }), {
      told: ["policy 'access-policy': waiting 30 s until it is in effect everywhere"],
      waits: [30_000],
    });
  });

  it("gives a policy its time when its statements change", async () => {
    const hook = await hookOf(90);

    assert.deepEqual(await waitOf(hook, { statements: ["Allow this"] }, { statements: ["Allow that"] }), {
      told: ["policy 'access-policy': waiting 90 s until it is in effect everywhere"],
      waits: [90_000],
    });
  });

  it("does not wait for a policy of which only the description changes", async () => {
    const hook = await hookOf(30);
    const statements = ["Allow this"];

    const outcome = await waitOf(hook, { statements, description: "old" }, { statements, description: "new" });

    assert.deepEqual(outcome, { told: [], waits: [] });
  });
});
