import { clusterKindOf } from "../../cluster/kinds";
import type { ClusterKind, ClusterObject } from "../../cluster/kind";
import { CLUSTERS } from "../../cluster/status";
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

/** Calls the Kubernetes API of one cluster of the sandbox, and never another one. */
export class ClusterClient {
  /**
   * @param endpoint address of the sandbox, e.g. `http://127.0.0.1:8411`.
   * @param cluster name that the sandbox knows it by.
   */
  constructor(
    private readonly endpoint: string,
    private readonly cluster: string,
  ) {}

  /** Server-side apply. @throws ClusterError */
  apply(object: ClusterObject, manager: string, dryRun = false): Promise<ClusterObject> {
    const query = new URLSearchParams({ fieldManager: manager, ...(dryRun ? { dryRun: "All" } : {}) });
    return this.call("PATCH", `${this.pathOf(object)}?${query.toString()}`, object);
  }

  /** The object as it is; undefined when it is not there. @throws ClusterError */
  read(reference: Reference): Promise<ClusterObject | undefined> {
    return ifThere(() => this.call("GET", this.pathOf(reference)));
  }

  /** Deletes an object; one that is gone is no error. @throws ClusterError */
  async delete(reference: Reference): Promise<void> {
    await ifThere(() => this.call("DELETE", this.pathOf(reference)));
  }

  private pathOf({ apiVersion, kind, metadata }: Reference): string {
    const { namespaced, plural } = requireKind({ apiVersion, kind });
    const [group] = groupOf({ apiVersion });
    return [
      group === "" ? `/api/${apiVersion}` : `/apis/${apiVersion}`,
      ...(namespaced ? ["namespaces", encodeURIComponent(metadata.namespace ?? "default")] : []),
      plural,
      encodeURIComponent(metadata.name),
    ].join("/");
  }

  private async call(method: string, path: string, body?: object): Promise<ClusterObject> {
    const response = await fetch(`${this.endpoint}${CLUSTERS}/${encodeURIComponent(this.cluster)}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/apply-patch+yaml" } } : {}),
    });
    const answer = (await response.json()) as ClusterObject;
    if (response.ok) return answer;
    const { reason, message } = answer as unknown as { reason: string; message: string };
    throw new ClusterError(response.status, reason, message);
  }
}

/** @throws Error that lists the kinds that there are. */
export function requireKind(object: Pick<ClusterObject, "apiVersion" | "kind">): ClusterKind {
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
