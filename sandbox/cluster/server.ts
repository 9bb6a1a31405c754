import type { FastifyInstance, FastifyRequest } from "fastify";
import { parse } from "yaml";

import type { Store } from "../api/store";
import type { ClusterKind, ClusterObject } from "./kind";
import { clusterKinds } from "./kinds";
import { apply, create, list, read, remove, type ApplyOptions, type Place } from "./objects";
import { badRequest, groupOf, StatusError, unknownPath } from "./status";

/** Path under which the sandbox's clusters are. */
export const CLUSTERS = "/kubernetes";

const APPLY = "application/apply-patch+yaml";

/**
 * Kubernetes' API over the kinds that the sandbox's clusters have: `<address>/kubernetes/<name of the cluster>`. A
 * cluster is there as soon as it is asked for. Objects are checked for their form and kept; nothing runs.
 */
export function addClusters(server: FastifyInstance, store: Store): void {
  void server.register(
    (scope, _options, done) => {
      addBodies(scope);
      scope.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
        const status =
          error instanceof StatusError
            ? error
            : new StatusError(error.statusCode ?? 500, "InternalError", error.message);
        return reply.code(status.code).send(status.body);
      });
      scope.setNotFoundHandler(() => {
        throw unknownPath();
      });
      for (const version of new Set(clusterKinds.map(({ apiVersion }) => apiVersion))) addDiscovery(scope, version);
      for (const kind of clusterKinds) addKind(scope, kind, store);
      done();
    },
    { prefix: `${CLUSTERS}/:cluster` },
  );
}

function addBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    ["application/json", "application/yaml", APPLY],
    { parseAs: "string" },
    (_request, body, done) => {
      try {
        done(null, body === "" ? {} : parse(body as string));
      } catch (error) {
        done(badRequest(`the body is neither JSON nor YAML: ${(error as Error).message}`));
      }
    },
  );
}

function addDiscovery(scope: FastifyInstance, apiVersion: string): void {
  const resources = clusterKinds
    .filter((each) => each.apiVersion === apiVersion)
    .map(({ plural, kind, namespaced }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: ["create", "delete", "get", "list", "patch"],
    }));
  scope.get(rootOf(apiVersion), () => ({
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: apiVersion,
    resources,
  }));
}

function addKind(scope: FastifyInstance, kind: ClusterKind, store: Store): void {
  const root = rootOf(kind.apiVersion);
  const collection = kind.namespaced ? `${root}/namespaces/:namespace/${kind.plural}` : `${root}/${kind.plural}`;
  type Params = { cluster: string; namespace?: string; name: string };
  const placeOf = (request: FastifyRequest, name?: string): Place => {
    const params = request.params as Params;
    return { cluster: params.cluster, kind, namespace: params.namespace, name: name ?? params.name };
  };

  const listed = (request: FastifyRequest): object => {
    const found = list(store, placeOf(request));
    return { kind: `${kind.kind}List`, apiVersion: kind.apiVersion, metadata: {}, items: found };
  };
  scope.get(collection, listed);
  if (kind.namespaced) scope.get(`${root}/${kind.plural}`, listed);
  scope.post(collection, (request, reply) => {
    const object = bodyOf(request);
    const made = create(store, placeOf(request, object.metadata.name), object, optionsOf(request, "create"));
    return reply.code(201).send(made);
  });
  scope.get(`${collection}/:name`, (request) => read(store, placeOf(request)));
  scope.patch(`${collection}/:name`, (request) => {
    if (!request.headers["content-type"]?.startsWith(APPLY))
      throw new StatusError(415, "UnsupportedMediaType", `the sandbox's clusters take '${APPLY}' alone`);
    const { fieldManager } = request.query as { fieldManager?: string };
    if (!fieldManager) throw badRequest("fieldManager is required for apply patch");
    const object = bodyOf(request);
    const place = placeOf(request);
    if (object.metadata.name !== place.name)
      throw badRequest(
        `the name of the object (${object.metadata.name}) does not match the name on the URL (${place.name})`,
      );
    return apply(store, place, object, optionsOf(request, fieldManager));
  });
  scope.delete(`${collection}/:name`, (request) => remove(store, placeOf(request)));
}

function rootOf(apiVersion: string): string {
  const [group] = groupOf({ apiVersion });
  return group === "" ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
}

function bodyOf({ body }: FastifyRequest): ClusterObject {
  const object = body as Partial<ClusterObject> | null;
  if (typeof object === "object" && typeof object?.metadata?.name === "string") return object as ClusterObject;
  throw badRequest("the body is no object with a 'metadata.name'");
}

function optionsOf({ query }: FastifyRequest, manager: string): ApplyOptions {
  const { dryRun, force } = query as { dryRun?: string; force?: string };
  return { manager, force: force === "true", dryRun: dryRun === "All" };
}
