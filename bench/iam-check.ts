import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { say, spreadOf, timeOf } from "./timing";

/** Odd, so that one is in the middle. */
const RUNS = 7;
const STATEMENTS = 10_000;
/** Milliseconds that a check of that many may take as a whole process. */
const MOST = 1000;

const START = path.join(__dirname, "../policies/iam/cli/start.js");

/** Statements of the kinds that policies are made of; one is not in the catalogue, which costs the most. */
const KINDS = [
  "Allow group Admins<n> to manage virtual-network-family in compartment Shared:Network<n>",
  "allow dynamic-group 'Default'/'builders<n>' to read repos in compartment id ocid1.compartment.oc1..aaaaexample<n>",
  "Allow service objectstorage-eu-frankfurt-1 to use keys in tenancy where target.key.id = 'ocid1.key.oc1..a<n>'",
  "Allow any-user to {LOG_WRITE, LOG_READ} in tenancy where all {request.principal.type = 'cluster', request.region != 'a<n>'}",
  "Allow group Developers<n> to manage repositorys in compartment shop<n>",
];

/** Prints what the command line takes from its start to its end, in milliseconds, and how that compares with the bound. */
async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "iam-check-"));
  try {
    const few = path.join(folder, "few.txt");
    const many = path.join(folder, "many.txt");
    fs.writeFileSync(few, statements(1));
    fs.writeFileSync(many, statements(STATEMENTS));
    const json = path.join(folder, "many.json");
    fs.writeFileSync(json, JSON.stringify({ statements: statements(STATEMENTS).split("\n").slice(0, -1) }));
    await measure("node alone", ["-e", "0"]);
    await measure("check of 1 statement", [START, "check", few]);
    const whole = await measure(`check of ${STATEMENTS} statements`, [START, "check", many]);
    await measure(`check of ${STATEMENTS} statements in JSON`, [START, "check", json]);
    say(`${(MOST / whole).toFixed(1)} times as fast as the bound of ${MOST} ms`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function statements(count: number): string {
  return Array.from(
    { length: count },
    (_, n) => `${(KINDS[n % KINDS.length] as string).replaceAll("<n>", `${n}`)}\n`,
  ).join("");
}

async function measure(what: string, args: readonly string[]): Promise<number> {
  await timeOf(process.execPath, args, process.env);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await timeOf(process.execPath, args, process.env));
  const { median, fastest, slowest } = spreadOf(times);
  say(`${median.toFixed(0).padStart(6)} ms (${fastest.toFixed(0)} to ${slowest.toFixed(0)}) ${what}`);
  return median;
}

void main();
