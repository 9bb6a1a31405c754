import type { Exception, ReadExceptions } from "./exception";

/** A finding that an exception accepts. */
export interface Excepted {
  readonly exception: Exception;
  readonly urn: string;
  readonly message: string;
}

/** The exceptions of a stack, and which findings they have accepted so far in this run. */
export class Register {
  readonly #excepted = new Map<string, Excepted>();

  constructor(
    private readonly read: ReadExceptions,
    /** UTC, `YYYY-MM-DD`. */
    private readonly today: string,
  ) {}

  /** What is wrong with those that don't count. */
  get problems(): readonly string[] {
    return this.read.problems;
  }

  get expired(): readonly Exception[] {
    return this.read.exceptions.filter(({ expires }) => expires < this.today);
  }

  /** Those in force that have accepted nothing; meaningful when every other rule has been run. */
  get unused(): readonly Exception[] {
    const used = new Set([...this.#excepted.values()].map(({ exception }) => exception));
    return this.inForce.filter((exception) => !used.has(exception));
  }

  /** Findings that were accepted, in the order in which they came. */
  get excepted(): readonly Excepted[] {
    return [...this.#excepted.values()];
  }

  /** Whether an exception accepts a finding about a resource; notes it if so. */
  accepts(rule: string, urn: string, message: string): boolean {
    const exception = this.covering(rule, urn);
    // a resource is judged in the preview and again in the update
    if (exception) this.#excepted.set(JSON.stringify([rule, urn, message]), { exception, urn, message });
    return exception !== undefined;
  }

  /** Whether an exception covers what a rule says of a resource. */
  covers(rule: string, urn: string): boolean {
    return this.covering(rule, urn) !== undefined;
  }

  private covering(rule: string, urn: string): Exception | undefined {
    const names = namesOf(urn);
    return this.inForce.find((each) => each.rule === rule && names.includes(each.resource));
  }

  private get inForce(): readonly Exception[] {
    return this.read.exceptions.filter(({ expires }) => expires >= this.today);
  }
}

/** A register without exceptions. */
export const NO_EXCEPTIONS = new Register({ exceptions: [], problems: [] }, "0000-00-00");

/** What an exception may call a resource: its URN, `<type>::<name>`, its name. */
function namesOf(urn: string): readonly string[] {
  const [, type, name] = /^urn:pulumi:.*?::.*?::(?:.*\$)?(.*?)::(.*)$/s.exec(urn) ?? [];
  return type === undefined || name === undefined ? [urn] : [urn, `${type}::${name}`, name];
}
