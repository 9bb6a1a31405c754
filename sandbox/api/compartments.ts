import type { Answer } from "./condition";
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

/**
 * Whether a compartment is another one or below it. Of two that were there before the sandbox, that is unknown.
 * @param ofId the compartment that may be above.
 */
export function isAtOrBelow(store: Store, compartmentId: string, ofId: string, tenancyId: string): Answer {
  const path = pathTo(store, compartmentId, tenancyId);
  if (path.includes(ofId)) return "yes";
  const top = path.at(-2) ?? tenancyId;
  return top !== tenancyId && !store.get(top) && !store.get(ofId) ? "unknown" : "no";
}

/** The OCID of the compartment that names lead to from one that they start in; undefined where the sandbox lacks one. */
export function compartmentNamed(store: Store, fromId: string, names: readonly string[]): string | undefined {
  return names.reduce<string | undefined>(
    (id, name) =>
      store
        .byKind(COMPARTMENT)
        .find(({ body }) => body["compartmentId"] === id && String(body["name"]).toLowerCase() === name.toLowerCase())
        ?.id,
    fromId,
  );
}
