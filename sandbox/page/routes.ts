import type { FastifyInstance, FastifyReply } from "fastify";

import type { Store } from "../api/store";
import { CONTENT_SECURITY_POLICY } from "./assets";
import { Events, type Event } from "./events";
import type { Html } from "./html";
import { inventoryOf } from "./inventory";
import { noteWrites } from "./writes";
import { eventItem, inventoryPage, missingPage, objectPage } from "./pages";

/**
 * The page of a sandbox, beside its API: `GET /` what it holds, `GET /objects?id=` one object, `GET /events?after=` what
 * is written, as server-sent events. Everything is in the answer: no build, and without JavaScript the same but still.
 */
export function addPage(server: FastifyInstance, store: Store): void {
  const events = new Events();
  noteWrites(server, store, events);
  server.get("/", (_request, reply) => send(reply, inventoryPage(inventoryOf(store.all()), events.latest())));
  server.get("/objects", (request, reply) => {
    const { id: given = "" } = request.query as { id?: string | string[] };
    const id = [given].flat().join();
    const object = store.get(id);
    if (!object) return send(reply.code(404), missingPage(id));
    const parent = object.parent === undefined ? undefined : store.get(object.parent);
    return send(reply, objectPage(object, parent, store.childrenOf(id)));
  });
  const open = new Set<FastifyReply>();
  server.get("/events", (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).flushHeaders();
    const { after } = request.query as { after?: string };
    const seen = Number(request.headers["last-event-id"] ?? after ?? 0);
    const write = (event: Event): void =>
      void reply.raw.write(`id: ${event.number}\ndata: ${JSON.stringify(String(eventItem(event)))}\n\n`);
    events.since(seen).forEach(write);
    const end = events.listen(write);
    open.add(reply);
    request.raw.once("close", () => {
      end();
      open.delete(reply);
    });
  });
  // a browser that listens would keep the server from closing
  server.addHook("preClose", (done) => {
    for (const { raw } of open) raw.end();
    done();
  });
}

function send(reply: FastifyReply, page: Html): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .headers({ "content-security-policy": CONTENT_SECURITY_POLICY, "cache-control": "no-store" })
    .send(String(page));
}
