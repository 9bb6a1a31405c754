import type { FastifyRequest } from "fastify";

import { REGION_HEADER } from "./region-header";
import { signerOf } from "./signature";

/** Who asks, and through which region's endpoint. */
export interface Caller {
  readonly tenancyId: string;
  readonly userId: string;
  readonly region: string;
  /** Whether the request says its region. */
  readonly saysRegion: boolean;
  /** Address that the request came to, e.g. `http://127.0.0.1:8411`. */
  readonly endpoint: string;
}

/**
 * Reads who asks from the request's signature.
 * @param region of requests that say none.
 * @throws ServiceError NotAuthenticated
 */
export function callerOf(request: FastifyRequest, region: string): Caller {
  const { tenancyId, userId } = signerOf(request.headers);
  const endpoint = `${request.protocol}://${request.host}`;
  const said = request.headers[REGION_HEADER];
  return { tenancyId, userId, region: String(said ?? region), saysRegion: said !== undefined, endpoint };
}
