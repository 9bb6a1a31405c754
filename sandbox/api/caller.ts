import type { FastifyRequest } from "fastify";

import { REGION_HEADER } from "./region-header";
import type { Settings } from "./settings";
import { signerOf } from "./signature";

/** Who asks, and through which region's endpoint. */
export interface Caller {
  readonly tenancyId: string;
  readonly userId: string;
  readonly region: string;
  /** Whether the request, or its key, says its region. */
  readonly saysRegion: boolean;
  /** Address that the request came to, e.g. `http://127.0.0.1:8411`. */
  readonly endpoint: string;
}

/**
 * Reads who asks from the request's signature.
 * @param region of requests that say none.
 * @param keyRegions by fingerprint, of keys whose provider is of a region.
 * @throws ServiceError NotAuthenticated
 */
export function callerOf(request: FastifyRequest, region: string, keyRegions: Settings["keyRegions"] = {}): Caller {
  const { tenancyId, userId, fingerprint } = signerOf(request.headers);
  const endpoint = `${request.protocol}://${request.host}`;
  const said = request.headers[REGION_HEADER] ?? keyRegions[fingerprint];
  return { tenancyId, userId, region: String(said ?? region), saysRegion: said !== undefined, endpoint };
}
