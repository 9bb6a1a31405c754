import { parseArgs } from "node:util";

import { FaultLab } from "./faulty-up";

const USAGE =
  "npm run campaign:faults -- [--runs <count, 50>] [--seed <number, 1>] [--rate <share, 0.1>] [--stack <name, dev>] " +
  "[--iam-delay <seconds, 0>]";

/** Brings a stack up amid seeded faults again and again, and reports. The exit code is 1 where one did not converge. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "50" },
      seed: { type: "string", default: "1" },
      rate: { type: "string", default: "0.1" },
      stack: { type: "string", default: "dev" },
      "iam-delay": { type: "string", default: "0" },
    },
  });
  const [count, seed, rate] = [Number(values.runs), Number(values.seed), Number(values.rate)];
  const iamDelay = Number(values["iam-delay"]);
  if (![count, seed, iamDelay].every(Number.isSafeInteger) || !(rate >= 0 && rate <= 1)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const lab = await FaultLab.open("campaign-faults", values.stack, iamDelay);
  try {
    return await campaign(lab, count, seed, rate);
  } finally {
    await lab.close();
  }
}

async function campaign(lab: FaultLab, count: number, seed: number, rate: number): Promise<number> {
  const started = performance.now();
  let [atOnce, later, requests] = [0, 0, 0];
  for (let run = 0; run < count; run++) {
    const before = performance.now();
    const { asked, runs, wrong, errors } = await lab.upAmid({ seed: seed + run, rate });
    requests += asked;
    if (wrong === undefined && runs === 1) atOnce++;
    if (wrong === undefined && runs > 1) later++;
    const seconds = ((performance.now() - before) / 1000).toFixed(1);
    const verdict = wrong ?? (runs === 1 ? "converged" : "ended with an error, and converged on the next run");
    say(`${run + 1}. seed ${seed + run}, ${asked} requests: ${verdict} (${seconds} s)`);
    for (const error of errors) say(error);
  }
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  say(
    `${atOnce + later} of ${count} converged, ${later} of them on the next run; ` +
      `${requests} requests at a rate of ${rate}; ${minutes} minutes`,
  );
  return atOnce + later === count ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`campaign:faults: ${error.message}\n`);
    process.exitCode = 1;
  },
);
