import type { FastifyInstance } from "fastify";

import { ServiceError } from "./errors";

/** Bytes of the longest body that is read; longer ones end the connection. */
export const MOST_READ = 16 * 2 ** 20;

/** Bytes of the longest body that is taken. */
const LARGEST = 2 ** 20;

/** Most objects and arrays in one another; what works on a body calls itself. */
const DEEPEST = 100;

/**
 * Reads the bodies of a server or a part of it, and no others. Those of another type are read to their end all the same,
 * as an answer to half a request is lost with the connection.
 * @param types media types that `parse` is for; what it throws is the answer.
 * @param otherType what is answered to another one.
 */
export function readBodies(
  server: FastifyInstance,
  types: readonly string[],
  parse: (text: string) => unknown,
  otherType: (message: string) => Error,
): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser([...types], { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, parse(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
  server.addContentTypeParser("*", { parseAs: "buffer" }, ({ headers }, _body, done) =>
    done(otherType(`the body is '${headers["content-type"] ?? ""}'; it must be ${types.join(" or ")}`)),
  );
}

/** What a body in JSON says; an empty one is an object without attributes. @throws ServiceError */
export function parsedBody(text: string): unknown {
  if (Buffer.byteLength(text) > LARGEST)
    throw new ServiceError(413, "CannotParseRequest", `the body is larger than ${LARGEST} bytes`);
  const value = text === "" ? {} : parsed(text);
  if (isDeeper(value, DEEPEST)) throw unreadable(`has more than ${DEEPEST} objects and arrays in one another`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable("is not JSON");
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  let level = [value];
  for (let i = 0; i <= depth && level.length > 0; i++)
    level = level.flatMap((each): unknown[] => (typeof each === "object" && each !== null ? Object.values(each) : []));
  return level.length > 0;
}

function unreadable(what: string): ServiceError {
  return new ServiceError(400, "CannotParseRequest", `the body ${what}`);
}
