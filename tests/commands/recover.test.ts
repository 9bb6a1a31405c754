import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import type { Exported } from "../../commands/recovery/deployment";
import type { Recovery } from "../../commands/recovery/recover-stack";
import { freshFolder } from "../engine/lab";
import { processesLeftOn, runCommand } from "./command";

const SUBSCRIPTION = "oci:Ons/subscription:Subscription";

interface Checkpoint {
  checkpoint: { latest: { resources: { type: string; id?: string }[]; pending_operations?: unknown[] } };
}

describe("npm run recover", function () {
  this.timeout(60_000);
  const folder = freshFolder("recover");
  const state = path.join(folder, "state", ".pulumi", "stacks", "oci-delivery", "prod.json");
  let id: string | undefined;

  const read = (): Checkpoint => JSON.parse(fs.readFileSync(state, "utf8")) as Checkpoint;

  before(async () => {
    const { code, stdout, stderr } = await runCommand("sandbox-up", folder);
    assert.equal(code, 0, stdout + stderr);
    // as a kill leaves it: made, and its create still pending; and a file cut off
    const { checkpoint } = read();
    const { latest } = checkpoint;
    const made = latest.resources.find(({ type }) => type === SUBSCRIPTION);
    id = made?.id;
    latest.resources = latest.resources.filter((resource) => resource !== made);
    latest.pending_operations = [{ type: "creating", resource: { ...made, id: undefined, outputs: undefined } }];
    fs.writeFileSync(state, JSON.stringify({ ...read(), checkpoint }));
    fs.writeFileSync(`${state}.attrs`, "");
  });

  after(async () => {
    await runCommand("sandbox-down", folder, "--reset");
    assert.deepEqual(await processesLeftOn(folder), []);
  });

  it("fails for a stack that the sandbox does not know, and says where else one may be", async () => {
    const { code, stderr } = await runCommand("recover", folder, "dev");

    assert.equal(code, 1);
    assert.match(stderr, /^recover: stack 'dev' is not in the sandbox \(there: prod\); '--tenancy' looks for it where/);
  });

  it("says in a dry run what it would import, and writes no state", async () => {
    const before = fs.readFileSync(state, "utf8");

    const { code, stdout, stderr } = await runCommand("recover", folder, "--dry-run");

    assert.equal(code, 0, stderr);
    assert.match(stdout, /\(oci:Ons\/subscription:Subscription\) was made as ocid1\.onssubscription\.\S+: imported/);
    assert.match(stdout, /stack 'prod': nothing was changed/);
    assert.equal(fs.readFileSync(state, "utf8"), before);
    assert.equal(fs.existsSync(path.join(folder, "backups")), false);
  });

  it("imports what was made, and keeps the state as it was", async () => {
    const { code, stdout, stderr } = await runCommand("recover", folder, "--json");

    assert.equal(code, 0, stderr);
    const { operations, backup = "" } = JSON.parse(stdout) as Recovery;
    assert.deepEqual(
      operations.map((each) => [each.operation, each.outcome, each.id]),
      [["creating", "imported", id]],
    );
    const kept = JSON.parse(fs.readFileSync(backup, "utf8")) as Exported;
    assert.equal(kept.deployment.pending_operations?.length, 1);
  });

  it("leaves nothing for the next up to change, and nothing to recover", async () => {
    const previewed = await runCommand("preview", folder, "prod", "--json");
    const again = await runCommand("recover", folder);

    const { changeSummary } = JSON.parse(previewed.stdout) as { changeSummary: object };
    assert.deepEqual(Object.keys(changeSummary), ["same"]);
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, /stack 'prod': nothing was left under way/);
  });
});
