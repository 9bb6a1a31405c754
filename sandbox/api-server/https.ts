import { request } from "node:https";

/** What a request to an API server needs to reach it and to be let in. */
export interface Entrance {
  readonly address: string;
  /** Certificates that it is known by. PEM */
  readonly certificates: string;
  readonly token: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * One request to an API server, past every proxy. `fetch` of Node takes no certificates.
 * @param body sent as `type`. @default `type` JSON
 */
export function callApiServer(
  { address, certificates, token }: Entrance,
  method: string,
  path: string,
  body?: { readonly type: string; readonly text: string },
  headers: Readonly<Record<string, string | string[]>> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const content = body ? { "content-type": body.type, "content-length": String(Buffer.byteLength(body.text)) } : {};
    const sent = request(
      `${address}${path}`,
      { method, ca: certificates, headers: { ...headers, ...content, authorization: `Bearer ${token}` } },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.once("end", () => resolve({ status: response.statusCode ?? 0, body: text })).once("error", reject);
      },
    );
    sent.once("error", reject);
    sent.end(body?.text);
  });
}
