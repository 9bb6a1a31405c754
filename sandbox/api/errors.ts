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

/**
 * 404 of a path and method that are no operation.
 * @see https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm read 2026-11-25
 */
export const noOperation = (what: string): ServiceError => new ServiceError(404, "NotFound", `there is no ${what}`);

/** 404 of what the path names. OCI does not tell what is not there from what the caller may not see. */
export const notFound = (what: string): ServiceError => notAuthorizedOrNotFound(`${what} not found`);

/** 400 of what the body names: as of the path, but for the status. */
export const relatedNotFound = (what: string): ServiceError =>
  new ServiceError(
    400,
    "RelatedResourceNotAuthorizedOrNotFound",
    `Authorization failed or related resource not found. (sandbox: ${what} not found)`,
  );

/** 404 of what is not there, or not allowed: OCI does not tell which. */
export const notAuthorizedOrNotFound = (reason: string): ServiceError =>
  new ServiceError(
    404,
    "NotAuthorizedOrNotFound",
    `Authorization failed or requested resource not found. (sandbox: ${reason})`,
  );

/** 400 of tags that can't be had. @param reason ends with a full stop. */
export const tagsNotFound = (reason: string): ServiceError =>
  new ServiceError(
    400,
    "RelatedResourceNotAuthorizedOrNotFound",
    `The following tag namespaces / keys are not authorized or not found: ${reason}`,
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
