import { parseArgs } from "node:util";

import { parseStatement } from "../../policies/iam/parser";
import { BEGINNINGS, fileAt, inputAt, longTexts } from "./iam-inputs";
import { holdsForFile, holdsForText } from "./iam-properties";

/** One text of so many is read as a file, too. */
const TEXTS_PER_FILE = 20;
const TEXTS_PER_PROGRESS = 50_000;
/** Milliseconds after which a text counts as one that hangs, and that one of a megabyte may take. */
const MOST = 1000;
const MEGABYTE = 1_000_000;

const USAGE = "npm run fuzz:iam -- [--count <texts, 1000000>] [--seed <number, 1>] [--from <place, 0>]";

interface Slow {
  readonly place: number;
  readonly milliseconds: number;
}

/** Reads texts until one breaks what holds for all; then reads long ones. The exit code is 1 where one did, or hung. */
function main(): void {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "1000000" },
      seed: { type: "string", default: "1" },
      from: { type: "string", default: "0" },
    },
  });
  const [count, seed, from] = [values.count, values.seed, values.from].map(Number) as [number, number, number];
  if (![count, seed, from].every(Number.isSafeInteger)) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const isSound = read(count, seed, from);
  const isLinear = readLong();
  process.exitCode = isSound && isLinear ? 0 : 1;
}

function read(count: number, seed: number, from: number): boolean {
  const started = performance.now();
  let slowest: Slow = { place: from, milliseconds: 0 };
  for (let place = from; place < from + count; place++) {
    const before = performance.now();
    if (!holdsAt(seed, place)) return false;
    const milliseconds = performance.now() - before;
    if (milliseconds > slowest.milliseconds) slowest = { place, milliseconds };
    const done = place - from + 1;
    if (done % TEXTS_PER_PROGRESS === 0) progress(`${done} of ${count} texts`);
  }
  const seconds = (performance.now() - started) / 1000;
  say(`${count} texts from ${BEGINNINGS} statements, seed ${seed}: nothing thrown, everything read survives printing`);
  say(
    `${(count / seconds).toFixed(0)} texts a second; slowest: ${slowest.milliseconds.toFixed(1)} ms, --from ${slowest.place}`,
  );
  return slowest.milliseconds < MOST;
}

function holdsAt(seed: number, place: number): boolean {
  const text = inputAt(seed, place);
  try {
    holdsForText(text);
    if (place % TEXTS_PER_FILE === 0) {
      const { name, content } = fileAt(seed, place / TEXTS_PER_FILE);
      holdsForFile(name, content);
    }
    return true;
  } catch (error) {
    say(`does not hold for ${JSON.stringify(text)} (--seed ${seed} --from ${place} --count 1)`);
    say((error as Error).stack ?? String(error));
    return false;
  }
}

/** Prints for each long text the time of a megabyte, and what it is of the time of a quarter: 4 if time is linear. */
function readLong(): boolean {
  const [quarter, whole] = [longTexts(MEGABYTE / 4), longTexts(MEGABYTE)];
  const times = Object.entries(whole).map(([what, text]) => {
    const [small, large] = [fastest(quarter[what] as string), fastest(text)];
    const ratios = `${(large / small).toFixed(1)} times a quarter, ${(MOST / large).toFixed(0)} times as fast as the bound`;
    say(`${large.toFixed(1).padStart(7)} ms for a megabyte of ${what}: ${large < 1 ? "refused at once" : ratios}`);
    return large;
  });
  return times.every((milliseconds) => milliseconds < MOST);
}

function fastest(text: string): number {
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now();
    parseStatement(text);
    return performance.now() - before;
  });
  return Math.min(...times);
}

function progress(line: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`);
}

function say(line: string): void {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  process.stdout.write(`${line}\n`);
}

main();
