import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import type { Kind, RestObject } from "../kinds/kind";
import { callerOf } from "./caller";
import { missingParameter } from "./errors";
import { etagOf, requireBody } from "./objects";
import { bodyOf } from "./routes";
import type { Shared } from "./server";
import type { StoredObject } from "./store";

/** The operations of a kind of which each compartment has one: GET and PUT, with `compartmentId` in the query. */
export function addSingle(server: FastifyInstance, kind: Kind, { store, region }: Shared): void {
  const { base, collection, fill } = kind.rest;
  const route = { config: { kind: kind.token } };
  const objectOf = (request: FastifyRequest, given: RestObject): StoredObject => {
    const caller = callerOf(request, region);
    const { compartmentId } = request.query as { compartmentId?: unknown };
    if (typeof compartmentId !== "string") throw missingParameter("compartmentId");
    const id = `${collection}/${compartmentId}`;
    const object = { ...store.get(id)?.body, ...given };
    const body = { ...object, ...fill?.(object, { ...caller, now: new Date().toISOString() }), compartmentId };
    return { id, kind: kind.token, parent: undefined, region: caller.region, body };
  };
  const send = (reply: FastifyReply, object: StoredObject): RestObject => {
    reply.header("etag", etagOf(object));
    return object.body;
  };

  server.get(`${base}/${collection}`, route, (request, reply) => send(reply, objectOf(request, {})));
  server.put(`${base}/${collection}`, route, (request, reply) => {
    const given = bodyOf(request);
    requireBody(kind, given);
    const object = objectOf(request, given);
    store.put(object);
    return send(reply, object);
  });
}
