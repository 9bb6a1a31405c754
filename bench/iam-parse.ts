import { parseStatement } from "../policies/iam/parser";

const SECONDS = 2;
const MEGABYTE = 1_000_000;

/** Statements of the kinds that policies are made of, short and long. */
const STATEMENTS = [
  "Allow group NetworkAdmins to manage virtual-network-family in compartment Shared:Network",
  "allow dynamic-group 'Default'/'builders' to read repos in compartment id ocid1.compartment.oc1..aaaaaaaaexample",
  "Allow service objectstorage-eu-frankfurt-1, blockstorage to use keys in tenancy where target.key.id = 'ocid1.key.oc1..a'",
  "Allow any-user to {LOG_WRITE, LOG_READ} in tenancy where all {request.principal.type = 'cluster', request.region != 'fra'}",
  "Endorse group StorageAdmins to manage object-family in tenancy DestinationTenancy",
  "Define tenancy Acceptor as ocid1.tenancy.oc1..aaaaaaaaexample",
];

/** Prints how fast statements are parsed on one core, and whether the time grows with the length alone. */
function main(): void {
  report(
    `${rate().toFixed(0)} statements per second (of ${STATEMENTS.length} kinds, ${averageLength()} characters each)`,
  );
  for (const size of [MEGABYTE / 4, MEGABYTE / 2, MEGABYTE])
    report(`${timeOfStatement(size).toFixed(1).padStart(7)} ms for one statement of ${size} characters`);
}

function rate(): number {
  run(SECONDS / 4);
  return run(SECONDS);
}

function run(seconds: number): number {
  const started = performance.now();
  let parsed = 0;
  while (performance.now() - started < seconds * 1000) {
    for (let round = 0; round < 1000; round++)
      for (const statement of STATEMENTS) {
        if (parseStatement(statement).statement === undefined) throw new Error(`'${statement}' is refused`);
        parsed++;
      }
  }
  return (parsed * 1000) / (performance.now() - started);
}

function timeOfStatement(size: number): number {
  const condition = "request.operation = 'GetRepository'";
  const conditions = Array.from({ length: Math.ceil(size / (condition.length + 2)) }, () => condition);
  const statement = `allow group A to read repos in tenancy where any {${conditions.join(", ")}}`;
  const started = performance.now();
  if (parseStatement(statement).statement === undefined) throw new Error("the long statement is refused");
  return performance.now() - started;
}

function averageLength(): number {
  return Math.round(STATEMENTS.join("").length / STATEMENTS.length);
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
