import { z } from "zod";

import { looksLikeCron, parseDuration } from "./duration";
import { NAME } from "./names";

/** A text of one form. The message says what is allowed, for a missing value as for a wrong one. */
export function text(form: RegExp, allowed: string): z.ZodString {
  return z.string(allowed).regex(form, allowed);
}

/** An OCID of one of the entities, e.g. `compartment|tenancy`; the message names the first. */
export function ocid(entity: string): z.ZodString {
  return text(
    // those of vaults and keys have one part more
    new RegExp(`^ocid1\\.(?:${entity})\\.oc\\d+\\.[a-z0-9-]*(?:\\.[a-z0-9]+){1,2}$`),
    `an OCID that begins with 'ocid1.${entity.split("|")[0]}.'`,
  );
}

export const name = text(
  NAME,
  "2 to 30 lower-case letters, digits and single hyphens, beginning with a letter, e.g. 'orders-api'",
);

export const region = text(/^[a-z]{2,3}(?:-[a-z]+)+-\d+$/, "a region identifier, e.g. 'eu-frankfurt-1'");

export const branch = text(/^(?!refs\/)[^\s~^:?*[\\]+$/, "the name of a branch, without 'refs/heads/', e.g. 'main'");

/** A duration as people write it, in seconds; `isAllowed` says which, `allowed` in words. */
export function duration(
  isAllowed: (seconds: number) => boolean,
  allowed: string,
): z.ZodPipe<z.ZodString, z.ZodTransform<number, string>> {
  return z.string(allowed).transform((given, context) => {
    const seconds = parseDuration(given);
    if (seconds !== undefined && isAllowed(seconds)) return seconds;
    context.addIssue({
      code: "custom",
      input: given,
      message: looksLikeCron(given) ? `a duration, not a cron expression: ${allowed}` : allowed,
    });
    return z.NEVER;
  });
}

/** Refuses list items that have the text at `path` in common; `what` calls it by name. */
export function refuseTwins(list: string, what: string, path: readonly string[]) {
  return (items: readonly unknown[], context: z.RefinementCtx): void => {
    const first = new Map<string, number>();
    items.forEach((item, index) => {
      const own = textAt(item, path);
      if (own === undefined) return;
      const twin = first.get(own);
      if (twin === undefined) first.set(own, index);
      else
        context.addIssue({
          code: "custom",
          path: [index, ...path],
          input: own,
          message: `${what} of its own; ${list}[${twin}] has this one`,
        });
    });
  };
}

/** Twins are told of beside whatever else is wrong with the list, so that an item may be of any shape here. */
export const BESIDE_OTHERS = { when: ({ value }: { value: unknown }): boolean => Array.isArray(value) };

function textAt(item: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined | null)?.[key],
    item,
  );
  return typeof found === "string" && found !== "" ? found : undefined;
}
