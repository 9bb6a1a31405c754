import { randomUUID } from "node:crypto";

import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";

import { kinds } from "../kinds";
import { parentInPath, pathOf, type Kind, type RestObject } from "../kinds/kind";
import { notAuthenticated, notFound, ServiceError } from "./errors";
import {
  create,
  etagOf,
  existing,
  isDeleted,
  move,
  remove,
  scheduleDeletion,
  update,
  type Caller,
  type Written,
} from "./objects";
import { REGION_HEADER } from "./region-header";
import type { Store } from "./store";

/** OCIDs have up to 255 characters; fastify stops at 100. */
const LONGEST_ID = 512;

/** Namespace of every tenancy, which the addresses of images have. */
const NAMESPACE = "sandbox";

export interface ApiOptions {
  readonly store: Store;
  /** Region of requests that name none. */
  readonly region: string;
}

/** OCI's REST API over the kinds of the sandbox. The caller decides where it listens. */
export function api({ store, region }: ApiOptions): FastifyInstance {
  const server = fastify({ routerOptions: { maxParamLength: LONGEST_ID } });
  server.removeContentTypeParser("application/json");
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? {} : JSON.parse(body as string));
    } catch {
      done(new ServiceError(400, "CannotParseRequest", "the body is not JSON"));
    }
  });
  server.addHook("onRequest", async (_request, reply) => void reply.header("opc-request-id", randomUUID()));
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof ServiceError)
      return reply.code(error.status).send({ code: error.code, message: error.message });
    return reply.code(error.statusCode ?? 500).send({ code: "InternalServerError", message: error.message });
  });
  server.setNotFoundHandler((request) => {
    throw notFound(`${request.method} ${request.url}`);
  });

  for (const kind of kinds) addKind(server, kind, store, region);
  const requests = kinds.map(({ rest }) => `${rest.base}/${rest.workRequest?.collection ?? "workRequests"}`);
  for (const collection of new Set(requests)) addWorkRequests(server, collection, store, region);
  for (const path of ["/n", "/n/"]) {
    server.get(path, (request, reply) => {
      callerOf(request, region);
      return reply.type("application/json").send(JSON.stringify(NAMESPACE));
    });
  }
  addSandbox(server, store);
  return server;
}

function addKind(server: FastifyInstance, kind: Kind, store: Store, region: string): void {
  const { rest } = kind;
  const collection = `${rest.base}/${rest.collection.replace(/\{(\w+)\}/g, ":$1")}`;
  type Params = Record<string, string>;
  const inPath = parentInPath(rest);
  const parentOf = (request: FastifyRequest): string | undefined => inPath && (request.params as Params)[inPath];
  const idOf = (request: FastifyRequest): string => {
    const key = (request.params as Params)["id"] ?? "";
    return rest.key ? pathOf(rest, key, parentOf(request)) : key;
  };
  const send = (
    reply: { header(name: string, value: string): unknown },
    written: Written,
    withBody: boolean,
  ): unknown => {
    reply.header("etag", etagOf(written.object));
    if (written.workRequest) reply.header("opc-work-request-id", written.workRequest.id);
    return withBody ? { ...written.object.body, etag: etagOf(written.object) } : "";
  };

  server.post(collection, (request, reply) => {
    const written = create(store, kind, bodyOf(request), parentOf(request), callerOf(request, region));
    // Logging answers a create with the work request alone
    return send(reply, written, kind.sdk.package !== "oci-logging");
  });
  server.get(collection, (request) => {
    callerOf(request, region);
    const { compartmentId } = request.query as { compartmentId?: string };
    const parent = parentOf(request);
    const found = store
      .byKind(kind.token)
      .filter((object) => parent === undefined || object.parent === parent)
      .filter((object) => compartmentId === undefined || object.body["compartmentId"] === compartmentId)
      .map((object) => object.body);
    return rest.list === "items" ? { items: found } : found;
  });
  server.get(`${collection}/:id`, (request, reply) => {
    callerOf(request, region);
    return send(reply, { object: existing(store, idOf(request), kind, parentOf(request)) }, true);
  });
  server.put(`${collection}/:id`, (request, reply) => {
    callerOf(request, region);
    return send(reply, update(store, kind, idOf(request), bodyOf(request), parentOf(request)), true);
  });
  server.post(`${collection}/:id/actions/:action`, (request, reply) => {
    callerOf(request, region);
    const { action } = request.params as { action: string };
    if (action === "scheduleDeletion" && rest.deletion === "scheduled") {
      return send(reply, scheduleDeletion(store, kind, idOf(request), bodyOf(request)), true);
    }
    if (!Object.values(kind.inputs).some((input) => input.action === action)) throw notFound(`action ${action}`);
    return send(reply, move(store, kind, idOf(request), action, bodyOf(request), parentOf(request)), true);
  });
  if (rest.deletion === "scheduled") return;
  server.delete(`${collection}/:id`, (request, reply) => {
    callerOf(request, region);
    const written = remove(store, kind, idOf(request), parentOf(request));
    if (written.workRequest) reply.header("opc-work-request-id", written.workRequest.id);
    return reply.code(rest.deletion === "shown" ? 202 : 204).send();
  });
}

function addWorkRequests(server: FastifyInstance, collection: string, store: Store, region: string): void {
  const find = (request: FastifyRequest): RestObject => {
    callerOf(request, region);
    const { id } = request.params as { id: string };
    const found = store.getWorkRequest(id);
    if (!found) throw notFound(id);
    return found;
  };
  const none = collection.startsWith("/20200531/") ? [] : { items: [] };
  server.get(`${collection}/:id`, find);
  server.get(`${collection}/:id/errors`, (request) => find(request) && none);
  server.get(`${collection}/:id/logs`, (request) => find(request) && none);
}

/** The sandbox's own view of itself, without what is deleted and only still shown. Not an API of OCI. */
function addSandbox(server: FastifyInstance, store: Store): void {
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
}

function bodyOf({ body }: FastifyRequest): RestObject {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as RestObject;
  throw new ServiceError(400, "InvalidParameter", "the body is not an object");
}

/** Reads who asks from the request's signature, which is not verified: any key opens the sandbox. */
function callerOf(request: FastifyRequest, region: string): Caller {
  const keyId = /keyId="([^"]*)"/i.exec(request.headers.authorization ?? "")?.[1];
  if (keyId === undefined) throw notAuthenticated();
  const [tenancyId = "", userId = ""] = keyId.split("/");
  const endpoint = `${request.protocol}://${request.host}`;
  return { tenancyId, userId, region: String(request.headers[REGION_HEADER] ?? region), endpoint };
}
