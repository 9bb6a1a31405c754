import type { Names } from "./names";
import { isProtected } from "./protection";
import type { SourceSettings } from "./service-schema";
import type { Settings } from "./settings-schema";

/** A secret that the stack puts into a vault. */
export interface SecretPlan {
  readonly compartmentId: string;
  readonly vaultId: string;
  readonly keyId: string;
  readonly secretName: string;
  /** A credential: it belongs into no output and no message. */
  readonly value: string;
  /** Days after which a version can't be read any more. @default - never */
  readonly expiry?: number;
  readonly protect: boolean;
}

type MirrorSettings = Extract<SourceSettings, { readonly url: string }>;

const SECONDS_PER_DAY = 86_400;

/**
 * The token of a mirror: OCID of the secret that holds it, or the secret to make of it. The settings have one of the
 * two, and vault and key where a secret is made.
 */
export function tokenOf(
  service: string,
  { tokenSecret, token = "", tokenName, tokenExpiry }: MirrorSettings,
  settings: Settings,
  names: Names,
): string | SecretPlan {
  if (tokenSecret !== undefined) return tokenSecret;
  const { compartment, vaultCompartment = compartment, vault = "", key = "" } = settings.platform;
  return {
    compartmentId: vaultCompartment,
    vaultId: vault,
    keyId: key,
    secretName: tokenName ?? names.tokenSecret(service),
    value: token,
    ...(tokenExpiry === undefined ? {} : { expiry: tokenExpiry / SECONDS_PER_DAY }),
    protect: isProtected(settings, "secrets"),
  };
}
