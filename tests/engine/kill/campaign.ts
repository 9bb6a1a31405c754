import { isDeepStrictEqual, parseArgs } from "node:util";

import { KillLab, type Aftermath } from "./killed-up";
import { killPoints, pointText } from "./point";

const USAGE = "npm run campaign:kills -- [--points <count, 50>] [--seed <number, 1>] [--stack <name, dev>]";

interface Tally {
  points: number;
  converged: number;
  orphans: number;
  duplicates: number;
  imported: number;
  dropped: number;
}

/** Kills an `up` at seeded points, recovers and resumes each, and reports. The exit code is 1 where one did not converge. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      points: { type: "string", default: "50" },
      seed: { type: "string", default: "1" },
      stack: { type: "string", default: "dev" },
    },
  });
  const [count, seed] = [Number(values.points), Number(values.seed)];
  if (![count, seed].every(Number.isSafeInteger)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const lab = await KillLab.open("campaign-kills", values.stack);
  try {
    return await campaign(lab, count, seed, values.stack);
  } finally {
    await lab.close();
  }
}

async function campaign(lab: KillLab, count: number, seed: number, stack: string): Promise<number> {
  const started = performance.now();
  const { creates, inventory } = await lab.undisturbed();
  say(`stack '${stack}': an undisturbed 'up' makes ${creates} objects; ${count} points from seed ${seed}`);
  const tally: Tally = { points: 0, converged: 0, orphans: 0, duplicates: 0, imported: 0, dropped: 0 };
  for (const point of killPoints(count, seed, creates)) {
    const before = performance.now();
    const after = await lab.killedAt(point).catch((error: Error) => error);
    const verdict = after instanceof Error ? after.message : judged(after, inventory, tally);
    tally.points++;
    if (verdict === undefined) tally.converged++;
    const seconds = ((performance.now() - before) / 1000).toFixed(1);
    say(`${tally.points}. ${pointText(point)}: ${verdict ?? "converged"} (${seconds} s)`);
  }
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  say(
    `${tally.converged} of ${tally.points} converged; ${tally.orphans} orphans, ${tally.duplicates} duplicates; ` +
      `recovery imported ${tally.imported} objects and dropped ${tally.dropped} creates; ${minutes} minutes`,
  );
  return tally.converged === tally.points ? 0 : 1;
}

/** What is wrong after a recovery; undefined when nothing is. Counts into `tally`. */
function judged(after: Aftermath, inventory: Readonly<Record<string, number>>, tally: Tally): string | undefined {
  const duplicates = Object.entries(after.inventory).filter(([kind, number]) => number > (inventory[kind] ?? 0));
  tally.orphans += after.orphans.length;
  tally.duplicates += duplicates.length;
  for (const { outcome } of after.recovery.operations) {
    if (outcome === "imported") tally.imported++;
    if (outcome === "dropped") tally.dropped++;
  }
  if (!after.killed) return "the 'up' came to its end before it was killed";
  if (after.code !== 0) return `the second 'up' failed:\n${after.output}`;
  if (after.orphans.length > 0) return `orphans: ${after.orphans.join(", ")}`;
  if (after.missing.length > 0) return `recorded, and not there: ${after.missing.join(", ")}`;
  if (after.pending > 0) return `${after.pending} operation(s) still pending`;
  if (!isDeepStrictEqual(after.inventory, inventory)) return `there is ${JSON.stringify(after.inventory)}`;
  return undefined;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`campaign:kills: ${error.message}\n`);
    process.exitCode = 1;
  },
);
