import { randomUUID } from "node:crypto";

import fastify, { type FastifyInstance } from "fastify";

import { kinds } from "../kinds";
import { addAdministration } from "./administration";
import { MOST_READ, parsedBody, readBodies } from "./body";
import { callerOf } from "./caller";
import { noOperation, ServiceError } from "./errors";
import { addFaults } from "./fault-hooks";
import { REQUEST_ID, refuse, refuseUnparsed } from "./refusals";
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
  const server = fastify({
    routerOptions: { maxParamLength: LONGEST_ID },
    bodyLimit: MOST_READ,
    http: { requireHostHeader: false },
    frameworkErrors: refuse,
    clientErrorHandler: refuseUnparsed,
  });
  server.decorate("forms", new Map());
  const otherType = (message: string): Error => new ServiceError(415, "CannotParseRequest", message);
  readBodies(server, ["application/json"], parsedBody, otherType);
  server.addHook("onRequest", async ({ headers, url }, reply) => {
    settle(store);
    reply.header(REQUEST_ID, randomUUID());
    // the router takes it for '/'
    if (url === "*") throw new ServiceError(400, "CannotParseRequest", "the request names no path");
    if (headers.host === undefined) throw new ServiceError(400, "CannotParseRequest", "the request names no 'host'");
  });
  server.setErrorHandler(refuse);
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
