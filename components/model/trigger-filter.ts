/** What a trigger listens to, and what it needs to. `Id` is an OCID, in the program possibly not known yet. */
export type TriggerSource<Id> =
  | { readonly kind: "DEVOPS_CODE_REPOSITORY"; readonly repositoryId: Id }
  | { readonly kind: "BITBUCKET_CLOUD" | "GITHUB" | "GITLAB" | "VBS"; readonly connectionId: Id }
  | { readonly kind: "BITBUCKET_SERVER" | "GITLAB_SERVER" };

export type TriggerSourceKind = TriggerSource<unknown>["kind"];

/** When a trigger fires. */
export interface TriggerWhen {
  /** Branch that is pushed to, or that a pull request comes from. */
  readonly branch: string;
  /** At least one. @default ["PUSH"] */
  readonly events?: readonly string[];
  /** Patterns of files of which at least one must have changed; of a push alone. @default - any file */
  readonly files?: readonly string[];
  /** Patterns of files whose changes don't count; of a push alone. @default - none */
  readonly ignore?: readonly string[];
}

/** Filter of a trigger's action, as the provider takes it. */
export interface TriggerFilter {
  triggerSource: string;
  events: string[];
  include: { headRef: string; fileFilter?: { filePaths: string[] } };
  exclude?: { fileFilter: { filePaths: string[] } };
}

const pullRequests = (...what: readonly string[]): readonly string[] => [
  "PUSH",
  ...what.map((each) => `PULL_REQUEST_${each}`),
];

/** Events that each source knows. @see oci-go-sdk v65.121.0, devops, `*_filter.go` */
export const EVENTS: Readonly<Record<TriggerSourceKind, readonly string[]>> = {
  DEVOPS_CODE_REPOSITORY: pullRequests("CREATED", "UPDATED"),
  GITHUB: pullRequests("CREATED", "UPDATED", "REOPENED", "MERGED"),
  GITLAB: pullRequests("CREATED", "UPDATED", "REOPENED", "MERGED"),
  GITLAB_SERVER: pullRequests("CREATED", "UPDATED", "REOPENED", "MERGED"),
  BITBUCKET_CLOUD: pullRequests("CREATED", "UPDATED", "MERGED"),
  BITBUCKET_SERVER: pullRequests("OPENED", "MODIFIED", "MERGED"),
  VBS: ["PUSH", "MERGE_REQUEST_CREATED", "MERGE_REQUEST_UPDATED", "MERGE_REQUEST_MERGED"],
};

/**
 * The filter of a trigger, and what is wrong with what it was asked for; the problems are empty when nothing is.
 * @see facts 2.7: file patterns count for
 * pushes alone
 */
export function triggerFilter(
  source: TriggerSourceKind,
  { branch, events = ["PUSH"], files = [], ignore = [] }: TriggerWhen,
): { filter: TriggerFilter; problems: readonly string[] } {
  const known = EVENTS[source];
  const problems = events
    .filter((event) => !known.includes(event))
    .map((event) => `'${source}' has no event '${event}', expected one of ${known.join(", ")}; change it`);
  if (events.length === 0) problems.push(`no event is given, expected one of ${known.join(", ")}; add one`);

  const patterns = files.length + ignore.length > 0;
  if (patterns && source === "BITBUCKET_SERVER")
    problems.push("'BITBUCKET_SERVER' can't tell which files have changed; remove the file patterns");
  if (patterns && events.length > 0 && !events.includes("PUSH"))
    problems.push(`file patterns count for 'PUSH' alone, got ${events.join(", ")}; add 'PUSH' or remove the patterns`);

  const filter: TriggerFilter = {
    triggerSource: source,
    events: [...events],
    include: { headRef: branch, ...(files.length > 0 ? { fileFilter: { filePaths: [...files] } } : {}) },
    ...(ignore.length > 0 ? { exclude: { fileFilter: { filePaths: [...ignore] } } } : {}),
  };
  return { filter, problems };
}
