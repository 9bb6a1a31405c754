import { randomUUID } from "node:crypto";

import fastify, { type FastifyInstance } from "fastify";

import { kinds } from "../kinds";
import { addAdministration } from "./administration";
import { callerOf } from "./caller";
import { noOperation, ServiceError } from "./errors";
import { codeFor } from "./go-sdk";
import { addFaults } from "./fault-hooks";
import { addKind, addWorkRequests } from "./routes";
import { addKubeconfigs } from "./kubeconfig";
import { settle } from "./life-cycle";
import { addRegistries } from "./registries";
import { addSecretBundles } from "./secret-bundles";
import { addSingle } from "./single";
import { DEFAULTS, type Settings } from "./settings";
import type { Store } from "./store";

/** OCIDs have up to 255 characters; fastify stops at 100. */
const LONGEST_ID = 512;

/** Namespace of every tenancy, which the addresses of images have. */
const NAMESPACE = "sandbox";

export interface ApiOptions {
  readonly store: Store;
  /** Region of requests that name none. */
  readonly region: string;
  /** What differs from the defaults at first. */
  readonly settings?: Partial<Settings>;
}

/** What the routes share. */
export interface Shared {
  readonly store: Store;
  readonly region: string;
  settings: Settings;
}

/** OCI's REST API over the kinds of the sandbox. The caller decides where it listens. */
export function api({ store, region, settings }: ApiOptions): FastifyInstance {
  const shared: Shared = { store, region, settings: { ...DEFAULTS, ...settings } };
  const server = fastify({ routerOptions: { maxParamLength: LONGEST_ID } });
  server.removeContentTypeParser("application/json");
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? {} : JSON.parse(body as string));
    } catch {
      done(new ServiceError(400, "CannotParseRequest", "the body is not JSON"));
    }
  });
  server.addHook("onRequest", async (_request, reply) => {
    settle(store);
    reply.header("opc-request-id", randomUUID());
  });
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof ServiceError)
      return reply.code(error.status).send({ code: codeFor(error, request), message: error.message });
    return reply.code(error.statusCode ?? 500).send({ code: "InternalServerError", message: error.message });
  });
  server.setNotFoundHandler((request) => {
    throw noOperation(`operation ${request.method} ${request.url}`);
  });

  addFaults(server);
  for (const kind of kinds) (kind.rest.single ? addSingle : addKind)(server, kind, shared);
  const requests = kinds.map(({ rest }) => `${rest.base}/${rest.workRequest?.collection ?? "workRequests"}`);
  for (const collection of new Set(requests)) addWorkRequests(server, collection, shared);
  for (const path of ["/n", "/n/"]) {
    server.get(path, (request, reply) => {
      callerOf(request, region);
      return reply.type("application/json").send(JSON.stringify(NAMESPACE));
    });
  }
  addKubeconfigs(server, shared);
  addSecretBundles(server, shared);
  addRegistries(server, shared);
  addAdministration(server, shared);
  return server;
}
