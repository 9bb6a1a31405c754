import { setTimeout as sleep } from "node:timers/promises";

import type { FastifyInstance, FastifyRequest } from "fastify";

import { ServiceError } from "./errors";
import { faultAt, faultPlan, type Fault, type FaultPlan } from "./faults";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Pulumi type token of the kind that a route is for. */
    readonly kind?: string;
  }

  interface FastifyRequest {
    /** Whether the answer is to be as it was before the last write. */
    isStale: boolean;
  }
}

const RETRY_AFTER = "1";

/**
 * Lets requests go wrong by plan: `POST /sandbox/faults` begins one, `GET` shows it with the number of requests so far,
 * `DELETE` ends it.
 */
export function addFaults(server: FastifyInstance): void {
  let plan: FaultPlan | undefined;
  let asked = 0;
  server.decorateRequest("isStale", false);
  const dropped = new WeakSet<FastifyRequest>();
  const next = ({ routeOptions }: FastifyRequest): Fault | undefined => {
    const { kind } = routeOptions.config;
    if (!plan || kind === undefined || (plan.kinds && !plan.kinds.includes(kind))) return undefined;
    return faultAt(plan, asked++);
  };

  server.addHook("onRequest", async (request, reply) => {
    const fault = next(request);
    switch (fault) {
      case undefined:
        return;
      case "latency":
        await sleep(plan?.latency);
        return;
      case "throttle":
        reply.header("retry-after", RETRY_AFTER);
        throw new ServiceError(429, "TooManyRequests", "Too many requests for the tenancy (a fault of the sandbox)");
      case "error":
        throw new ServiceError(500, "InternalServerError", "Internal server error (a fault of the sandbox)");
      case "unavailable":
        reply.header("retry-after", RETRY_AFTER);
        throw new ServiceError(503, "ServiceUnavailable", "Service unavailable (a fault of the sandbox)");
      case "drop-before":
        reply.hijack();
        request.raw.socket.destroy();
        return;
      case "drop-after":
        dropped.add(request);
        return;
      case "stale":
        request.isStale = true;
    }
  });
  server.addHook("onSend", (request, _reply, _payload, done) => {
    if (dropped.has(request)) request.raw.socket.destroy();
    done();
  });

  server.post("/sandbox/faults", ({ body }) => {
    plan = faultPlan(body);
    asked = 0;
    return { ...plan, asked };
  });
  server.get("/sandbox/faults", () => ({ ...plan, asked }));
  server.delete("/sandbox/faults", (_request, reply) => {
    plan = undefined;
    return reply.code(204).send();
  });
}
