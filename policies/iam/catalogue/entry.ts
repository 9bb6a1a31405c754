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
   * where the documentation says that a verb adds none. Of a family: besides those of its members. Absent where no source
   * was found.
   */
  readonly adds?: readonly [inspect: string, read: string, use: string, manage: string];
  /**
   * All permissions, which `manage` grants, separated by blanks; where no source says which of them weaker verbs grant.
   * @see https://docs.oracle.com/iaas/Content/Identity/policieshow/Verbs.htm read 2026-11-25
   */
  readonly all?: string;
  /** Permissions that were not confirmed from a source, separated by blanks; there may be others. */
  readonly unconfirmed?: string;
  /**
   * The `target` variables of its requests, besides the general ones; a trailing `*` stands for any rest. Absent where no
   * source was found.
   */
  readonly variables?: readonly string[];
  /** Whether they are in the tenancy itself, in no compartment. */
  readonly isOfTenancy?: true;
  /** The page that all of this is from; absent for types that were only seen in published statements: unconfirmed. */
  readonly source?: string;
}
