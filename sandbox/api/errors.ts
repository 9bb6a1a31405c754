/** An answer of OCI's API other than success. The code is what clients look at. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** The status, as fastify's own errors have it. */
  get statusCode(): number {
    return this.status;
  }
}

/** 404. OCI also says it where the caller may not see the object. */
export const notFound = (what: string): ServiceError => new ServiceError(404, "NotFound", `${what} not found`);

/** 404 of what is not there, or not allowed: OCI does not tell which. */
export const notAuthorizedOrNotFound = (reason: string): ServiceError =>
  new ServiceError(
    404,
    "NotAuthorizedOrNotFound",
    `Authorization failed or requested resource not found. (sandbox: ${reason})`,
  );

export const invalidParameter = (message: string): ServiceError => new ServiceError(400, "InvalidParameter", message);

export const missingParameter = (attribute: string): ServiceError =>
  new ServiceError(400, "MissingParameter", `'${attribute}' is required`);

export const limitExceeded = (message: string): ServiceError => new ServiceError(400, "LimitExceeded", message);

export const conflict = (message: string): ServiceError => new ServiceError(409, "Conflict", message);

export const incorrectState = (message: string): ServiceError => new ServiceError(409, "IncorrectState", message);

export const alreadyExists = (message: string): ServiceError => new ServiceError(409, "AlreadyExists", message);

export const notAuthenticated = (message: string): ServiceError => new ServiceError(401, "NotAuthenticated", message);

export const noEtagMatch = (id: string): ServiceError =>
  new ServiceError(412, "NoEtagMatch", `${id} has changed: its etag is not the one in 'if-match'`);
