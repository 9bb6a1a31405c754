/** What a secret is replaced with. */
export const STARS = "***";

/** The shortest line of a secret of several lines that is hidden by itself; shorter ones would star out half a log. */
const SHORTEST_LINE = 4;

/** The shortest secret whose encoded forms are hidden; those of shorter ones stand in other texts by chance. */
const SHORTEST_ENCODED = 8;

/**
 * The texts that must not be shown for these values: each value, each of its lines by itself, since logs come by lines, and
 * its forms in base64 and in an address. Base64 that is broken into lines, and other forms, are not known.
 */
export function hiddenTexts(values: Iterable<string>): readonly string[] {
  const hidden = new Set<string>();
  for (const value of values) {
    if (value === "") continue;
    hidden.add(value);
    const lines = value.split(/[\r\n]+/).map((line) => line.trim());
    if (lines.length > 1) lines.filter((line) => line.length >= SHORTEST_LINE).forEach((line) => hidden.add(line));
    if (value.length >= SHORTEST_ENCODED) for (const form of encodedForms(value)) hidden.add(form);
  }
  return [...hidden];
}

/** A value as part of an address, and of anything in base64, as `user:value` is in the header of a request. */
function encodedForms(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const forms = [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    // a digit has 6 bits; those that share some with what stands beside the value are not its own
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6)];
    return [whole.toString("base64"), whole.toString("base64url")].map((text) => text.slice(from, to));
  });
  return [...forms, bytes.toString("base64"), encodeURIComponent(bytes.toString())];
}

/** A text with every secret in it replaced, those that overlap by one mark. */
export function mask(text: string, hidden: readonly string[]): string {
  const masker = new Masker(hidden);
  return masker.write(text) + masker.end();
}

/**
 * Hides secrets in a text that comes in pieces: what could be the start of a secret is held back until it is known. The
 * result doesn't depend on where the pieces end.
 */
export class Masker {
  #held = "";
  /** How many of the held characters belong to a secret. */
  #covered = 0;
  /** Whether the last character that was given away belonged to a secret. */
  #starred = false;

  constructor(private readonly hidden: readonly string[]) {}

  /** Takes a piece; gives what can be shown by now. */
  write(piece: string): string {
    this.#held += piece;
    return this.#give(this.#firstOpen());
  }

  /** Gives what is held back: there is no more to come. */
  end(): string {
    return this.#give(this.#held.length);
  }

  /** Where a secret may have begun whose end is yet to come; the end of the text where none has. */
  #firstOpen(): number {
    const starts = this.hidden.map((secret) => {
      for (let at = Math.max(0, this.#held.length - secret.length + 1); at < this.#held.length; at++) {
        if (secret.startsWith(this.#held.slice(at))) return at;
      }
      return this.#held.length;
    });
    return Math.min(this.#held.length, ...starts);
  }

  /** Gives the held text up to `end`. Every secret that starts before it is whole. */
  #give(end: number): string {
    const covers = this.#covers(end);
    let shown = "";
    let at = 0;
    for (const [from, to] of covers) {
      if (from > at) {
        shown += this.#held.slice(at, from);
        this.#starred = false;
      }
      if (!this.#starred) shown += STARS;
      this.#starred = true;
      at = Math.min(to, end);
    }
    if (at < end) {
      shown += this.#held.slice(at, end);
      this.#starred = false;
    }
    this.#covered = Math.max(0, Math.max(this.#covered, covers.at(-1)?.[1] ?? 0) - end);
    this.#held = this.#held.slice(end);
    return shown;
  }

  /** The parts that belong to secrets which start before `end`, in order, joined where they touch or overlap. */
  #covers(end: number): readonly [number, number][] {
    const found: [number, number][] = Math.min(this.#covered, end) > 0 ? [[0, this.#covered]] : [];
    for (const secret of this.hidden) {
      for (let at = this.#held.indexOf(secret); at >= 0 && at < end; at = this.#held.indexOf(secret, at + 1)) {
        found.push([at, at + secret.length]);
      }
    }
    const joined: [number, number][] = [];
    for (const [from, to] of found.sort(([a], [b]) => a - b)) {
      const last = joined.at(-1);
      if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
      else joined.push([from, to]);
    }
    return joined;
  }
}
