import { CLUSTERS } from "../../cluster/status";
import { ClusterClient } from "./cluster-client";

/**
 * Calls one of the clusters that the sandbox keeps itself.
 * @param endpoint address of the sandbox, e.g. `http://127.0.0.1:8411`.
 * @param name that the sandbox knows it by.
 */
export function keptCluster(endpoint: string, name: string): ClusterClient {
  return new ClusterClient(async (method, path, body) => {
    const response = await fetch(`${endpoint}${CLUSTERS}/${encodeURIComponent(name)}${path}`, {
      method,
      ...(body ? { body: body.text, headers: { "content-type": body.type } } : {}),
    });
    return { status: response.status, body: await response.text() };
  });
}
