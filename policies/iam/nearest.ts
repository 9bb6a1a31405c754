/** Longer words are compared with nothing: no word of the language is near them. */
const LONGEST = 64;

/**
 * The candidate with the least edits from `word`, the first one of several; undefined if none is within a third of its
 * length. Both are compared as written. Does not throw.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const most = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    if (Math.abs(word.length - candidate.length) > most) continue;
    const limit = Math.min(most, fewest - 1);
    const edits = editsBetween(word, candidate, limit);
    if (edits <= limit) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; any number above a limit. */
function editsBetween(from: string, to: string, limit: number): number {
  let older: number[] = [];
  let previousFewest = 0;
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    let fewest = i;
    for (let j = 1; j <= to.length; j++) {
      const replaced = at(previous, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let least = Math.min(replaced, at(previous, j) + 1, at(current, j - 1) + 1);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        least = Math.min(least, at(older, j - 2) + 1);
      current.push(least);
      fewest = Math.min(fewest, least);
    }
    // a swap leads from a row to the one after the next
    if (fewest > limit && previousFewest > limit) return fewest;
    previousFewest = fewest;
    older = previous;
    previous = current;
  }
  return at(previous, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] as number;
}
