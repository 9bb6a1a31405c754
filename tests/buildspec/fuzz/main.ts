import { inspect } from "node:util";
import { isMainThread, Worker, workerData } from "node:worker_threads";

import { Command, InvalidArgumentError } from "commander";

import { CODES } from "../../../buildspec/diagnostic";
import { inputOf, type Kind } from "./inputs";
import { judge } from "./judge";

interface Options {
  readonly inputs: number;
  readonly seed: number;
  /** The input to run alone. @default - all */
  readonly only?: number;
}

/** Milliseconds without progress after which an input counts as hanging. */
const HANG = 10_000;

/** Where the worker is, for the thread that watches it. */
interface Watched extends Options {
  readonly progress: SharedArrayBuffer;
}

/** Lints many inputs and says what came of it; ends with 1 when one throws or hangs. */
function main(): void {
  const program = new Command("fuzz:buildspec")
    .option("--inputs <count>", "how many inputs", count, 1_000_000)
    .option("--seed <number>", "seed of the inputs", count, 1)
    .option("--only <index>", "run this input alone, and show it", count);
  const options = program.parse().opts<Options>();
  const progress = new SharedArrayBuffer(4);
  const worker = new Worker(__filename, { workerData: { ...options, progress } satisfies Watched });
  const seen = new Int32Array(progress);
  let last = -1;
  const watch = setInterval(() => {
    const now = Atomics.load(seen, 0);
    if (now === last) fail(`input ${now} hangs: --seed ${options.seed} --only ${now}`);
    last = now;
  }, HANG);
  worker.on("error", (error) => fail(inspect(error)));
  worker.on("exit", (code) => {
    clearInterval(watch);
    process.exitCode = code;
  });
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number");
  return Number(text);
}

function work({ inputs, seed, only, progress }: Watched): void {
  const seen = new Int32Array(progress);
  const kinds = new Map<Kind, number>();
  const codes = new Map<string, number>();
  let slowest = { ms: 0, index: 0 };
  const started = performance.now();
  const [first, after] = only === undefined ? [0, inputs] : [only, only + 1];
  for (let index = first; index < after; index++) {
    Atomics.store(seen, 0, index);
    const { kind, bytes } = inputOf(seed, index);
    if (only !== undefined) say(bytes.toString());
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const begun = performance.now();
    try {
      for (const code of judge(bytes)) codes.set(code, (codes.get(code) ?? 0) + 1);
    } catch (error) {
      throw new Error(`input ${index} fails: --seed ${seed} --only ${index}`, { cause: error });
    }
    const ms = performance.now() - begun;
    if (ms > slowest.ms) slowest = { ms, index };
  }
  const seconds = (performance.now() - started) / 1000;
  const runs = after - first;
  say(
    `${runs} inputs of seed ${seed} in ${seconds.toFixed(0)} s, ${(runs / seconds).toFixed(0)} a second; none throws`,
  );
  say(`kinds: ${[...kinds].map(([kind, times]) => `${kind} ${times}`).join(", ")}`);
  say(`slowest: ${slowest.ms.toFixed(0)} ms, input ${slowest.index}`);
  const never = Object.keys(CODES).filter((code) => !codes.has(code));
  say(`codes: ${codes.size} of ${Object.keys(CODES).length} given; never: ${never.join(", ") || "none"}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (isMainThread) main();
else work(workerData as Watched);
