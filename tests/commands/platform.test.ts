import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import * as path from "node:path";

import { PROJECT } from "../../commands/workspace";
import { freshFolder } from "../engine/lab";
import { processesLeftOn, runCommand } from "./command";

describe("commands on a stack that stands on a platform stack", function () {
  this.timeout(120_000);
  const folder = freshFolder("platform");
  after(() => runCommand("sandbox-down", folder, "--reset"));

  it("fails when the platform is not up at a preview, and says what brings it up", async () => {
    const { code, stderr } = await runCommand("preview", folder, "dev");

    assert.equal(code, 1);
    assert.ok(
      stderr.endsWith(
        "preview: stack 'dev' stands on stack 'platform/dev', which is not up; 'npm run sandbox -- dev' brings up both\n",
      ),
      stderr,
    );
    assert.deepEqual(await processesLeftOn(folder), []);
  });

  it("brings up the platform first", async () => {
    const { code, stdout, stderr } = await runCommand("sandbox-up", folder, "dev");

    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /\+ 11 created[^]*\+ 74 created/);
  });

  it("explains what the stack's pipelines may do in the compartments of the platform", async () => {
    const { stdout } = await runCommand("sandbox-up", folder, "examples/platform", "--json");
    const { outputs } = JSON.parse(stdout) as { outputs: { compartment: string; vaultCompartment: string } };

    const args = ["-r", "./toolchain/register.js", "commands/explain.ts", "access", "dev", "--folder", folder];
    const explained = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: "utf8" });

    assert.equal(explained.status, 0, explained.stderr);
    for (const id of [outputs.compartment, outputs.vaultCompartment])
      assert.ok(explained.stdout.includes(`in compartment id ${id}`), explained.stdout);
  });

  it("previews the stack once the platform is up", async () => {
    const { code, stdout } = await runCommand("preview", folder, "dev");

    assert.equal(code, 0, stdout);
    assert.match(stdout, /74 unchanged/);
  });

  it("takes the platform down last, and shows what its deletion leaves", async () => {
    const { code, stdout, stderr } = await runCommand("sandbox-down", folder);

    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /- 74 deleted[^]*- 11 deleted/);
    assert.match(
      stdout,
      /sandbox: 3 object\(s\) left[^]*Compartment \S+ \(ACTIVE\)\n[^]*vault:Vault \S+ \(PENDING_DELETION\)\n[^]*key:Key \S+ \(PENDING_DELETION\)\n$/,
    );
  });

  it("keeps its state in the folders of both programs", () => {
    const files = ["stacks/platform/Pulumi.dev.yaml", "stacks/oci-delivery/Pulumi.dev.yaml"];

    for (const file of files) assert.ok(spawnSync("test", ["-f", path.join(folder, file)]).status === 0, file);
  });
});
