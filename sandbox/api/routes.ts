import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { parentInPath, type Kind, type RestObject } from "../kinds/kind";
import { callerOf, type Caller } from "./caller";
import { invalidParameter, noEtagMatch, noOperation, notFound } from "./errors";
import { requireHomeRegion } from "./home-region";
import { create, etagOf, existing, move, remove, scheduleDeletion, update, type Written } from "./objects";
import { pageOf } from "./pages";
import { once } from "./retry-token";
import type { Shared } from "./server";
import type { StoredObject } from "./store";

/** Milliseconds after a write in which a read may miss it. */
const STALE = 5000;

/** The operations of one kind, by its row. */
export function addKind(server: FastifyInstance, kind: Kind, shared: Shared): void {
  const { store, region } = shared;
  const { rest } = kind;
  const collection = `${rest.base}/${rest.collection.replace(/\{(\w+)\}/g, ":$1")}`;
  const route = { config: { kind: kind.token } };
  type Params = Record<string, string>;
  const inPath = parentInPath(rest);
  const parentOf = (request: FastifyRequest): string | undefined => inPath && (request.params as Params)[inPath];
  const idOf = (request: FastifyRequest): string => {
    const key = (request.params as Params)["id"] ?? "";
    if (!rest.key) return key;
    return store.childrenOf(parentOf(request) ?? "").find(({ body }) => body[rest.key ?? ""] === key)?.id ?? key;
  };
  /** Refuses to change what has changed since the caller read it. */
  const requireMatch = (request: FastifyRequest): void => {
    const wanted = request.headers["if-match"];
    if (wanted === undefined || wanted === "*") return;
    const object = existing(store, idOf(request), kind, parentOf(request));
    if (etagOf(object) !== wanted) throw noEtagMatch(object.id);
  };
  const writer = (request: FastifyRequest): Caller => {
    const caller = callerOf(request, region, shared.settings.keyRegions);
    requireHomeRegion(kind, caller, shared.settings);
    if ((request.params as Params)["id"] !== undefined) requireMatch(request);
    return caller;
  };
  const send = (reply: FastifyReply, written: Written, withBody: boolean): unknown => {
    reply.header("etag", etagOf(written.object));
    if (written.workRequest) reply.header("opc-work-request-id", written.workRequest.id);
    return withBody ? { ...written.object.body, ...written.toldOnce, etag: etagOf(written.object) } : "";
  };

  server.post(collection, route, (request, reply) => {
    const caller = writer(request);
    const scope = `${caller.tenancyId}/${caller.userId} ${request.url}`;
    const body = bodyOf(request);
    const written = once(store, request.headers, scope, body, () =>
      create(store, kind, body, parentOf(request), caller, shared.settings),
    );
    return send(reply, written, !rest.workRequest?.alone);
  });
  server.get(collection, route, (request, reply) => {
    callerOf(request, region);
    const query = request.query as Params;
    const { compartmentId } = query;
    const parent = parentOf(request);
    const found = store
      .byKind(kind.token)
      .filter((object) => parent === undefined || object.parent === parent)
      .filter((object) => compartmentId === undefined || object.body["compartmentId"] === compartmentId);
    const { items, next } = pageOf(found, query);
    if (next !== undefined) reply.header("opc-next-page", next);
    const bodies = items.map(({ body }) => body);
    return listed(rest, bodies, found.length);
  });
  if (!rest.listedOnly) {
    server.get(`${collection}/:id`, route, (request, reply) => {
      callerOf(request, region);
      const object = existing(store, idOf(request), kind, parentOf(request));
      if (!request.isStale || !isFresh(kind, object)) return send(reply, { object }, true);
      const before = store.beforeLastWrite(object.id);
      if (!before) throw notFound(object.id);
      return send(reply, { object: before }, true);
    });
  }
  server.put(`${collection}/:id`, route, (request, reply) => {
    const caller = writer(request);
    const { settings } = shared;
    return send(reply, update(store, kind, idOf(request), bodyOf(request), parentOf(request), caller, settings), true);
  });
  server.post(`${collection}/:id/actions/:action`, route, (request, reply) => {
    writer(request);
    const { action } = request.params as { action: string };
    if (action === "scheduleDeletion" && rest.deletion === "scheduled") {
      return send(reply, scheduleDeletion(store, kind, idOf(request), bodyOf(request), shared.settings), true);
    }
    if (!Object.values(kind.inputs).some((input) => input.action === action)) throw noOperation(`action ${action}`);
    return send(reply, move(store, kind, idOf(request), action, bodyOf(request), parentOf(request)), true);
  });
  if (rest.deletion === "scheduled") return;
  server.delete(`${collection}/:id`, route, (request, reply) => {
    writer(request);
    const written = remove(store, kind, idOf(request), parentOf(request), shared.settings);
    if (written.workRequest) reply.header("opc-work-request-id", written.workRequest.id);
    return reply.code(rest.deletion === "shown" ? 202 : 204).send();
  });
}

/** Whether the last write to an object may not be everywhere yet: IAM is copied from the home region. */
function isFresh({ rest }: Kind, { body }: StoredObject): boolean {
  return rest.writtenAtHome === true && Date.parse(String(body["timeUpdated"])) + STALE > Date.now();
}

/** The answer to a list call. */
function listed({ list }: Kind["rest"], found: readonly RestObject[], totalResults: number): unknown {
  switch (list) {
    case "array":
      return found;
    case "items":
      return { items: found };
    case "Resources": {
      const schemas = ["urn:ietf:params:scim:api:messages:2.0:ListResponse"];
      return { schemas, totalResults, startIndex: 1, itemsPerPage: found.length, Resources: found };
    }
  }
}

/** Work requests of the services that have them at one path. */
export function addWorkRequests(server: FastifyInstance, collection: string, { store, region }: Shared): void {
  const find = (request: FastifyRequest): RestObject => {
    callerOf(request, region);
    const { id } = request.params as { id: string };
    const found = store.getWorkRequest(id);
    if (!found) throw notFound(id);
    return found;
  };
  const none = /^\/(20200531|20180222)\//.test(collection) ? [] : { items: [] };
  server.get(`${collection}/:id`, find);
  server.get(`${collection}/:id/errors`, (request) => find(request) && none);
  server.get(`${collection}/:id/logs`, (request) => find(request) && none);
}

/** The body of a write. @throws ServiceError InvalidParameter when it is no object */
export function bodyOf({ body }: FastifyRequest): RestObject {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as RestObject;
  throw invalidParameter("the body is not an object");
}
