import type { Store } from "./store";

const COMPARTMENT = "oci:Identity/compartment:Compartment";

/**
 * The OCIDs of a compartment and of those above it, up to the tenancy's. One that the sandbox does not hold is taken to
 * stand in the tenancy itself.
 */
export function pathTo(store: Store, compartmentId: string, tenancyId: string): string[] {
  const path = [compartmentId];
  for (let id = compartmentId; id !== tenancyId;) {
    const found = store.get(id);
    const above = found?.kind === COMPARTMENT ? String(found.body["compartmentId"]) : tenancyId;
    // a compartment that was moved below itself would never end
    if (path.includes(above)) break;
    path.push((id = above));
  }
  return path;
}

/** The paths to every compartment at or below one, as `pathTo` has them. */
export function pathsBelow(store: Store, compartmentId: string, tenancyId: string): string[][] {
  const known = store.byKind(COMPARTMENT).map(({ id }) => id);
  return [...new Set([compartmentId, ...known])]
    .map((id) => pathTo(store, id, tenancyId))
    .filter((path) => path.includes(compartmentId));
}
