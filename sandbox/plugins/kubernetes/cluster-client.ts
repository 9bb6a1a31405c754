import type { ClusterKind, ClusterObject } from "../../cluster/kind";
import { clusterKindOf } from "../../cluster/kinds";
import { groupOf } from "../../cluster/status";

/** Where an object is. */
export type Reference = Pick<ClusterObject, "apiVersion" | "kind"> & {
  readonly metadata: { readonly name: string; readonly namespace?: string };
};

/** An answer of the API server other than success. */
export class ClusterError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** Sends a request to the Kubernetes API of one cluster, and nowhere else; the body is JSON. */
export type Send = (
  method: string,
  path: string,
  body?: { readonly type: string; readonly text: string },
) => Promise<{ readonly status: number; readonly body: string }>;

/** Calls the Kubernetes API of one cluster of the sandbox. */
export class ClusterClient {
  constructor(private readonly send: Send) {}

  /** Server-side apply. @throws ClusterError */
  async apply(object: ClusterObject, manager: string, dryRun = false): Promise<ClusterObject> {
    const query = new URLSearchParams({ fieldManager: manager, ...(dryRun ? { dryRun: "All" } : {}) });
    return this.call("PATCH", `${pathOf(object)}?${query.toString()}`, object, "application/apply-patch+yaml");
  }

  /** The object as it is; undefined when it is not there. @throws ClusterError */
  read(reference: Reference): Promise<ClusterObject | undefined> {
    return ifThere(() => this.call("GET", pathOf(reference)));
  }

  /** Deletes an object; one that is gone is no error. @throws ClusterError */
  async delete(reference: Reference): Promise<void> {
    await ifThere(() => this.call("DELETE", pathOf(reference)));
  }

  /** Any other request. @throws ClusterError */
  async call(method: string, path: string, body?: object, type = "application/json"): Promise<ClusterObject> {
    const answer = await this.send(method, path, body && { type, text: JSON.stringify(body) });
    const said = JSON.parse(answer.body) as ClusterObject;
    if (answer.status < 300) return said;
    const { reason, message } = said as unknown as { reason: string; message: string };
    throw new ClusterError(answer.status, reason, message);
  }
}

/** Path of an object in the API. @throws Error for a kind that the sandbox's clusters do not have */
export function pathOf({ apiVersion, kind, metadata }: Reference): string {
  const { namespaced, plural } = requireKind({ apiVersion, kind });
  const [group] = groupOf({ apiVersion });
  return [
    group === "" ? `/api/${apiVersion}` : `/apis/${apiVersion}`,
    ...(namespaced ? ["namespaces", encodeURIComponent(metadata.namespace ?? "default")] : []),
    plural,
    encodeURIComponent(metadata.name),
  ].join("/");
}

/** @throws Error that lists the kinds that there are. */
function requireKind(object: Pick<ClusterObject, "apiVersion" | "kind">): ClusterKind {
  const kind = clusterKindOf(object);
  if (!kind) throw new Error(`the sandbox's clusters have no kind '${object.apiVersion} ${object.kind}' yet`);
  return kind;
}

async function ifThere(call: () => Promise<ClusterObject>): Promise<ClusterObject | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ClusterError && error.code === 404) return undefined;
    throw error;
  }
}
