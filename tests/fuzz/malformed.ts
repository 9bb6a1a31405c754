import { parseArgs } from "node:util";

import { sendMalformed } from "./malformed-run";

const USAGE = "npm run campaign:malformed -- [--count <requests, 1000>] [--seed <number, 1>]";

/** Sends malformed requests to a sandbox of its own, and reports. The exit code is 1 where one was not refused as it must be. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { count: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  if (![count, seed].every(Number.isSafeInteger)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const started = performance.now();
  const { sent, statuses, failures } = await sendMalformed(count, seed);
  for (const failure of failures) say(failure);
  say(`sent: ${counts(sent)}`);
  say(`answers: ${counts(statuses)}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(`${count - failures.length} of ${count} refused in form, with the state unchanged (seed ${seed}); ${seconds} s`);
  return failures.length === 0 ? 0 : 1;
}

function counts(record: Readonly<Record<string, number>>): string {
  return Object.entries(record)
    .map(([what, number]) => `${number} ${what}`)
    .sort()
    .join(", ");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`campaign:malformed: ${error.message}\n`);
    process.exitCode = 1;
  },
);
