import type { FastifyInstance, FastifyRequest } from "fastify";
import { parse } from "yaml";

import { readBodies } from "../api/body";
import type { Store } from "../api/store";
import type { ClusterKind, ClusterObject } from "./kind";
import { clusterKinds } from "./kinds";
import { apply, create, list, read, remove, type ApplyOptions, type Place } from "./objects";
import { badRequest, CLUSTERS, groupOf, StatusError, statusOf, unknownPath, unsupportedType } from "./status";

const APPLY = "application/apply-patch+yaml";

/** Bytes of the longest body that is taken. */
const LARGEST = 2 ** 20;

/**
 * Kubernetes' API over the kinds that the sandbox's clusters have: `<address>/kubernetes/<name of the cluster>`. A
 * cluster is there as soon as it is asked for. Objects are checked for their form and kept; nothing runs.
 */
export function addClusters(server: FastifyInstance, store: Store): void {
  server.forms.set(`${CLUSTERS}/`, statusOf);
  void server.register(
    (scope, _options, done) => {
      readBodies(scope, ["application/json", "application/yaml", APPLY], parsedBody, unsupportedType);
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

/** What a body in JSON or YAML says. @throws StatusError */
function parsedBody(text: string): unknown {
  if (Buffer.byteLength(text) > LARGEST)
    throw new StatusError(413, "RequestEntityTooLarge", `the body is larger than ${LARGEST} bytes`);
  try {
    return text === "" ? {} : parse(text);
  } catch (error) {
    throw badRequest(`the body is neither JSON nor YAML: ${(error as Error).message}`);
  }
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
      throw unsupportedType(`the sandbox's clusters take '${APPLY}' alone`);
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
