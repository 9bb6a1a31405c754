import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";

import { engineEnvironment, runEngine } from "../commands/engine";
import { findOrStartSandbox, stopSandbox, type Sandbox } from "../commands/sandbox-process";
import { findSource } from "../commands/programs";
import { POLICY_PACK, prepareStack } from "../commands/stack";
import { openWorkspace, PROJECT, PROJECT_NAME, stackCopy, type Workspace } from "../commands/workspace";
import { enginePlace } from "../toolchain/place";
import { say, spreadOf, timeOf } from "./timing";

const RUNS = 5;
const RESOURCES = 700;

/** Prints where the time of a preview goes. Compares within one run; nothing here passes or fails. */
async function main(): Promise<void> {
  const workspace = openWorkspace({ folder: path.join(PROJECT, ".cache", "bench") });
  const sandbox = await findOrStartSandbox(workspace, () => undefined);
  try {
    const environment = engineEnvironment(workspace, sandbox);
    // as the language host starts them
    const hosted = { ...environment, NODE_COMPILE_CACHE: path.join(path.dirname(enginePlace().bin), "compile-cache") };
    const { engine, languageHost } = enginePlace();
    const stack = await prepareStack(workspace, sandbox, findSource("prod"), () => undefined);
    const preview = ["preview", ...stack.args, "--non-interactive"];

    say(`milliseconds, median (fastest to slowest) of ${RUNS} runs`);
    await report("engine: process start to end of 'version'", () => timeOf(engine, ["version"], environment));
    await report("language host: process start to its port", () =>
      timeToLine(languageHost, ["127.0.0.1:1"], environment),
    );
    await report("program: Node alone", () => timeOf("node", ["-e", "0"], environment));
    await report("program: + SDK's runner", () =>
      timeOf("node", ["-e", load("@pulumi/pulumi", "source-map-support/register")], hosted),
    );
    await report("program: + TypeScript and ts-node", () =>
      timeOf("node", ["-r", "ts-node/register", "-e", load("@pulumi/pulumi", "source-map-support/register")], hosted),
    );
    await report("preview start to first registration", () =>
      timeToFirstRegistration(engine, preview, environment, workspace),
    );
    await report("preview of the prod stack, whole", () => timeOf(engine, preview, environment));
    await report("preview with the policy pack, whole", () =>
      timeOf(engine, [...preview, "--policy-pack", POLICY_PACK], environment),
    );
    await report("policy pack: process start to ready", () =>
      timeToLine(
        "node",
        [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", "."],
        hosted,
        POLICY_PACK,
      ),
    );
    await compareDefaults(workspace, sandbox, environment);
  } finally {
    await stopSandbox(sandbox);
  }
}

/** The same program with and without the stack traces that the SDK captures and the debug messages that it sends. */
async function compareDefaults(workspace: Workspace, sandbox: Sandbox, environment: NodeJS.ProcessEnv): Promise<void> {
  const folder = path.join(workspace.folder, "many-resources");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: many-resources\nruntime: nodejs\n");
  fs.rmSync(path.join(workspace.state, ".pulumi", "stacks", "many-resources"), { recursive: true, force: true });
  const file = path.join(folder, "Pulumi.many.yaml");
  fs.copyFileSync(stackCopy(workspace, { project: PROJECT_NAME, stack: "prod" }), file);
  await runEngine(workspace, sandbox, ["stack", "init", "many", "--no-select", "-C", folder], { output: "collect" });

  const program = path.join(__dirname, "many-resources");
  const preview = (defaults: boolean) => () =>
    timeOf(
      enginePlace().engine,
      ["preview", "--stack", "many", "-C", program, "--config-file", file, "--non-interactive"],
      { ...environment, BENCH_RESOURCES: String(RESOURCES), BENCH_SDK_DEFAULTS: String(defaults) },
    );
  const without = await report(`preview of ${RESOURCES} registrations`, preview(false));
  const withDefaults = await report(`preview of ${RESOURCES} registrations, with the SDK's defaults`, preview(true));
  say(`ratio: ${(without / withDefaults).toFixed(2)}`);
}

async function report(what: string, measure: () => Promise<number>): Promise<number> {
  await measure();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await measure());
  const { median, fastest, slowest } = spreadOf(times);
  say(`${median.toFixed(0).padStart(7)} (${fastest.toFixed(0)} to ${slowest.toFixed(0)})  ${what}`);
  return median;
}

/** Until the process has written its first line, which is how a plugin says its port. */
async function timeToLine(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd = PROJECT,
): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  const time = performance.now() - started;
  child.kill();
  await once(child, "close");
  return time;
}

/** Until the engine has noted the program's first registration in its event log. */
async function timeToFirstRegistration(
  engine: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  workspace: Workspace,
): Promise<number> {
  const log = path.join(workspace.folder, "events.jsonl");
  fs.rmSync(log, { force: true });
  const started = performance.now();
  const child = spawn(engine, [...args, "--event-log", log], {
    cwd: PROJECT,
    env: { ...env, PULUMI_DEBUG_COMMANDS: "true" },
    stdio: "ignore",
  });
  let first: number | undefined;
  const watch = setInterval(() => {
    if (first === undefined && fs.existsSync(log) && fs.readFileSync(log, "utf8").includes("resourcePreEvent"))
      first = performance.now();
  }, 2);
  await once(child, "close");
  clearInterval(watch);
  if (first === undefined) throw new Error("the preview registered nothing");
  return first - started;
}

function load(...modules: string[]): string {
  return modules.map((each) => `require(${JSON.stringify(each)})`).join(";");
}

void main();
