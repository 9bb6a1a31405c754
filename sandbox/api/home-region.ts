import type { Kind } from "../kinds/kind";
import { ServiceError } from "./errors";
import type { Caller } from "./caller";
import type { Settings } from "./settings";

/**
 * Refuses to write IAM through another region than the tenancy's home. A caller that names no region, such as the
 * official plugin, can't be told to be elsewhere. OCI names the region by its key, e.g. `IAD`.
 * @see https://github.com/oracle-samples/usage-reports-to-adw/issues/34 read 2026-11-25
 * @throws ServiceError NotAllowed
 */
export function requireHomeRegion({ rest }: Kind, { tenancyId, region, saysRegion }: Caller, settings: Settings): void {
  const home = settings.homeRegions[tenancyId];
  if (!rest.writtenAtHome || home === undefined || !saysRegion || region === home) return;
  const message = `Please go to your home region ${home} to execute CREATE, UPDATE and DELETE operations.`;
  throw new ServiceError(403, "NotAllowed", message);
}
