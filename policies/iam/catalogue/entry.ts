/** The verbs of the language, each of which grants what the ones before it grant. */
export const VERBS = ["inspect", "read", "use", "manage"] as const;

/** What the catalogue knows of a resource type, or of a family. */
export interface CatalogueEntry {
  /** Lower-case, e.g. `repos`, `secret-family`. */
  readonly type: string;
  /** The service as its documentation calls it. */
  readonly service: string;
  /** The types that a family stands for; absent for single types, and where no source lists them. */
  readonly members?: readonly string[];
  /**
   * The permissions that `inspect`, `read`, `use` and `manage` each add to the verb before, separated by blanks; empty
   * where the documentation says that a verb adds none. Absent where no source was found.
   */
  readonly adds?: readonly [inspect: string, read: string, use: string, manage: string];
  /**
   * The `target` variables of its requests, besides the general ones; a trailing `*` stands for any rest. Absent where no
   * source was found.
   */
  readonly variables?: readonly string[];
  /** The page that all of this is from; absent for types that were only seen in published statements: unconfirmed. */
  readonly source?: string;
}
