import type { Kind, RestObject } from "../kinds/kind";
import type { Store } from "./store";

/** States that pass by themselves. */
export const PASSING = ["CREATING", "DELETING", "SCHEDULING_DELETION"];

/** Whether objects of a kind pass through a state on their way, where that takes time. */
export function takesTime({ rest }: Kind, step: "create" | "delete", delay: number): boolean {
  return delay > 0 && !rest.immediate?.includes(step);
}

/** Ends the changes whose time has come: what was made is there, what was deleted is gone, work requests are done. */
export function settle(store: Store, now = Date.now()): void {
  for (const { id, state, workRequest } of store.due(now)) {
    const object = store.get(id);
    if (object && state === undefined) store.delete(id);
    else if (object) store.put({ ...object, body: { ...object.body, lifecycleState: state } });
    const request = workRequest === undefined ? undefined : store.getWorkRequest(workRequest);
    if (request) store.putWorkRequest({ ...request, ...done(new Date(now)) });
  }
}

/** What a work request says when it is done. */
export function done(at: Date): RestObject {
  return { status: "SUCCEEDED", percentComplete: 100, timeFinished: at.toISOString() };
}
