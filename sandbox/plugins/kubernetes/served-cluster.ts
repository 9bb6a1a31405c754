import { callApiServer, type Entrance } from "../../api-server/https";
import { items, record, type ClusterObject } from "../../cluster/kind";
import { ClusterClient, pathOf, type Reference } from "./cluster-client";

/**
 * Calls a real API server, and does for the objects that go through it what a cluster's controllers would: none run
 * here, without which no namespace would ever end, and no quota hold a pod back.
 */
export class ServedCluster extends ClusterClient {
  constructor(entrance: Entrance) {
    super((method, path, body) => callApiServer(entrance, method, path, body));
  }

  override async apply(object: ClusterObject, manager: string, dryRun = false): Promise<ClusterObject> {
    const live = await super.apply(object, manager, dryRun);
    return !dryRun && live.kind === "ResourceQuota" ? this.takeUp(live) : live;
  }

  override async delete(reference: Reference): Promise<void> {
    await super.delete(reference);
    if (reference.kind !== "Namespace") return;
    const ending = await this.read(reference);
    if (ending) await this.finish(ending);
  }

  /** Puts a quota in force: the API server counts against its status, and lets everything through where there is none. */
  private takeUp(quota: ClusterObject): Promise<ClusterObject> {
    const hard = record(record(quota["spec"])["hard"]);
    const status = record(quota["status"]);
    const used = Object.fromEntries(Object.keys(hard).map((key) => [key, record(status["used"])[key] ?? "0"]));
    return this.call("PUT", `${pathOf(quota)}/status`, { ...quota, status: { hard, used } });
  }

  /** Deletes all that is in a namespace, and lets go of it. */
  private async finish(namespace: ClusterObject): Promise<void> {
    const { name } = namespace.metadata;
    for (const { root, plural } of await this.deletableInNamespaces())
      await this.call("DELETE", `${root}/namespaces/${name}/${plural}`);
    await this.call("PUT", `${pathOf(namespace)}/finalize`, { ...namespace, spec: { finalizers: [] } });
  }

  private async deletableInNamespaces(): Promise<{ root: string; plural: string }[]> {
    const groups = items((await this.call("GET", "/apis"))["groups"]);
    const roots = [
      "/api/v1",
      ...groups.map(({ preferredVersion }) => `/apis/${String(record(preferredVersion)["groupVersion"])}`),
    ];
    const found = await Promise.all(
      roots.map(async (root) =>
        items((await this.call("GET", root))["resources"])
          .filter(({ namespaced, verbs }) => namespaced === true && (verbs as string[]).includes("deletecollection"))
          .map(({ name }) => ({ root, plural: String(name) })),
      ),
    );
    return found.flat();
  }
}
