import type { FastifyInstance } from "fastify";
import { stringify } from "yaml";

import { callerOf } from "./caller";
import type { Shared } from "./server";

/** Kubeconfigs of clusters, also of those that the sandbox does not hold: a stack file names some that are elsewhere. */
export function addKubeconfigs(server: FastifyInstance, { region }: Shared): void {
  server.post("/20180222/clusters/:id/kubeconfig/content", (request, reply) => {
    callerOf(request, region);
    const { id } = request.params as { id: string };
    return reply.type("application/x-yaml").send(kubeconfig(id));
  });
}

/** What a cluster's kubeconfig looks like. Its address leads nowhere: it tells one cluster of the sandbox from another. */
function kubeconfig(clusterId: string): string {
  const name = clusterId.split(".").at(-1) ?? "cluster";
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: `https://${name}.invalid:6443` } }],
    users: [{ name: "user", user: { exec: { command: "oci", args: ["ce", "cluster", "generate-token"] } } }],
    contexts: [{ name, context: { cluster: name, user: "user" } }],
    "current-context": name,
  });
}
