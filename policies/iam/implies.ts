import type { Condition } from "./ast";
import { printCondition } from "./printer";

/**
 * Whether a condition can be met only where another one is, by their form alone: single tests imply what is written the
 * same, in any case, as OCI compares. `all` and `any` are the meets and joins of a free lattice, in which this order is
 * decided by Whitman's algorithm. False says nothing. Takes time in the product of their sizes. Does not throw.
 */
export function implies(from: Condition, to: Condition): boolean {
  const decided = new Map<Condition, Map<Condition, boolean>>();
  const decide = (a: Condition, b: Condition): boolean => {
    const known = decided.get(a)?.get(b);
    if (known !== undefined) return known;
    const answer = compare(a, b, decide);
    decided.set(a, (decided.get(a) ?? new Map<Condition, boolean>()).set(b, answer));
    return answer;
  };
  return decide(from, to);
}

function compare(a: Condition, b: Condition, decide: (a: Condition, b: Condition) => boolean): boolean {
  if (a.kind === "any") return a.conditions.every((each) => decide(each, b));
  if (b.kind === "all") return b.conditions.every((each) => decide(a, each));
  if (a.kind === "all" && a.conditions.some((each) => decide(each, b))) return true;
  if (b.kind === "any") return b.conditions.some((each) => decide(a, each));
  return a.kind !== "all" && printCondition(a).toLowerCase() === printCondition(b).toLowerCase();
}
