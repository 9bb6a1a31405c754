/** An answer of the REST API as it is on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined when the answer has no body. */
  readonly body: unknown;
}

/** Signature of a caller, in the form that the sandbox asks for. */
export const SIGNATURE =
  'Signature version="1",keyId="ocid1.tenancy.oc1..tenancy/ocid1.user.oc1..user/00:00",algorithm="rsa-sha256",' +
  'headers="date (request-target) host content-length content-type x-content-sha256",signature="c2FuZGJveA=="';

/** Headers of a signed request. */
export function signatureHeaders(): { readonly authorization: string; readonly date: string } {
  return { authorization: SIGNATURE, date: new Date().toUTCString() };
}

/** A statement that OCI takes. */
export const STATEMENT = "Allow group auditors to read repos in tenancy";

/** Asks without Oracle's SDK, which refuses to send what the server must refuse. A string as body is sent as it is. */
export async function request(
  endpoint: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = signatureHeaders(),
): Promise<Answer> {
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const response = await fetch(endpoint + path, { method, headers: { ...type, ...headers }, ...sent });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? undefined : (JSON.parse(text) as unknown),
  };
}

/** What OCI says of an object in the path, and of one in the body, that is not there, and of what is no operation. */
export const NOT_FOUND = { status: 404, code: "NotAuthorizedOrNotFound" };
export const RELATED_NOT_FOUND = { status: 400, code: "RelatedResourceNotAuthorizedOrNotFound" };
export const NO_OPERATION = { status: 404, code: "NotFound" };

/** Status and code of an answer that refuses. */
export function refusal({ status, body }: Answer): { status: number; code: unknown } {
  return { status, code: (body as { code?: unknown } | undefined)?.code };
}

/** The object in an answer. */
export function objectOf({ body }: Answer): Record<string, unknown> {
  return body as Record<string, unknown>;
}
