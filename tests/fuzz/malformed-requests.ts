import fc, { type Arbitrary } from "fast-check";

import { parentInPath, type Kind, type ObjectShape, type RestObject, type Shape } from "../../sandbox/kinds/kind";
import { SIGNATURE } from "../sandbox/api/requests";

/** Form that a refusal must have: OCI's, that of a cluster's API server, or a page. */
export type Form = "oci" | "kubernetes" | "page";

/** A request that must be refused. */
export interface Malformed {
  /** What is wrong with it. */
  readonly what: string;
  readonly form: Form;
  /** As it goes over the wire. */
  readonly bytes: Buffer;
  /** Whether the client closes its side then, amid its request. */
  readonly ends: boolean;
}

/** An object that the sandbox holds. */
export interface Target {
  readonly kind: Kind;
  readonly body: RestObject;
  /** Path of its collection, and of itself. */
  readonly collection: string;
  readonly path: string;
}

/** The paths of an object. */
export function targetOf(kind: Kind, parent: string | undefined, id: string, body: RestObject): Target {
  const { base, collection, key } = kind.rest;
  const path = `${base}/${collection.replace(/\{\w+\}/, parent ?? "")}`;
  return { kind, body, collection: path, path: `${path}/${key ? String(body[key]) : id}` };
}

/** Requests of all sorts, each malformed in one way. */
export function malformed(targets: readonly Target[]): Arbitrary<Malformed> {
  const target = fc.constantFrom(...targets);
  return fc.oneof(
    { weight: 8, arbitrary: target.chain(wrongType) },
    { weight: 4, arbitrary: target.chain(wrongBody) },
    { weight: 3, arbitrary: target.chain(wrongHeaders) },
    { weight: 2, arbitrary: target.chain(wrongQuery) },
    { weight: 1, arbitrary: target.chain(tooLarge) },
    { weight: 4, arbitrary: fc.oneof(wrongPath, wrongAdministration, missingPage) },
    { weight: 4, arbitrary: wrongClusterCall },
    { weight: 4, arbitrary: target.chain(unparsable) },
  );
}

const JSON_TYPE = { "content-type": "application/json" };
const APPLY = { "content-type": "application/apply-patch+yaml" };
const NAMESPACE = "/kubernetes/app/api/v1/namespaces/app";

const say = (what: string, form: Form, bytes: Buffer, ends = false): Malformed => ({ what, form, bytes, ends });

/** @param headers undefined leaves one out that is there by default. */
function wire(method: string, path: string, body: string | Buffer = "", headers: Headers = {}): Buffer {
  const content = Buffer.from(body);
  const all: Headers = {
    host: "127.0.0.1",
    connection: "close",
    authorization: SIGNATURE,
    date: new Date().toUTCString(),
    "content-length": content.length > 0 ? String(content.length) : undefined,
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return Buffer.concat([
    Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`, "latin1"),
    content,
  ]);
}

type Headers = Readonly<Record<string, string | undefined>>;

/** One attribute of an object as it is, at any depth, is of another type. */
function wrongType(target: Target): Arbitrary<Malformed> {
  // the path says it, whatever the body does
  const inPath = parentInPath(target.kind.rest);
  const places = placesIn({ properties: target.kind.inputs }, target.body).filter(({ path }) => path[0] !== inPath);
  return fc
    .record({ method: fc.constantFrom("POST", "PUT"), place: fc.constantFrom(...places) })
    .chain(({ method, place }) =>
      wrongValue(place.type).map((value) => {
        const body = JSON.stringify(withAt(target.body, place.path, value));
        const path = method === "POST" ? target.collection : target.path;
        const what = `attribute of another type (${method})`;
        return say(what, "oci", wire(method, path, body, JSON_TYPE));
      }),
    );
}

interface Place {
  readonly path: readonly string[];
  readonly type: Shape;
}

/** Where a body may have a value, with the type that it must be of. */
function placesIn(shape: ObjectShape, body: RestObject, path: readonly string[] = []): Place[] {
  return Object.entries(shape.properties).flatMap(([name, { type, attribute = name, local }]): Place[] => {
    if (local) return [];
    const here = [...path, attribute];
    const inner = body[attribute];
    const isInner = typeof type === "object" && "properties" in type && typeof inner === "object" && inner !== null;
    return [{ path: here, type }, ...(isInner ? placesIn(type, inner as RestObject, here) : [])];
  });
}

function withAt(body: RestObject, [first = "", ...rest]: readonly string[], value: unknown): RestObject {
  return { ...body, [first]: rest.length === 0 ? value : withAt(body[first] as RestObject, rest, value) };
}

function wrongValue(type: Shape): Arbitrary<unknown> {
  const text = fc.string();
  const list = fc.array(fc.integer(), { minLength: 1 });
  const object = fc.dictionary(fc.string(), fc.integer());
  switch (type) {
    case "string":
      return fc.oneof(fc.boolean(), list, object);
    case "boolean":
      return fc.oneof(text, fc.integer(), list, object);
    case "integer":
    case "number":
      return fc.oneof(text, fc.boolean(), list, object);
    default:
      return Array.isArray(type) ? fc.oneof(text, fc.integer(), fc.boolean()) : fc.oneof(text, fc.integer(), list);
  }
}

const isJson = (text: string): boolean => {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
};

/** Text that is no JSON; binary at times. */
const notJson = fc
  .oneof(
    fc.string({ unit: "binary", minLength: 1 }),
    fc.json().map((text) => `${text.slice(0, -1)}\0`),
  )
  .filter((text) => text !== "" && !isJson(text));

/** JSON that is no object. */
const noObject = fc
  .oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.array(fc.integer()))
  .map((value) => JSON.stringify(value));

const nested = fc
  .record({ depth: fc.integer({ min: 200, max: 300_000 }), open: fc.constantFrom("[", '{"a":') })
  .map(({ depth, open }) => `{"freeformTags":${open.repeat(depth)}1${(open === "[" ? "]" : "}").repeat(depth)}}`);

function wrongBody({ collection, path }: Target): Arbitrary<Malformed> {
  const to = fc.constantFrom(["POST", collection] as const, ["PUT", path] as const);
  const body = fc.oneof(
    fc.record({ what: fc.constant("body that is no JSON"), body: notJson }),
    fc.record({ what: fc.constant("body that is no object"), body: noObject }),
    fc.record({ what: fc.constant("body nested deeply"), body: nested }),
  );
  return fc
    .record({ to, body })
    .map(({ to: [method, at], body: { what, body: text } }) => say(what, "oci", wire(method, at, text, JSON_TYPE)));
}

function tooLarge({ collection, path }: Target): Arbitrary<Malformed> {
  const most = 10 * 2 ** 20;
  return fc
    .record({ size: fc.integer({ min: 2 ** 20, max: most }), isText: fc.boolean(), isNew: fc.boolean() })
    .map(({ size, isText, isNew }) => {
      const body = isText ? `{"name":"${"a".repeat(size)}"}` : Buffer.alloc(size, 0xfe);
      const [method, at] = isNew ? ["POST", collection] : ["PUT", path];
      return say("body of 1 to 10 MB", "oci", wire(method, at, body, JSON_TYPE));
    });
}

function wrongHeaders({ kind, body, collection, path }: Target): Arbitrary<Malformed> {
  const text = JSON.stringify(body);
  const word = fc.stringMatching(/^[!-~]{1,40}$/);
  const unsigned = fc
    .oneof(
      fc.constant(undefined),
      word,
      word.map((each) => SIGNATURE.replace("rsa-sha256", each)),
    )
    .filter((each) => each !== SIGNATURE)
    .map((authorization) => say("signature", "oci", wire("GET", path, "", { authorization })));
  const late = fc
    .integer({ min: 400, max: 1e9 })
    .map((seconds) => new Date(Date.now() - seconds * 1000).toUTCString())
    .map((date) => say("date", "oci", wire("GET", path, "", { date })));
  const typed = fc
    .oneof(fc.constantFrom("text/plain", "application/xml", "multipart/form-data", ""), word)
    .map((type) => say("content type", "oci", wire("POST", collection, text, { "content-type": type })));
  const token = fc
    .integer({ min: 65, max: 2000 })
    .map((length) => ({ ...JSON_TYPE, "opc-retry-token": "t".repeat(length) }))
    .map((headers) => say("retry token", "oci", wire("POST", collection, text, headers)));
  const etag = word
    .filter((each) => each !== "*")
    .map((each) => say("etag", "oci", wire("PUT", path, "{}", { ...JSON_TYPE, "if-match": each })));
  const hostless = fc.constant(say("no host", "oci", wire("GET", path, "", { host: undefined })));
  return kind.rest.deletion === "scheduled"
    ? fc.oneof(unsigned, late, typed, hostless)
    : fc.oneof(unsigned, late, typed, token, etag, hostless);
}

function wrongQuery({ collection }: Target): Arbitrary<Malformed> {
  const limit = fc
    .oneof(
      fc.integer({ max: 0 }),
      fc.integer({ min: 1001 }),
      fc.double({ min: 1.1, max: 1.9 }),
      fc.stringMatching(/^[a-z]+$/),
    )
    .map((value) => `limit=${encodeURIComponent(value)}`);
  const page = fc.stringMatching(/^[a-z%]{1,30}$/).map((value) => `page=${encodeURIComponent(value)}`);
  return fc.oneof(limit, page).map((query) => say("query", "oci", wire("GET", `${collection}?${query}`)));
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];

const wrongPath = fc
  .record({
    method: fc.constantFrom(...METHODS),
    path: fc.oneof(
      fc.webPath().map((path) => `/nowhere${path}`),
      fc.stringMatching(/^[!-~]{1,60}$/).map((text) => `/20210630/projects/nowhere${text.replace(/[?#]/g, "")}`),
      fc.constantFrom("/20210630/projects/%zz", "/20210630/projects/%00", "/%c3%28", "//", "*", "/20210630/../../etc"),
      fc.integer({ min: 300, max: 12_000 }).map((length) => `/20210630/projects/${"a".repeat(length)}`),
    ),
  })
  .map(({ method, path }) => say("path", "oci", wire(method, path)));

const wrongAdministration = fc
  .record({
    to: fc.constantFrom(["PUT", "/sandbox/settings"] as const, ["POST", "/sandbox/faults"] as const),
    body: fc.oneof(
      notJson,
      noObject,
      fc.dictionary(fc.string(), fc.integer(), { minKeys: 1 }).map((each) => JSON.stringify({ ...each, unknown: 1 })),
    ),
  })
  .map(({ to: [method, path], body }) => say("setting or fault", "oci", wire(method, path, body, JSON_TYPE)));

const missingPage = fc
  .array(fc.stringMatching(/^[a-z<>&"%]{0,30}$/), { minLength: 1, maxLength: 3 })
  .map((ids) => ids.map((id) => `id=${encodeURIComponent(id)}`).join("&"))
  .map((query) => say("page of what is not there", "page", wire("GET", `/objects?${query}`)));

const NAMESPACE_BODY = { apiVersion: "v1", kind: "Namespace", metadata: { name: "app" } };

const wrongClusterCall = fc
  .oneof(
    fc
      .oneof(
        noObject,
        fc.string({ minLength: 1 }).map((text) => `[${text}`),
      )
      .map((body) => ({ body })),
    fc.constantFrom("name", "metadata", "kind", "apiVersion").map((key) => ({
      body: JSON.stringify({
        ...NAMESPACE_BODY,
        ...(key === "name" ? { metadata: { name: 7 } } : { [key]: [1] }),
      }),
    })),
    fc.integer({ min: 2 ** 20, max: 10 * 2 ** 20 }).map((size) => ({ body: Buffer.alloc(size, "a") })),
    fc.constantFrom("text/plain", "application/json", "").map((type) => ({ headers: { "content-type": type } })),
    fc.constant({ path: NAMESPACE }),
    fc.constantFrom("%zz", "nowhere", "a".repeat(600)).map((name) => ({
      path: `/kubernetes/app/api/v1/${name}?fieldManager=x`,
    })),
  )
  .map((given: { body?: string | Buffer; headers?: Headers; path?: string }) => {
    const { body = JSON.stringify(NAMESPACE_BODY), headers = APPLY, path = `${NAMESPACE}?fieldManager=x` } = given;
    return say("call to a cluster", "kubernetes", wire("PATCH", path, body, headers));
  });

/** What Node's own parser must refuse. */
function unparsable({ collection, path }: Target): Arbitrary<Malformed> {
  const start = `POST ${collection} HTTP/1.1\r\nhost: a\r\n`;
  const cut = wire("POST", collection, '{"name":"cut"}', JSON_TYPE);
  return fc.oneof(
    fc
      .uint8Array({ minLength: 4, maxLength: 400 })
      .map((bytes) => say("bytes", "oci", Buffer.concat([Buffer.from([0]), bytes]), true)),
    fc.constantFrom("FETCH", "get", "G E T").map((method) => say("method", "oci", wire(method, path))),
    fc
      .constantFrom("HTTP/9.9", "HTTX/1.1", "http")
      .map((version) => say("version", "oci", Buffer.from(`GET / ${version}\r\n\r\n`))),
    fc
      .integer({ min: 20_000, max: 200_000 })
      .map((length) => say("headers too large", "oci", wire("GET", path, "", { x: "a".repeat(length) }))),
    fc
      .constantFrom("-1", "1e3", "x", "99999999999999999999")
      .map((length) => say("content length", "oci", Buffer.from(`${start}content-length: ${length}\r\n\r\n{}`))),
    fc
      .constantFrom("zz\r\n", "-1\r\n", "5\nabc")
      .map((chunk) =>
        say(
          "chunk",
          "oci",
          Buffer.from(`${start}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`),
        ),
      ),
    fc
      .constantFrom("a b: c", ": c", "a\0: c", "a: \0")
      .map((line) => say("header line", "oci", Buffer.from(`${start}${line}\r\n\r\n`))),
    fc.integer({ min: 1, max: 10 }).map((missing) => say("end amid the body", "oci", cut.subarray(0, -missing), true)),
  );
}
