import type { FastifyInstance } from "fastify";

import { kindOf } from "../kinds";
import type { Kind, RestObject } from "../kinds/kind";
import { callerOf } from "./caller";
import { notFound } from "./errors";
import { existing } from "./objects";
import type { Shared } from "./server";
import type { Store } from "./store";

const SECRET = "oci:Vault/secret:Secret";

/**
 * Keeps what an object holds and does not show, such as a secret's content: apart from it, one version after another.
 * Returns the number of the new version; undefined where the write gives none.
 */
export function keepContent(store: Store, kind: Kind, id: string, given: RestObject): number | undefined {
  const [content] = Object.keys(kind.inputs).flatMap((key) => (kind.inputs[key]?.writeOnly ? (given[key] ?? []) : []));
  return content === undefined ? undefined : store.putContent(id, content as RestObject);
}

/** What secrets hold: `GET <base>/secretbundles/{secretId}`, the current version or that of `versionNumber`. */
export function addSecretBundles(server: FastifyInstance, { store, region }: Shared): void {
  server.get("/20190301/secretbundles/:id", (request) => {
    callerOf(request, region);
    const { id } = request.params as { id: string };
    const { versionNumber } = request.query as { versionNumber?: string };
    const { body } = existing(store, id, kindOf(SECRET));
    const current = Number(body["currentVersionNumber"]);
    const version = versionNumber === undefined ? current : Number(versionNumber);
    const content = store.getContent(id, version);
    if (!content) throw notFound(`version ${version} of ${id}`);
    return {
      secretId: id,
      versionNumber: version,
      stages: version === current ? ["CURRENT", "LATEST"] : ["PREVIOUS"],
      metadata: body["metadata"] ?? {},
      timeCreated: body["timeCreated"],
      secretBundleContent: { contentType: content["contentType"], content: content["content"] },
    };
  });
}
