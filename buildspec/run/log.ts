import { Masker } from "./mask";

/** How many lines of a log are kept for reports. */
const TAIL = 40;

/** The log of a step: every line is given on with a prefix as soon as it is whole, secrets hidden; the last ones are kept. */
export class StepLog {
  readonly #masker: Masker;
  readonly #tail: string[] = [];
  #line = "";

  constructor(
    private readonly prefix: string,
    hidden: readonly string[],
    private readonly out: (text: string) => void,
  ) {
    this.#masker = new Masker(hidden);
  }

  /** The last lines, at most 40. */
  get tail(): readonly string[] {
    return this.#tail;
  }

  write(text: string): void {
    this.#take(this.#masker.write(text));
  }

  /** Gives on what is held back, as the end of a line. What is written later starts a new one. */
  end(): void {
    this.#take(this.#masker.end());
    if (this.#line !== "") this.#take("\n");
  }

  #take(text: string): void {
    const lines = (this.#line + text).split("\n");
    this.#line = lines.pop() ?? "";
    if (lines.length === 0) return;
    this.out(lines.map((line) => `${this.prefix}${line}\n`).join(""));
    this.#tail.push(...lines.slice(-TAIL));
    this.#tail.splice(0, this.#tail.length - TAIL);
  }
}
