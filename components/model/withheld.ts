import { z } from "zod";

/** What a report of problems must not show of the values under a top-level key. */
interface Withholding {
  /** @param path of the value from the top, e.g. `["notify", 0, "slack"]`. */
  readonly mayBeCredential: (path: readonly PropertyKey[], value: unknown) => boolean;
}

/** Schemas of top-level keys under which a wrong value may be a credential, though it is no secret of the stack file. */
export const withheld = z.registry<Withholding>();
