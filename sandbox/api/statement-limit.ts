import type { Kind, RestObject } from "../kinds/kind";
import { pathsBelow } from "./compartments";
import { limitExceeded } from "./errors";
import type { Store } from "./store";

/** Statements of all policies from the tenancy down to any one compartment. @see facts 8, "Statement limit" */
export const MOST_STATEMENTS = 500;

/**
 * Refuses more texts of an attribute, such as a policy's statements, than OCI takes on one path of compartments.
 * @param self id of the object that `body` takes the place of.
 * @throws ServiceError LimitExceeded
 */
export function refuseTooMany(store: Store, kind: Kind, body: RestObject, tenancyId: string, self?: string): void {
  const { countedOnPath } = kind.rest;
  if (!countedOnPath) return;
  const count = (each: RestObject): number => [each[countedOnPath]].flat().length;
  const counts = new Map<unknown, number>();
  for (const other of store.byKind(kind.token)) {
    const at = other.body["compartmentId"];
    if (other.id !== self) counts.set(at, (counts.get(at) ?? 0) + count(other.body));
  }
  const compartmentId = String(body["compartmentId"]);
  const sums = pathsBelow(store, compartmentId, tenancyId).map((path) =>
    path.reduce((sum, id) => sum + (counts.get(id) ?? 0), count(body)),
  );
  const most = Math.max(...sums);
  if (most > MOST_STATEMENTS) {
    throw limitExceeded(
      `'${countedOnPath}' would be ${most} from the tenancy down through ${compartmentId}; ` +
        `at most ${MOST_STATEMENTS} may be on one path`,
    );
  }
}
