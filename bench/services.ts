import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs, promisify } from "node:util";

import { engineEnvironment } from "../commands/engine";
import { findSource } from "../commands/programs";
import { findOrStartSandbox, stopSandbox } from "../commands/sandbox-process";
import { prepareStack } from "../commands/stack";
import { openWorkspace, PROJECT, type Workspace } from "../commands/workspace";
import { enginePlace } from "../toolchain/place";
import { assertSame, inventoryOf, type Inventory } from "./services/inventory";
import { STACK, writeStackFile, type Way } from "./services/stack-file";
import { load, say, spreadOf, timeOf } from "./timing";

const WAYS: readonly Way[] = ["built", "built and deployed"];
const FLAT = path.join(__dirname, "flat-services");

/** What one preview takes. */
interface Took {
  /** Of the whole process, in milliseconds. */
  readonly time: number;
  /** Milliseconds of processor time, of the program's own process: what else the machine does hardly moves it. */
  readonly processor: number;
  /** MiB at most, of the same. */
  readonly memory: number;
}

/** @throws Error that names the ways there are. */
function wayOf(text: string): Way {
  const way = WAYS.find((each) => each === text);
  if (way) return way;
  throw new Error(`--way: '${text}' is no way; give one of ${WAYS.map((each) => `'${each}'`).join(", ")}`);
}

/**
 * Prints what a preview of more and more services takes, and what of it components cost: the same resources are
 * registered by a program that has none. Nothing passes or fails, but where the two programs differ.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "5" },
      services: { type: "string", default: "1,10,100" },
      way: { type: "string", default: WAYS.join() },
    },
  });
  const runs = Number(values.runs);
  const counts = values.services.split(",").map(Number);
  const ways = values.way.split(",").map(wayOf);
  const workspace = openWorkspace({ folder: path.join(PROJECT, ".cache", "bench") });
  const sandbox = await findOrStartSandbox(workspace, () => undefined);
  try {
    const environment = engineEnvironment(workspace, sandbox);
    await prepareStack(workspace, sandbox, findSource(STACK), () => undefined);
    say(`previews, median (fastest to slowest) of ${runs}, the two programs in turns`);
    for (const way of ways) {
      say(`\n${way}, ${load()}`);
      say("services  program     seconds                processor s            resources  ms/resource  peak MiB");
      const medians = new Map<number, Took>();
      for (const count of counts) {
        const preview = previewOf(writeStackFile(workspace, way, count), workspace, environment);
        const real = await preview.inventory(PROJECT);
        const flat = await preview.inventory(FLAT);
        assertSame(flat, real);
        const took: { real: Took[]; flat: Took[] } = { real: [], flat: [] };
        for (let run = 0; run < runs; run++) {
          took.real.push(await preview.took(PROJECT));
          took.flat.push(await preview.took(FLAT));
        }
        say(row(count, "components", real, took.real));
        say(row(count, "flat", flat, took.flat));
        say(`components over flat: ${ratiosOf(medianOf(took.real), medianOf(took.flat), 1.15)}`);
        medians.set(count, medianOf(took.real));
      }
      const [few, many] = [medians.get(10), medians.get(100)];
      if (few && many) say(`100 services over 10: ${ratiosOf(many, few, 11)}`);
    }
  } finally {
    await stopSandbox(sandbox);
  }
}

interface Preview {
  readonly inventory: (program: string) => Promise<Inventory>;
  readonly took: (program: string) => Promise<Took>;
}

function previewOf(stackFile: string, workspace: Workspace, environment: NodeJS.ProcessEnv): Preview {
  const { engine } = enginePlace();
  const args = (program: string): string[] =>
    ["preview", "--stack", STACK, "--config-file", stackFile, "-C", program].concat("--non-interactive");
  const usage = path.join(workspace.folder, "program-usage.json");
  const hook = path.join(__dirname, "services", "program-usage.js");
  const measured = {
    ...environment,
    BENCH_PROGRAM_USAGE: usage,
    NODE_OPTIONS: `--require ${JSON.stringify(hook)}`,
  };
  return {
    inventory: async (program) => {
      const options = { cwd: PROJECT, env: environment, maxBuffer: Infinity };
      return inventoryOf((await promisify(execFile)(engine, [...args(program), "--json"], options)).stdout);
    },
    took: async (program) => {
      fs.rmSync(usage, { force: true });
      const time = await timeOf(engine, args(program), measured);
      return { time, ...(JSON.parse(fs.readFileSync(usage, "utf8")) as Omit<Took, "time">) };
    },
  };
}

function row(services: number, program: string, { count }: Inventory, took: readonly Took[]): string {
  const { time, memory } = medianOf(took);
  return [
    String(services).padStart(8),
    program.padEnd(10),
    seconds(took.map((each) => each.time)),
    seconds(took.map(({ processor }) => processor)),
    String(count).padStart(9),
    (time / count).toFixed(1).padStart(11),
    memory.toFixed(0).padStart(8),
  ].join("  ");
}

function seconds(milliseconds: readonly number[]): string {
  const { median, fastest, slowest } = spreadOf(milliseconds);
  const [middle, first, last] = [median, fastest, slowest].map((each) => (each / 1000).toFixed(2));
  return `${middle} (${first} to ${last})`.padEnd(21);
}

function medianOf(took: readonly Took[]): Took {
  const median = (of: (each: Took) => number): number => spreadOf(took.map(of)).median;
  return {
    time: median(({ time }) => time),
    processor: median(({ processor }) => processor),
    memory: median(({ memory }) => memory),
  };
}

/** @param aim for processor time, which a busy machine leaves as it is. */
function ratiosOf(one: Took, other: Took, aim: number): string {
  const ratio = (of: (took: Took) => number): string => (of(one) / of(other)).toFixed(2);
  return `processor ${ratio(({ processor }) => processor)} (aim: at most ${aim}), seconds ${ratio(({ time }) => time)}`;
}

void main();
