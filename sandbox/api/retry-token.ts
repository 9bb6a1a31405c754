import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

import { invalidParameter, ServiceError } from "./errors";
import { isDeleted, type Written } from "./objects";
import type { Store } from "./store";

/** Milliseconds that a token is remembered. @see OCI SDKs, `opcRetryToken`: "expires after 24 hours" */
const REMEMBERED = 24 * 3_600_000;

const LONGEST = 64;

/**
 * Creates something once for each retry token: a request that comes again is answered with what the first one made.
 * @param scope what a token belongs to, such as user and path.
 * @param body as it was sent.
 * @throws ServiceError InvalidatedRetryToken when the body is another one, or what was made is gone
 */
export function once(
  store: Store,
  headers: IncomingHttpHeaders,
  scope: string,
  body: unknown,
  create: () => Written,
): Written {
  const token = headers["opc-retry-token"];
  if (token === undefined) return store.atomically(create);
  if (typeof token !== "string" || token === "" || token.length > LONGEST)
    throw invalidParameter(`'opc-retry-token' must have 1 to ${LONGEST} characters`);
  const key = digestOf([scope, token]);
  const digest = digestOf(body);
  const known = store.getRetry(key);
  if (known && known.time + REMEMBERED > Date.now()) {
    const object = store.get(known.object);
    if (known.digest !== digest) throw invalidated("another body");
    if (!object || isDeleted(object)) throw invalidated("an object that is gone");
    const workRequest = known.workRequest === undefined ? undefined : store.getWorkRequest(known.workRequest);
    return { object, ...(workRequest && { workRequest }) };
  }
  return store.atomically(() => {
    const written = create();
    const { object, workRequest } = written;
    store.putRetry(key, { digest, object: object.id, workRequest: workRequest?.id, time: Date.now() });
    return written;
  });
}

function invalidated(by: string): ServiceError {
  return new ServiceError(409, "InvalidatedRetryToken", `the retry token was used before, for ${by}`);
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
