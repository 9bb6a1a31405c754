import type { Settings } from "./settings-schema";

type Protected = Settings["protection"]["except"][number];

/** Environments that are production without being called so. */
const PRODUCTION = ["prod", "production"];

/** Whether users are at the end of an environment. */
export function isProduction(environment: string): boolean {
  return PRODUCTION.includes(environment);
}

/** Whether the engine must refuse to replace or delete what is called so. */
export function isProtected(
  { environment, protection }: Pick<Settings, "environment" | "protection">,
  what: Protected,
): boolean {
  const { enabled = isProduction(environment), except } = protection;
  return enabled && !except.includes(what);
}
