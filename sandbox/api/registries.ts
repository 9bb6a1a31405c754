import { createHash } from "node:crypto";

import type { FastifyInstance, FastifyRequest } from "fastify";

import type { RestObject } from "../kinds/kind";
import { callerOf } from "./caller";
import { notFound } from "./errors";
import { newOcid } from "./ids";
import { pageOf } from "./pages";
import type { Shared } from "./server";
import type { Store, StoredObject } from "./store";

/** What builds put into repositories of one kind. */
interface Content {
  /** Type token of the repositories. */
  readonly repository: string;
  /** What it is kept as. */
  readonly kind: string;
  readonly entity: string;
  /** Where it is read and deleted. */
  readonly collection: string;
  readonly bodyIn: (repository: StoredObject, version: string) => RestObject;
}

const contents: readonly Content[] = [
  {
    repository: "oci:Artifacts/containerRepository:ContainerRepository",
    kind: "oci:Artifacts/containerImage:ContainerImage",
    entity: "containerimage",
    collection: "/20160918/container/images",
    bodyIn: ({ id, body }, version) => ({
      digest: `sha256:${digestOf([id, version])}`,
      displayName: `${String(body["displayName"])}:${version}`,
      repositoryName: body["displayName"],
    }),
  },
  {
    repository: "oci:Artifacts/repository:Repository",
    kind: "oci:Artifacts/genericArtifact:GenericArtifact",
    entity: "genericartifact",
    collection: "/20160918/generic/artifacts",
    bodyIn: ({ id }, version) => ({
      artifactPath: "manifest.yaml",
      displayName: `manifest.yaml:${version}`,
      sha256: digestOf([id, version]),
      sizeInBytes: 1024,
    }),
  },
];

/**
 * What builds leave in the registries. `POST /sandbox/builds`, with a `version` if wanted, puts an image into each
 * container repository and a manifest into each generic one, as a build of every service would. They are read and
 * deleted by OCI's own operations.
 */
export function addRegistries(server: FastifyInstance, { store, region }: Shared): void {
  server.post("/sandbox/builds", ({ body }, reply) => {
    const { version = "build-1" } = (body ?? {}) as { version?: string };
    const made = contents.flatMap((content) =>
      store.byKind(content.repository).map((repository) => put(store, content, repository, version)),
    );
    return reply.code(201).send({ made: made.map(({ id }) => id) });
  });
  for (const { kind, collection } of contents) {
    const found = (request: FastifyRequest): StoredObject => {
      callerOf(request, region);
      const { id } = request.params as { id: string };
      const object = store.get(id);
      if (object?.kind !== kind) throw notFound(id);
      return object;
    };
    server.get(collection, (request, reply) => {
      callerOf(request, region);
      const query = request.query as Record<string, string>;
      const asked = ["compartmentId", "repositoryId"].filter((name) => query[name] !== undefined);
      const all = store.byKind(kind).filter(({ body }) => asked.every((name) => body[name] === query[name]));
      const { items, next } = pageOf(all, query);
      if (next !== undefined) reply.header("opc-next-page", next);
      return { items: items.map(({ body }) => body) };
    });
    server.get(`${collection}/:id`, (request) => found(request).body);
    server.delete(`${collection}/:id`, (request, reply) => {
      store.delete(found(request).id);
      return reply.code(204).send();
    });
  }
}

/** Puts a version into a repository; the same one again takes the place of the first. */
function put(store: Store, { kind, entity, bodyIn }: Content, repository: StoredObject, version: string): StoredObject {
  const before = store.childrenOf(repository.id).find(({ body }) => body["version"] === version);
  const id = before?.id ?? newOcid(entity, repository.region);
  const body = {
    id,
    compartmentId: repository.body["compartmentId"],
    repositoryId: repository.id,
    version,
    lifecycleState: "AVAILABLE",
    timeCreated: new Date().toISOString(),
    freeformTags: {},
    definedTags: {},
    systemTags: {},
    ...bodyIn(repository, version),
  };
  const object = { id, kind, parent: repository.id, region: repository.region, body };
  store.put(object);
  return object;
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
