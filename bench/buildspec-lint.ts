import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { buildSpec } from "../buildspec/generate/build-spec";
import { lint } from "../buildspec/lint";
import { TEMPLATES, templateText } from "../buildspec/templates";
import { TEMPLATE_NAMES } from "../buildspec/templates/names";
import { PROJECT } from "../commands/workspace";
import { say, spreadOf, timeOf } from "./timing";

const FILES = 130;
const VARIABLES = 640;
const ROUNDS = 9;

/**
 * Prints what a lint of many specifications takes beyond the start of Node, and what one large specification takes. Both
 * stand beside a figure of the same run, so that a slow or busy machine shows in both.
 */
async function main(): Promise<void> {
  await reportMany();
  reportLarge();
}

/** The command on many files, in turns with a Node that does nothing. */
async function reportMany(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "buildspec-bench-"));
  try {
    const files = Array.from({ length: FILES }, (_, index) => {
      const name = TEMPLATE_NAMES[index % TEMPLATE_NAMES.length] as (typeof TEMPLATE_NAMES)[number];
      const file = path.join(folder, `${index}.yaml`);
      fs.writeFileSync(file, templateText(TEMPLATES[name]).replaceAll("app", `app-${index}`));
      return file;
    });
    const start = path.join(PROJECT, "buildspec", "start.js");
    const node: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const times = [
        await timeOf(process.execPath, ["--eval", "0"], process.env),
        await timeOf(process.execPath, [start, "lint", "--no-shellcheck", ...files], process.env),
      ] as const;
      // the first round fills the caches
      if (round === 0) continue;
      node.push(times[0]);
      whole.push(times[1]);
    }
    const beyond = spreadOf(whole.map((time, round) => time - (node[round] as number)));
    const alone = spreadOf(node);
    const figure = (ms: number): string => ms.toFixed(0).padStart(5);
    say(
      `${figure(alone.median)} ms for the start of Node (${alone.fastest.toFixed(0)} to ${alone.slowest.toFixed(0)})`,
    );
    say(
      `${figure(beyond.median)} ms beyond it for a lint of ${FILES} specifications ` +
        `(${beyond.fastest.toFixed(0)} to ${beyond.slowest.toFixed(0)}), ${(beyond.median / alone.median).toFixed(1)} times the start`,
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function reportLarge(): void {
  const [half, whole] = [VARIABLES / 2, VARIABLES].map((count) => Buffer.from(specOf(count))) as [Buffer, Buffer];
  // both are measured warm, in turns
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < 5 * ROUNDS; round++) {
    times[0].push(timeOfLint(half));
    times[1].push(timeOfLint(whole));
  }
  const [ofHalf, ofWhole] = times.map((each) => spreadOf(each.slice(-ROUNDS)).median) as [number, number];
  const size = (whole.length / 1000).toFixed(0);
  say(
    `${ofWhole.toFixed(1).padStart(5)} ms for one of ${VARIABLES} exported variables and ${size} KB, ` +
      `${(ofWhole / ofHalf).toFixed(1)} times that of half as many; ${(times[1][0] as number).toFixed(1)} ms the first time`,
  );
}

/** A specification that assigns and exports this many variables. */
function specOf(variables: number): string {
  const names = Array.from({ length: variables }, (_, index) => `EXPORTED_${index}`);
  return buildSpec({
    env: { exportedVariables: names },
    steps: [{ command: names.map((name) => `${name}=$(date)`) }],
  });
}

function timeOfLint(bytes: Buffer): number {
  const started = performance.now();
  if (lint(bytes).diagnostics.length > 0) throw new Error("the specification has findings");
  return performance.now() - started;
}

void main();
