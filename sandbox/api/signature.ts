import type { IncomingHttpHeaders } from "node:http";

import { notAuthenticated } from "./errors";

/** How far a client's clock may be off, in milliseconds. */
const SKEW = 5 * 60_000;

const REQUIRED = ["(request-target)", "host"];
const REQUIRED_WITH_BODY = ["content-length", "content-type", "x-content-sha256"];

/** Who signed a request, by the key that the signature names. */
export interface Signer {
  readonly tenancyId: string;
  readonly userId: string;
  readonly fingerprint: string;
}

/**
 * Reads who signed a request. The form of the signature and the time are checked, the signature itself is not: any key
 * opens the sandbox. Of a security token, which names nobody in clear, all are empty.
 * @param now milliseconds since 1970
 * @see https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm read 2026-11-25
 * @throws ServiceError NotAuthenticated
 */
export function signerOf(headers: IncomingHttpHeaders, now = Date.now()): Signer {
  const { authorization } = headers;
  if (authorization === undefined)
    throw notAuthenticated("the request carries no signature; give the provider a key, any key will do here");
  if (!/^Signature /i.test(authorization)) throw refused("is of another scheme than 'Signature'");
  const parts: Readonly<Record<string, string>> = Object.fromEntries(
    [...authorization.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value] as const),
  );
  if (parts["version"] !== "1") throw refused("is not of version '1'");
  if (parts["algorithm"] !== "rsa-sha256") throw refused("has another algorithm than 'rsa-sha256'");
  if (!/^[\w+/]+={0,2}$/.test(parts["signature"] ?? "")) throw refused("is not base64");
  const { keyId = "" } = parts;
  const [tenancyId = "", userId = "", fingerprint = ""] = keyId.split("/");
  const isToken = keyId.startsWith("ST$");
  if (!isToken && (tenancyId === "" || userId === "" || fingerprint === ""))
    throw refused("has a 'keyId' that is not '<tenancy>/<user>/<fingerprint>'");
  requireSigned(headers, (parts["headers"] ?? "").toLowerCase().split(" "), now);
  return isToken ? { tenancyId: "", userId: "", fingerprint: "" } : { tenancyId, userId, fingerprint };
}

function requireSigned(headers: IncomingHttpHeaders, signed: readonly string[], now: number): void {
  const hasBody = Number(headers["content-length"] ?? 0) > 0;
  const missing = [...REQUIRED, ...(hasBody ? REQUIRED_WITH_BODY : [])].filter((name) => !signed.includes(name));
  if (missing.length > 0) throw refused(`does not cover ${missing.map((name) => `'${name}'`).join(", ")}`);
  const dated = ["date", "x-date"].find((name) => signed.includes(name));
  if (dated === undefined) throw refused("covers neither 'date' nor 'x-date'");
  const time = Date.parse(String(headers[dated]));
  if (!(Math.abs(time - now) <= SKEW)) throw refused(`has a '${dated}' that is not within five minutes of now`);
}

function refused(what: string): Error {
  return notAuthenticated(`the signature ${what}`);
}
