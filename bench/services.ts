import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

import { parse, stringify } from "yaml";

import { engineEnvironment } from "../commands/engine";
import { findOrStartSandbox, stopSandbox } from "../commands/sandbox-process";
import { findSource } from "../commands/programs";
import { prepareStack } from "../commands/stack";
import { openWorkspace, PROJECT, PROJECT_NAME, stackCopy, type Workspace } from "../commands/workspace";
import { enginePlace } from "../toolchain/place";
import { say, spreadOf, timeOf, type Spread } from "./timing";

const COUNTS = [1, 10, 100];
const RUNS = 3;

/** The stack that lends its settings; nothing of it is in the state, so that a preview makes everything. */
const STACK = "dev";

/** What takes the place of its platform stack. */
const PLATFORM = {
  "oci-delivery:platformStack": "",
  "oci-delivery:platform": {
    tenancy: "ocid1.tenancy.oc1..exampletenancy",
    compartment: "ocid1.compartment.oc1..exampleshopdev",
    registryCompartment: "ocid1.compartment.oc1..exampleshopregistry",
    homeRegion: "us-ashburn-1",
    namespace: "axexample",
  },
};

/** A program that is previewed, and what a preview of it took. */
interface Figures extends Spread {
  readonly resources: number;
  /** Of the program's own process, in MiB. */
  readonly memory: number;
}

/** A resource as a preview tells of it. */
interface Registered {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: unknown;
}

/** Prints what a preview of more and more services takes, and what of it components cost. Nothing passes or fails. */
async function main(): Promise<void> {
  const workspace = openWorkspace({ folder: path.join(PROJECT, ".cache", "bench") });
  const sandbox = await findOrStartSandbox(workspace, () => undefined);
  try {
    const environment = engineEnvironment(workspace, sandbox);
    await prepareStack(workspace, sandbox, findSource(STACK), () => undefined);
    say(`previews, median (fastest to slowest) of ${RUNS} runs`);
    say("services  program     seconds                resources  ms/resource  peak MiB");
    const times = new Map<number, number>();
    for (const count of COUNTS) {
      const { components, flat } = await compare(workspace, environment, count);
      say(row(count, "components", components));
      say(row(count, "flat", flat));
      say(`components over flat: ${(components.median / flat.median).toFixed(2)} (aim: at most 1.15)`);
      times.set(count, components.median);
    }
    const growth = (times.get(100) as number) / (times.get(10) as number);
    say(`100 services over 10: ${growth.toFixed(2)} (aim: at most 11)`);
  } finally {
    await stopSandbox(sandbox);
  }
}

/** The real program and the flat one, in turns, so that what else the machine does falls on both. */
async function compare(
  workspace: Workspace,
  environment: NodeJS.ProcessEnv,
  count: number,
): Promise<{ components: Figures; flat: Figures }> {
  const file = stackFileOf(workspace, count);
  const preview = (folder: string): string[] => [
    "preview",
    "--stack",
    STACK,
    "--config-file",
    file,
    "-C",
    folder,
    "--non-interactive",
  ];
  const real = preview(PROJECT);
  const flat = preview(path.join(__dirname, "flat-services"));

  const first = await look(real, workspace, environment);
  const second = await look(flat, workspace, environment);
  // else the two are not comparable
  assert.deepEqual(customs(second.registered), customs(first.registered));

  const times: { real: number[]; flat: number[] } = { real: [], flat: [] };
  for (let run = 0; run < RUNS; run++) {
    times.real.push(await timeOf(enginePlace().engine, real, environment));
    times.flat.push(await timeOf(enginePlace().engine, flat, environment));
  }
  return {
    components: { ...spreadOf(times.real), resources: first.registered.length, memory: first.memory },
    flat: { ...spreadOf(times.flat), resources: second.registered.length, memory: second.memory },
  };
}

/** Writes the stack file of as many services as told, each with all that a service can have. Returns its path. */
function stackFileOf(workspace: Workspace, count: number): string {
  const { config, ...rest } = parse(
    fs.readFileSync(stackCopy(workspace, { project: PROJECT_NAME, stack: STACK }), "utf8"),
  ) as Readonly<Record<string, object>>;
  const services = Array.from({ length: count }, (_, index) => {
    const name = `service-${index + 1}`;
    return {
      name,
      source: {
        provider: "github",
        url: `https://github.com/acme/${name}.git`,
        tokenSecret: "ocid1.vaultsecret.oc1.eu-frankfurt-1.examplegithubtoken",
      },
      artifacts: { image: name, manifest: "k8s/deployment.yaml" },
      trigger: { ignore: ["docs/**", "**/*.md"] },
    };
  });
  const file = path.join(workspace.folder, `services-${count}.yaml`);
  fs.writeFileSync(file, stringify({ ...rest, config: { ...config, ...PLATFORM, "oci-delivery:services": services } }));
  return file;
}

/** What a preview registers, and the program's peak memory; not timed. */
async function look(
  preview: readonly string[],
  workspace: Workspace,
  environment: NodeJS.ProcessEnv,
): Promise<{ registered: Registered[]; memory: number }> {
  const peak = path.join(workspace.folder, "peak-memory");
  fs.rmSync(peak, { force: true });
  const env = {
    ...environment,
    BENCH_PEAK_MEMORY: peak,
    NODE_OPTIONS: `--require ${JSON.stringify(path.join(__dirname, "peak-memory.js"))}`,
  };
  const { stdout } = await promisify(execFile)(enginePlace().engine, [...preview, "--json"], {
    cwd: PROJECT,
    env,
    maxBuffer: Infinity,
  });
  const { steps } = JSON.parse(stdout) as {
    steps: { urn: string; newState: { type: string; custom: boolean; inputs?: unknown } }[];
  };
  const registered = steps.map(({ urn, newState: { type, custom, inputs } }) => ({
    type,
    name: urn.split("::").at(-1) as string,
    custom,
    inputs,
  }));
  return { registered, memory: Number(fs.readFileSync(peak, "utf8")) / 1024 };
}

/** All but components and the stack, in a fixed order. */
function customs(registered: readonly Registered[]): Registered[] {
  const key = ({ type, name }: Registered): string => `${type} ${name}`;
  return registered.filter(({ custom }) => custom).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function row(count: number, program: string, { median, fastest, slowest, resources, memory }: Figures): string {
  const seconds = [median, fastest, slowest].map((time) => (time / 1000).toFixed(2));
  return [
    String(count).padStart(8),
    program.padEnd(10),
    `${seconds[0]} (${seconds[1]} to ${seconds[2]})`.padEnd(21),
    String(resources).padStart(10),
    (median / resources).toFixed(1).padStart(11),
    memory.toFixed(0).padStart(8),
  ].join("  ");
}

void main();
