import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

import type { FastifyReply, FastifyRequest } from "fastify";

import { ServiceError } from "./errors";
import { codeFor } from "./go-sdk";

/** Header of every answer, by which support finds a request. */
export const REQUEST_ID = "opc-request-id";

declare module "fastify" {
  interface FastifyInstance {
    /** Forms of refusals other than OCI's, by the paths that they are for. `Map<beginning of the URL, form>` */
    readonly forms: Map<string, typeof refusalOf>;
  }
}

/** An error as fastify and Node throw them. */
type HttpError = Error & { readonly statusCode?: number };

/** A refusal as it is sent. */
interface Refusal {
  readonly status: number;
  readonly body: object;
}

/**
 * What OCI would answer: an error of the sandbox as it says, one of the HTTP server by its status. Pure.
 * @see https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm read 2026-11-25
 */
export function refusalOf(error: HttpError, request?: FastifyRequest): Refusal {
  const { message, statusCode: status = 500 } = error;
  if (!(error instanceof ServiceError)) return { status, body: { code: codeOf(status), message } };
  return { status, body: { code: request ? codeFor(error, request) : error.code, message } };
}

/** OCI's table has no code for most statuses of an HTTP server; its word for what has a wrong form stands for them. */
function codeOf(status: number): string {
  if (status >= 500) return "InternalServerError";
  return { 404: "NotFound", 405: "MethodNotAllowed" }[status] ?? "CannotParseRequest";
}

/** Sends a refusal in the form that its path has. */
export function refuse(error: HttpError, request: FastifyRequest, reply: FastifyReply): void {
  const { url, server } = request;
  const form = [...server.forms].find(([beginning]) => url.startsWith(beginning))?.[1] ?? refusalOf;
  const { status, body } = form(error, request);
  if (!reply.hasHeader(REQUEST_ID)) reply.header(REQUEST_ID, randomUUID());
  void reply.code(status).send(body);
}

/** Statuses of what Node's parser gives up; of all else 400. */
const UNPARSED: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers in OCI's form what is not HTTP, and ends the connection. */
export function refuseUnparsed({ code = "", message }: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const { status, body } = refusalOf(Object.assign(new Error(message), { statusCode: UNPARSED[code] ?? 400 }));
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(text)}`,
    `${REQUEST_ID}: ${randomUUID()}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
}
