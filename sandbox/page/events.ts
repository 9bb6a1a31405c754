/** One write that came to the sandbox, carried out or refused. */
export interface Event {
  /** Counts from 1 since the sandbox started. */
  readonly number: number;
  /** RFC 3339 */
  readonly time: string;
  readonly method: string;
  /** Status of the answer. */
  readonly status: number;
  /** Kind of the object, e.g. `Deploy stage`; the path where it is none. */
  readonly kind: string;
  /** What the object is called, where that is known. */
  readonly name: string | undefined;
  /** OCID, or the cluster's own id, where it is known. */
  readonly id: string | undefined;
  /** OCI's code and message of a refusal. */
  readonly refusal: string | undefined;
}

type Listener = (event: Event) => void;

/** Events that are kept; older ones are forgotten. */
const KEPT = 200;

/** The last events of a sandbox, in memory: they end with its process. */
export class Events {
  private readonly kept: Event[] = [];
  private readonly listeners = new Set<Listener>();
  private last = 0;

  add(event: Omit<Event, "number">): void {
    const numbered = { ...event, number: ++this.last };
    this.kept.push(numbered);
    if (this.kept.length > KEPT) this.kept.shift();
    for (const listener of this.listeners) listener(numbered);
  }

  /** The newest first. */
  latest(): Event[] {
    return [...this.kept].reverse();
  }

  /** Those after the event of a number that are still kept, in their order. */
  since(number: number): Event[] {
    return this.kept.filter((event) => event.number > number);
  }

  /** Calls `listener` with each event to come, until the function is called that it returns. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
