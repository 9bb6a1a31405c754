import { z } from "zod";

import { looksLikeCron, parseDuration } from "./duration";
import { ENVIRONMENT, NAME, PROJECT_NAME } from "./names";

const SECONDS_PER_DAY = 86_400;

/** Days that a service log can be kept. @see provider docs, `logging_log.retention_duration`, read 2026-11-21 */
const RETENTION_DAYS = [30, 60, 90, 120, 150, 180];

/** A text of one form. The message says what is allowed, for a missing value as for a wrong one. */
function text(form: RegExp, allowed: string): z.ZodString {
  return z.string(allowed).regex(form, allowed);
}

function ocid(entity: string): z.ZodString {
  return text(
    new RegExp(`^ocid1\\.(?:${entity})\\.oc\\d+\\.[a-z0-9-]*\\.[a-z0-9]+$`),
    `an OCID that begins with 'ocid1.${entity.split("|")[0]}.'`,
  );
}

const name = text(
  NAME,
  "2 to 30 lower-case letters, digits and single hyphens, beginning with a letter, e.g. 'orders-api'",
);

const region = text(/^[a-z]{2,3}(?:-[a-z]+)+-\d+$/, "a region identifier, e.g. 'eu-frankfurt-1'");

const retention = z
  .string("a duration, e.g. '30d'")
  .default("30d")
  .transform((given, context) => {
    const days = (parseDuration(given) ?? 0) / SECONDS_PER_DAY;
    if (RETENTION_DAYS.includes(days)) return days;
    const allowed = `one of ${RETENTION_DAYS.map((each) => `'${each}d'`).join(", ")}`;
    context.addIssue({
      code: "custom",
      input: given,
      message: looksLikeCron(given) ? `a duration, not a cron expression: ${allowed}` : allowed,
    });
    return z.NEVER;
  });

const service = z.strictObject(
  {
    name: name.describe("Name of the service"),
    artifacts: z
      .strictObject(
        {
          image: name.describe("Name of the container image; its repository is made beforehand"),
          immutable: z.boolean("'true' or 'false'").default(true).describe("Whether a tag can be pushed only once"),
        },
        "what the service is delivered as, e.g. { image: orders-api }",
      )
      .describe("What the service is delivered as"),
  },
  "a service, e.g. { name: orders-api, artifacts: { image: orders-api } }",
);

/** Refuses list items that have the text at `path` in common; `what` calls it by name. */
function refuseTwins(list: string, what: string, path: readonly string[]) {
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
const BESIDE_OTHERS = { when: ({ value }: { value: unknown }) => Array.isArray(value) };

function textAt(item: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined | null)?.[key],
    item,
  );
  return typeof found === "string" && found !== "" ? found : undefined;
}

/**
 * What a stack file says under `oci-delivery:`. The only description of the settings: validation and types come from
 * here. Every message says what is allowed; `problemsOf` adds the rest.
 */
export const settingsSchema = z.strictObject({
  environment: text(
    ENVIRONMENT,
    "2 to 30 lower-case letters and digits, beginning with a letter, e.g. 'prod'",
  ).describe("Environment that this stack holds, e.g. `dev`; part of every name"),
  team: name.describe("Team or product that the services belong to, e.g. `shop`; part of every name"),
  description: z
    .string("a text")
    .max(400, "at most 400 characters")
    .default("")
    .describe("Description of the DevOps project"),
  projectName: text(PROJECT_NAME, "letters, digits, '_', '.' and '-', beginning with a letter")
    .optional()
    .describe("Name of the DevOps project; changing it replaces the project. Default: `<team>-<environment>`"),
  platform: z
    .strictObject(
      {
        tenancy: ocid("tenancy").describe("The tenancy: dynamic groups live there"),
        compartment: ocid("compartment|tenancy").describe("Compartment of the DevOps project, its topic and its logs"),
        registryCompartment: ocid("compartment|tenancy")
          .optional()
          .describe("Compartment of the container repositories. Default: `compartment`"),
        homeRegion: region
          .optional()
          .describe("Home region of the tenancy: IAM is written there. Default: `oci:region`"),
      },
      "an object with 'tenancy' and 'compartment'",
    )
    .describe("Where the stack stands"),
  notify: z
    .array(
      z.strictObject(
        { email: z.email("an e-mail address, e.g. 'oncall@example.com'").describe("Confirms the first message") },
        "{ email: ... }",
      ),
      "a list, e.g. [{ email: oncall@example.com }]",
    )
    .min(1, "at least one, e.g. [{ email: oncall@example.com }]")
    .superRefine(refuseTwins("notify", "address", ["email"]), BESIDE_OTHERS)
    .describe("Who hears of builds and deployments"),
  logs: z
    .strictObject(
      { retention: retention.describe("How long the log is kept: `30d` to `180d` in steps of 30") },
      "e.g. { retention: 90d }",
    )
    .prefault({})
    .describe("Service log of the project: no pipeline runs without it"),
  services: z
    .array(service, "a list, e.g. [{ name: orders-api, artifacts: { image: orders-api } }]")
    .min(1, "at least one service")
    .superRefine(refuseTwins("services", "name", ["name"]), BESIDE_OTHERS)
    .superRefine(refuseTwins("services", "image", ["artifacts", "image"]), BESIDE_OTHERS)
    .describe("What is delivered"),
});

/** The settings of one stack with every default filled in; `logs.retention` is in days. */
export type Settings = z.output<typeof settingsSchema>;

const flag = z.enum(["true", "false"], "'true' or 'false'").optional();

/**
 * What the OCI provider must be told under `oci:`, as far as this program depends on it: the region, and the arguments
 * that `homeProvider` reads as JSON.
 */
export const providerSchema = z.looseObject({
  region: region.describe("Region of the workload"),
  disableAutoRetries: flag,
  dualStackEndpointEnabled: flag,
  ignoreDefinedTags: z
    .array(z.string("a tag, e.g. 'Oracle-Tags.CreatedBy'"), "a list, e.g. [Oracle-Tags.CreatedBy]")
    .optional(),
  realmSpecificServiceEndpointTemplateEnabled: flag,
  retryDurationSeconds: text(/^\d+$/, "a number of seconds, e.g. '600'").optional(),
});
