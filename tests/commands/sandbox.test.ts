import { strict as assert } from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

import { PROJECT } from "../../commands/workspace";
import { enginePlace } from "../../toolchain/place";
import { freshFolder } from "../engine/lab";
import { processesLeftOn, processesOn, runCommand } from "./command";

interface Report {
  readonly stack: string;
  readonly sandbox: { readonly api: string; readonly pid: number };
  readonly outputs: Record<string, unknown>;
}

describe("npm run sandbox, preview, sandbox:down", function () {
  this.timeout(60_000);
  const folder = freshFolder("sandbox");
  const status = (): string => execFileSync("git", ["status", "--porcelain"], { cwd: PROJECT, encoding: "utf8" });
  const tracked = status();

  it("previews a stack before anything is there, and leaves no process", async () => {
    const { code, stdout, stderr } = await runCommand("preview", folder, "staging");

    assert.equal(code, 0, stderr);
    assert.match(stdout, /\+ 63 to create/);
    assert.deepEqual(await processesLeftOn(folder), []);
  });

  it("brings the prod stack up, shows its outputs and what to try next", async () => {
    const { code, stdout, stderr } = await runCommand("sandbox-up", folder);

    assert.equal(code, 0, stderr);
    assert.match(stdout, /sandbox: started at http:\/\/127\.0\.0\.1:\d+ \(pid \d+\)/);
    assert.match(stdout, /✅ oci-delivery@v0\.1\.0/);
    assert.match(stdout, /projectId +: "ocid1\.devopsproject\.oc1\.eu-frankfurt-1\./);
    assert.match(stdout, /\+ 64 created/);
    assert.match(stdout, /what to try next\n[^]*npm run sandbox:down/);
  });

  it("leaves the sandbox alone running", () => {
    const commands = processesOn(folder).map(({ command }) => command);

    assert.equal(commands.length, 1, commands.join("\n"));
    assert.match(commands[0] ?? "", /sandbox\/main\.ts/);
  });

  it("finds the sandbox that runs, changes nothing, and reports as JSON", async () => {
    const { code, stdout, stderr } = await runCommand("sandbox-up", folder, "--json");

    assert.equal(code, 0, stderr);
    const report = JSON.parse(stdout) as Report;
    assert.equal(report.stack, "prod");
    assert.deepEqual(Object.keys(report.outputs).sort(), [
      "builds",
      "console",
      "deployments",
      "imageAddresses",
      "logGroupId",
      "projectId",
      "repositoryIds",
      "statements",
      "topicId",
    ]);
    assert.match(stderr, /sandbox: found at/);
    assert.match(stderr, /64 unchanged/);
  });

  it("hands further options to the engine's preview", async () => {
    const { code, stdout } = await runCommand("preview", folder, "prod", "--json");

    assert.equal(code, 0);
    assert.deepEqual((JSON.parse(stdout) as { changeSummary: unknown }).changeSummary, { same: 64 });
  });

  it("keeps its folder to itself: keys are readable by the owner alone, the API answers on loopback alone", () => {
    for (const name of ["key.pem", "passphrase"]) assert.equal(fs.statSync(path.join(folder, name)).mode & 0o077, 0);
    const { api } = JSON.parse(fs.readFileSync(path.join(folder, "sandbox.json"), "utf8")) as { api: string };
    assert.equal(new URL(api).hostname, "127.0.0.1");
  });

  it("encrypts the state's secrets with the passphrase of its file", () => {
    const environment = { ...process.env, PULUMI_BACKEND_URL: pathToFileURL(path.join(folder, "state")).href };
    const set = [
      "config",
      "set",
      "--secret",
      "probe",
      "value",
      "--stack",
      "prod",
      "-C",
      path.join(folder, "stacks", "oci-delivery"),
    ];
    const tried = (more: NodeJS.ProcessEnv): number | null =>
      spawnSync(enginePlace().engine, set, { env: { ...environment, ...more } }).status;

    assert.notEqual(tried({ PULUMI_CONFIG_PASSPHRASE: "" }), 0);
    assert.equal(tried({ PULUMI_CONFIG_PASSPHRASE_FILE: path.join(folder, "passphrase") }), 0);
  });

  it("writes the key into no state and no log", () => {
    const key = fs.readFileSync(path.join(folder, "key.pem"), "utf8").split("\n")[3] as string;
    const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

    const carrying = files.filter((entry) =>
      fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8").includes(key),
    );
    assert.deepEqual(
      carrying.map(({ name }) => name),
      ["key.pem"],
    );
  });

  it("takes everything down, shows that nothing is left, and ends the sandbox", async () => {
    const { code, stdout, stderr } = await runCommand("sandbox-down", folder);

    assert.equal(code, 0, stderr);
    assert.match(stdout, /- 64 deleted/);
    assert.match(stdout, /sandbox: 0 objects left\n$/);
    assert.deepEqual(await processesLeftOn(folder), []);
  });

  it("leaves no trace in tracked files", () => assert.equal(status(), tracked));
});
