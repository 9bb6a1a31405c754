/** A stack's state as `pulumi stack export` writes it: what recovery looks into. All else is kept as it is. */
export interface Exported {
  readonly deployment: {
    readonly resources?: readonly Recorded[];
    readonly pending_operations?: readonly Operation[];
  };
}

/** A resource of a state. */
export interface Recorded {
  readonly urn: string;
  /** Pulumi type token. */
  readonly type: string;
  /** Whether a provider made it; a component is nothing outside the state. */
  readonly custom?: boolean;
  readonly id?: string;
  readonly inputs?: Values;
  readonly outputs?: Values;
  /** `<urn>::<id>` of its provider resource. */
  readonly provider?: string;
  /** Replaced, and still to be deleted. */
  readonly delete?: boolean;
  /** Deleted, and still to be made anew. */
  readonly pendingReplacement?: boolean;
}

export type Values = Readonly<Record<string, unknown>>;

/** Something that an engine had begun when it was killed. */
export interface Operation {
  readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
  readonly resource: Recorded;
}

/** What an operation that was under way came to. */
export type Verdict =
  | { readonly outcome: "imported"; readonly id: string; readonly outputs: Values }
  | { readonly outcome: "dropped" | "refreshed"; readonly why: string };

/** What the engine marks a secret with, encrypted or not. */
const SECRET_MARK = "4dabf18193072939515e22adb298388d";
const SECRET_SORT = "1b47061264138c4ac30d75fd1eb44270";

/** Whether a value is a secret, or has one in it. */
export function hasSecret(value: unknown): boolean {
  return JSON.stringify(value ?? null).includes(SECRET_MARK);
}

/**
 * The state with no operation pending: what was found is recorded as if its create had come to its end, the rest is
 * forgotten. Does not touch `exported`.
 * @param verdicts one for each pending operation, in their order.
 */
export function settled(exported: Exported, verdicts: readonly Verdict[]): Exported {
  let resources = exported.deployment.resources ?? [];
  for (const [index, { resource }] of (exported.deployment.pending_operations ?? []).entries()) {
    const verdict = verdicts[index];
    if (verdict?.outcome !== "imported") continue;
    const made = { ...resource, id: verdict.id, outputs: sealed(verdict.outputs, resource.inputs ?? {}) };
    resources = [...replacedBy(resources, resource.urn), made];
  }
  return { ...exported, deployment: { ...exported.deployment, resources, pending_operations: [] } };
}

/** What was there under a URN, once its replacement is made: gone, or to be deleted. */
function replacedBy(resources: readonly Recorded[], urn: string): readonly Recorded[] {
  return resources
    .filter((each) => each.urn !== urn || !each.pendingReplacement)
    .map((each) => (each.urn === urn ? { ...each, delete: true } : each));
}

/** Outputs as a state has them: what was a secret as an input is the same one, what a plugin calls secret is marked. */
function sealed(outputs: Values, inputs: Values): Values {
  const entries = Object.entries(outputs).map(([key, value]) => {
    if (hasSecret(inputs[key])) return [key, inputs[key]];
    const { value: plain } = hasSecret(value) ? (value as { value?: unknown }) : {};
    return [key, plain === undefined ? value : { [SECRET_MARK]: SECRET_SORT, plaintext: JSON.stringify(plain) }];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Values;
}

/** A value of a state exported with `--show-secrets`, without the marks around its secrets. */
export function revealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== "object" || value === null) return value;
  if (SECRET_MARK in value && "plaintext" in value) return JSON.parse(String(value.plaintext)) as unknown;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
}

/** Inputs of the provider resource that a resource goes through; none when the state does not have it. */
export function providerOf({ deployment }: Exported, { provider }: Recorded): Values {
  return deployment.resources?.find(({ urn, id }) => `${urn}::${id}` === provider)?.inputs ?? {};
}
