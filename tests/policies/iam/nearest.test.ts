import { strict as assert } from "node:assert";

import * as fc from "fast-check";

import { nearest } from "../../../policies/iam/nearest";

/** Edits by their definition, without a bound. */
function edits(from: string, to: string): number {
  const known = new Map<string, number>();
  const count = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = `${i},${j}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const replaced = count(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
    const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
    const least = Math.min(
      replaced,
      count(i - 1, j) + 1,
      count(i, j - 1) + 1,
      isSwapped ? count(i - 2, j - 2) + 1 : Infinity,
    );
    known.set(key, least);
    return least;
  };
  return count(from.length, to.length);
}

/** The nearest one by its definition. */
function expected(word: string, candidates: readonly string[]): string | undefined {
  return candidates
    .map((candidate) => ({ candidate, count: edits(word, candidate) }))
    .filter(({ candidate, count }) => count <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)))
    .reduce<{ candidate: string; count: number } | undefined>(
      (best, each) => (best && best.count <= each.count ? best : each),
      undefined,
    )?.candidate;
}

describe("nearest", () => {
  const word = fc.stringMatching(/^[abc]{0,14}$/);

  it("is the first one of those with the least edits, within a third of the length", () => {
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 8 }), (from, candidates) => {
        assert.equal(nearest(from, candidates), expected(from, candidates));
      }),
      { numRuns: 5000 },
    );
  });

  it("finds what differs in a letter, a swap or a plural", () => {
    assert.equal(nearest("mange", ["inspect", "manage"]), "manage");
    assert.equal(nearest("raed", ["use", "read"]), "read");
    assert.equal(nearest("bucket", ["objects", "buckets"]), "buckets");
  });

  it("finds nothing for a word that is too long", () => {
    assert.equal(nearest("a".repeat(64), ["a".repeat(66)]), "a".repeat(66));
    assert.equal(nearest("a".repeat(65), ["a".repeat(65)]), undefined);
  });
});
