import type { Statement } from "../policies/iam/ast";
import { newAccess } from "../policies/iam/new-access";
import { parseStatement } from "../policies/iam/parser";
import { redundantOf } from "../policies/iam/redundant";

const STATEMENTS = 2000;
const ROUNDS = 5;

/** What one group may do in its compartment, and where a second set differs. */
const RIGHTS = [
  "manage repos",
  "read secret-family",
  "use virtual-network-family",
  "manage devops-family",
  "read all-resources",
  "manage object-family",
  "use keys",
  "inspect compartments",
  "{LOG_GROUP_READ, LOG_CONTENT_READ}",
  "manage instance-family",
];

/** Prints how long it takes to compare two sets of statements, and how the time grows with their number. */
function main(): void {
  const shapes = { "40 groups": 40, "1 group": 1 };
  for (const [what, groups] of Object.entries(shapes)) {
    const times = [STATEMENTS / 4, STATEMENTS / 2, STATEMENTS].map((count) => ({ count, ...timesOf(count, groups) }));
    const [least] = times;
    for (const { count, diff, redundant } of times)
      report(
        `${what}: ${count} against ${count} statements: diff ${diff.toFixed(0)} ms ` +
          `(${ratio(diff, least?.diff)} of ${least?.count}), redundant ${redundant.toFixed(0)} ms`,
      );
  }
}

function timesOf(count: number, groups: number): { diff: number; redundant: number } {
  const [base, head] = [statements(count, groups, "base"), statements(count, groups, "head")];
  return { diff: fastest(() => newAccess(base, head)), redundant: fastest(() => redundantOf(head)) };
}

/** Every tenth statement of `head` is not in `base`. */
function statements(count: number, groups: number, set: "base" | "head"): Statement[] {
  return Array.from({ length: count }, (_, index) => {
    const right = RIGHTS[index % RIGHTS.length];
    const team = Math.floor(index / RIGHTS.length);
    const condition = index % 7 === 0 ? ` where target.resource.tag.a.b = '${index}'` : "";
    const isNew = set === "head" && index % 10 === 3;
    const text = `allow group G${team % groups} to ${isNew ? "manage secrets" : right} in compartment teams:${team}${condition}`;
    const { statement } = parseStatement(text);
    if (!statement) throw new Error(`'${text}' is refused`);
    return statement;
  });
}

function fastest(work: () => { length: number }): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    if (work().length === 0) throw new Error("nothing was found");
    return performance.now() - started;
  });
  return Math.min(...times);
}

function ratio(time: number, least: number | undefined): string {
  return `${(time / (least ?? time)).toFixed(1)} times that`;
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
