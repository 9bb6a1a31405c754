import type { Cause, ClusterKind } from "./kind";

/** Path under which the sandbox's clusters are. */
export const CLUSTERS = "/kubernetes";

/** A refusal of the API server: an object of kind `Status`. */
export class StatusError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly causes: readonly Cause[] = [],
  ) {
    super(message);
  }

  /** As it is sent. */
  get body(): object {
    const { code, reason, message, causes } = this;
    const details = causes.length > 0 ? { details: { causes } } : {};
    return { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, ...details, code };
  }
}

export const absent = (kind: ClusterKind, name: string): StatusError =>
  new StatusError(404, "NotFound", `${kindName(kind)} "${name}" not found`);

export const unknownPath = (): StatusError =>
  new StatusError(404, "NotFound", "the server could not find the requested resource");

export const badRequest = (message: string): StatusError => new StatusError(400, "BadRequest", message);

export const unsupportedType = (message: string): StatusError => new StatusError(415, "UnsupportedMediaType", message);

export const conflicting = (message: string): StatusError => new StatusError(409, "Conflict", message);

export const present = (kind: ClusterKind, name: string): StatusError =>
  new StatusError(409, "AlreadyExists", `${kindName(kind)} "${name}" already exists`);

/** What an API server would answer: a refusal as it says, an error of the HTTP server by its status. Pure. */
export function statusOf(error: Error & { readonly statusCode?: number }): { status: number; body: object } {
  const { statusCode = 500, message } = error;
  const refusal = error instanceof StatusError ? error : new StatusError(statusCode, reasonOf(statusCode), message);
  return { status: refusal.code, body: refusal.body };
}

function reasonOf(status: number): string {
  if (status >= 500) return "InternalError";
  return { 404: "NotFound", 413: "RequestEntityTooLarge", 415: "UnsupportedMediaType" }[status] ?? "BadRequest";
}

/** 422, with all causes. */
export function refused(kind: ClusterKind, name: string, causes: readonly Cause[]): StatusError {
  const [group] = groupOf(kind);
  const subject = group === "" ? kind.kind : `${kind.kind}.${group}`;
  const all = causes.map(({ field, message }) => `${field}: ${message}`);
  const list = all.length === 1 ? all[0] : `[${all.join(", ")}]`;
  return new StatusError(422, "Invalid", `${subject} "${name}" is invalid: ${list}`, causes);
}

/** Group and version of a kind; the core group's name is empty. */
export function groupOf({ apiVersion }: Pick<ClusterKind, "apiVersion">): readonly [string, string] {
  const [first = "", second] = apiVersion.split("/");
  return second === undefined ? ["", first] : [first, second];
}

function kindName(kind: ClusterKind): string {
  const [group] = groupOf(kind);
  return group === "" ? kind.plural : `${kind.plural}.${group}`;
}
