import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Store } from "../api/store";
import { CLUSTERS } from "../cluster/status";
import type { Event, Events } from "./events";
import { nameOf, wordsOf } from "./objects";

type Named = Partial<Pick<Event, "kind" | "name" | "id">>;

/** Notes each write to an object that comes to the sandbox, with what the answer says of it. */
export function noteWrites(server: FastifyInstance, store: Store, events: Events): void {
  const named = new WeakMap<FastifyRequest, Named>();
  server.addHook("preHandler", (request, _reply, done) => {
    // a deletion's answer names nothing, and afterwards nothing is there to ask
    if (isWrite(request)) named.set(request, namedInPath(request, store));
    done();
  });
  server.addHook("onSend", (request, reply, payload, done) => {
    if (isWrite(request)) {
      const answer = parsed(payload);
      const refused = reply.statusCode >= 400;
      events.add({
        time: new Date().toISOString(),
        method: request.method,
        status: reply.statusCode,
        kind: kindOf(request),
        name: undefined,
        id: undefined,
        ...named.get(request),
        ...(refused ? {} : namedIn(answer)),
        refusal: refused ? refusalIn(answer) : undefined,
      });
    }
    done();
  });
}

function isWrite({ method, routeOptions, url }: FastifyRequest): boolean {
  const isObject = routeOptions.config.kind !== undefined || url.startsWith(`${CLUSTERS}/`);
  return isObject && ["POST", "PUT", "PATCH", "DELETE"].includes(method);
}

function kindOf({ routeOptions, url }: FastifyRequest): string {
  const { kind } = routeOptions.config;
  return kind === undefined ? (url.split("?")[0] ?? url) : wordsOf(kind);
}

function namedInPath({ params }: FastifyRequest, store: Store): Named {
  const ids = Object.values((params ?? {}) as Readonly<Record<string, string>>);
  const object = ids.map((id) => store.get(id)).findLast((each) => each !== undefined);
  return object ? { name: nameOf(object), id: object.id } : {};
}

/** What an answer's object is called, in OCI's form or in Kubernetes'. */
function namedIn(answer: Readonly<Record<string, unknown>>): Named {
  const { kind, metadata, id } = answer;
  if (typeof kind === "string" && typeof metadata === "object")
    return { kind: wordsOf(kind), name: (metadata as { name: string }).name };
  if (typeof id !== "string") return {};
  return { id, name: nameOf({ id, kind: "", parent: undefined, region: "", body: { ...answer } }) };
}

function refusalIn({ code, reason, message }: Readonly<Record<string, unknown>>): string {
  return [reason ?? code, message].filter((each) => typeof each === "string").join(": ");
}

function parsed(payload: unknown): Readonly<Record<string, unknown>> {
  if (typeof payload !== "string" || payload === "") return {};
  try {
    const value = JSON.parse(payload) as unknown;
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
