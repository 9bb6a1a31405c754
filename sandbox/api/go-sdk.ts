import type { FastifyRequest } from "fastify";

import type { ServiceError } from "./errors";

/**
 * The code of an error, as its caller is told. Oracle's SDK for Go, which the official plugin has, takes
 * `NotAuthorizedOrNotFound` for late IAM: for four minutes after any IAM write it asks again, and the plugin looks at
 * each deleted object until it is gone. To a look or a deletion by that SDK the sandbox says `NotFound`, so that a
 * `destroy` does not wait that long.
 * @see facts 8, "IAM propagation"
 */
export function codeFor({ status, code }: ServiceError, { method, headers }: FastifyRequest): string {
  const isLook = method === "GET" || method === "DELETE";
  const isGo = headers["user-agent"]?.startsWith("Oracle-GoSDK") === true;
  return status === 404 && isLook && isGo ? "NotFound" : code;
}
