import { strict as assert } from "node:assert";

/** A resource as a preview with `--json` tells of it; each URN in it stands without the parents that it is below. */
interface State extends Readonly<Record<string, unknown>> {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
}

/** What a preview makes. */
export interface Inventory {
  /** Resources and components, without the stack. */
  readonly count: number;
  /** All but components. */
  readonly resources: readonly State[];
  /** URNs of resources that a resource, or a component that it is in, comes after. */
  readonly before: (resource: State) => ReadonlySet<string>;
}

/** @param output of a preview with `--json`. */
export function inventoryOf(output: string): Inventory {
  const { steps } = JSON.parse(output, plain) as { steps: { newState: State }[] };
  const states = steps.map(({ newState }) => newState).filter(({ type }) => type !== "pulumi:pulumi:Stack");
  const byUrn = new Map(states.map((state) => [state.urn, state]));
  const before = ({ dependencies = [], parent }: State): Set<string> => {
    const component = byUrn.get(parent ?? "");
    return new Set([...dependencies, ...(component ? before(component) : [])].filter((urn) => byUrn.get(urn)?.custom));
  };
  return { count: states.length, resources: states.filter(({ custom }) => custom), before };
}

/** Takes the parents out of a URN; brings URNs into a fixed order. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === "string") return value.replace(/^(urn:pulumi:[^:]+::[^:]+::)\S+\$/, "$1");
  if (!Array.isArray(value)) return value;
  const list: readonly unknown[] = value;
  return list.every((each) => String(each).startsWith("urn:pulumi:")) ? [...list].sort() : list;
}

/**
 * That a program without components registers what one with components does: the same resources, with all that the engine
 * is told of them but parents and places in the sources. What follows from a component's dependencies may be left out.
 * @throws AssertionError with what differs.
 */
export function assertSame(flat: Inventory, real: Inventory): void {
  assert.deepEqual(toldOf(flat), toldOf(real), "the flat program registers something else");
  const theirs = new Map(real.resources.map((resource) => [resource.urn, resource]));
  for (const resource of flat.resources) {
    const same = theirs.get(resource.urn) as State;
    const behind = real.before(same);
    const missing = (same.dependencies ?? []).filter((urn) => behind.has(urn) && !resource.dependencies?.includes(urn));
    const needless = (resource.dependencies ?? []).filter((urn) => !behind.has(urn));
    assert.deepEqual({ missing, needless }, { missing: [], needless: [] }, `dependencies of ${resource.urn} differ`);
  }
}

function toldOf({ resources }: Inventory): object[] {
  const apart = { parent: undefined, dependencies: undefined, sourcePosition: undefined, stackTrace: undefined };
  return resources.map((state) => ({ ...state, ...apart })).sort((a, b) => (a.urn < b.urn ? -1 : 1));
}
