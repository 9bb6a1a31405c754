import type { FastifyInstance } from "fastify";

import { isDeleted } from "./objects";
import type { Shared } from "./server";
import { changedSettings } from "./settings";

/**
 * The sandbox's own view of itself, without what is deleted and only still shown, and its settings. Not an API of OCI.
 * `GET /sandbox`, `DELETE /sandbox/objects[?id=...]`, `GET` and `PUT /sandbox/settings`.
 */
export function addAdministration(server: FastifyInstance, shared: Shared): void {
  const { store } = shared;
  server.get("/sandbox", () => ({
    id: store.sandboxId,
    pid: process.pid,
    objects: store.all().filter((object) => !isDeleted(object)),
  }));
  server.delete("/sandbox/objects", (request, reply) => {
    const { id } = request.query as { id?: string | string[] };
    if (id === undefined) store.clear();
    else for (const each of [id].flat()) store.delete(each);
    return reply.code(204).send();
  });
  server.get("/sandbox/settings", () => shared.settings);
  server.put("/sandbox/settings", ({ body }) => (shared.settings = changedSettings(shared.settings, body)));
}
