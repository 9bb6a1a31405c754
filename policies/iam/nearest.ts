/** Longer words are compared with nothing: no word of the language is near them. */
const LONGEST = 64;

/** Three rows of edits, the last of which is being filled; no candidate that is near is longer. */
const ROWS = [new Uint8Array(2 * LONGEST), new Uint8Array(2 * LONGEST), new Uint8Array(2 * LONGEST)] as const;

/**
 * The candidate with the least edits from `word`, the first one of several; undefined if none is within a third of its
 * length. Both are compared as written. Does not throw.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const letters = lettersOf(word);
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    const most = Math.min(allowed, fewest - 1);
    if (Math.abs(word.length - candidate.length) > most || differences(letters, lettersOf(candidate)) > most) continue;
    const edits = editsBetween(word, candidate, most);
    if (edits > most) continue;
    best = candidate;
    fewest = edits;
  }
  return best;
}

/** Which letters a word has, one bit for each; some share one. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** No fewer edits turn a word with some letters into one with others: each letter of one alone takes one. */
function differences(from: number, to: number): number {
  return Math.max(count(from & ~to), count(to & ~from));
}

function count(bits: number): number {
  let left = bits;
  let found = 0;
  for (; left !== 0; left &= left - 1) found++;
  return found;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; more than `most` if there
 * are more.
 */
function editsBetween(from: string, to: string, most: number): number {
  const beyond = most + 1;
  const [top] = ROWS;
  for (let j = 0; j <= to.length; j++) top[j] = j;
  for (let i = 1; i <= from.length; i++) {
    const [current, previous, older] = rowsAt(i);
    // no place that is further from the diagonal can be within the most
    const first = Math.max(1, i - most);
    const last = Math.min(to.length, i + most);
    let left = first === 1 ? i : beyond;
    let fewest = left;
    current[first - 1] = left;
    for (let j = first; j <= last; j++) {
      const isSame = from.charCodeAt(i - 1) === to.charCodeAt(j - 1);
      const above = j < i + most ? (previous[j] as number) + 1 : beyond;
      let least = Math.min((previous[j - 1] as number) + (isSame ? 0 : 1), above, left + 1);
      if (i > 1 && j > 1 && isSwapped(from, i, to, j)) least = Math.min(least, (older[j - 2] as number) + 1);
      current[j] = left = least;
      fewest = Math.min(fewest, least);
    }
    if (fewest > most) return beyond;
  }
  return rowsAt(from.length)[0][to.length] as number;
}

/** The row of a place in the word, and the two before it. */
function rowsAt(i: number): [current: Uint8Array, previous: Uint8Array, older: Uint8Array] {
  return [ROWS[i % 3] as Uint8Array, ROWS[(i + 2) % 3] as Uint8Array, ROWS[(i + 1) % 3] as Uint8Array];
}

function isSwapped(from: string, i: number, to: string, j: number): boolean {
  return from.charCodeAt(i - 1) === to.charCodeAt(j - 2) && from.charCodeAt(i - 2) === to.charCodeAt(j - 1);
}
