import { z } from "zod";

import { invalidParameter } from "./errors";

/** How strict and how slow a sandbox is; changed while it runs by `PUT /sandbox/settings`. */
export interface Settings {
  /** Region that IAM is written in. `Record<tenancy OCID, region>`; a tenancy without one takes it in every region. */
  readonly homeRegions: Readonly<Record<string, string>>;
  /** Seconds until a policy or a dynamic group is in effect after it was written. @default 0 */
  readonly iamDelay: number;
  /** Names of tag namespaces that were there before the sandbox, with whatever key. @default - none */
  readonly tagNamespaces: readonly string[];
}

export const DEFAULTS: Settings = { homeRegions: {}, iamDelay: 0, tagNamespaces: [] };

const seconds = z.number().min(0);

const changes = z.strictObject({
  homeRegions: z.record(z.string(), z.string()).optional(),
  iamDelay: seconds.optional(),
  tagNamespaces: z.array(z.string()).optional(),
});

/** The settings with changes; home regions are added to those that are known. @throws ServiceError for what is no setting */
export function changedSettings(settings: Settings, given: unknown): Settings {
  const { success, data, error } = changes.safeParse(given);
  if (!success) throw invalidParameter(z.prettifyError(error));
  const { iamDelay = settings.iamDelay, tagNamespaces = settings.tagNamespaces } = data;
  return { iamDelay, tagNamespaces, homeRegions: { ...settings.homeRegions, ...data.homeRegions } };
}
