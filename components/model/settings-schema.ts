import { z } from "zod";

import { BESIDE_OTHERS, duration, name, ocid, refuseTwins, region, text } from "./fields";
import { ENVIRONMENT, PROJECT_NAME } from "./names";
import { notifySchema } from "./notify-schema";
import { pullSchema } from "./pull";
import { mayBeToken, serviceSchema } from "./service-schema";
import { DOMAIN_NAME, GROUP } from "./subject";
import { OWN_KEYS } from "./tags";
import { withheld } from "./withheld";

const SECONDS_PER_DAY = 86_400;

/** Days that a service log can be kept. @see provider docs, `logging_log.retention_duration`, read 2026-11-21 */
const RETENTION_DAYS = [30, 60, 90, 120, 150, 180];

const retention = duration(
  (seconds) => RETENTION_DAYS.includes(seconds / SECONDS_PER_DAY),
  `one of ${RETENTION_DAYS.map((each) => `'${each}d'`).join(", ")}`,
)
  .transform((seconds) => seconds / SECONDS_PER_DAY)
  .prefault("30d");

/** A stack of another project, as `pulumi.StackReference` takes it. */
export const PLATFORM_STACK = /^[\w.-]+\/[\w.-]+\/[\w.-]+$/;

/** Jobs of which the narrow grants are unconfirmed, so that Oracle's wider ones can be asked for. @see facts 1.4 */
const JOBS = ["mirror", "build", "deliver-image", "deliver-artifact", "approve", "deploy"] as const;

/** What production keeps: the DevOps project, the repositories of sources, images and other artifacts, and secrets. */
const PROTECTED = ["project", "repositories", "secrets"] as const;

const protection = z
  .strictObject(
    {
      enabled: z
        .boolean("'true' or 'false'")
        .optional()
        .describe(
          "Whether project, repositories and secrets are protected. Default: in the environments `prod` and `production`",
        ),
      except: z
        .array(z.enum(PROTECTED, `one of ${PROTECTED.map((each) => `'${each}'`).join(", ")}`), "a list, e.g. [project]")
        .default([])
        .describe("What may be replaced or deleted all the same: `project`, `repositories`, `secrets`"),
    },
    "e.g. { except: [project] }",
  )
  .prefault({});

const access = z
  .strictObject(
    {
      existing: z
        .boolean("'true' or 'false'")
        .default(false)
        .describe(
          "Whether the tenancy's administrators make dynamic groups and policies, and the stack none; `npm run explain -- access <stack>` prints what to hand them",
        ),
      wait: duration((seconds) => seconds <= 600, "'0s' to '10m', e.g. '30s'")
        .default(30)
        .describe(
          "Time that a new or changed policy is given to take effect everywhere: `0s` to `10m`. Default: `30s`",
        ),
      domain: z
        .strictObject(
          {
            name: text(DOMAIN_NAME, "the domain's name, e.g. 'Corp'").describe(
              "Name of the domain, as statements have it",
            ),
            endpoint: text(
              /^https:\/\/[a-z0-9.-]+(?::\d+)?$/,
              "the domain's URL without a path, e.g. 'https://idcs-0123.identity.oraclecloud.com:443'",
            ).describe("URL of the domain, without a path: the console shows it, and `oci iam domain list`"),
          },
          "e.g. { name: Corp, endpoint: 'https://idcs-0123.identity.oraclecloud.com:443' }",
        )
        .optional()
        .describe(
          "Identity domain that the dynamic groups are made in. Default: the Default domain, by the classic API",
        ),
      isolation: z
        .enum(["compartment", "service"], "'compartment' or 'service'")
        .default("compartment")
        .describe(
          "Whose secrets and images a build may use: `compartment`, those of every service here; `service`, its own alone. Default: `compartment`",
        ),
      approvers: text(GROUP, "a group, e.g. 'Approvers', 'Domain/Approvers' or its OCID")
        .optional()
        .describe(
          "Group of people who approve deployments: its name, `<domain>/<name>` or its OCID. Default: nobody is granted it",
        ),
      suggested: z
        .array(z.enum(JOBS, `one of ${JOBS.map((each) => `'${each}'`).join(", ")}`), "a list, e.g. [mirror]")
        .default([])
        .describe(
          "Jobs that get the wider statements that Oracle suggests: `mirror`, `build`, `deliver-image`, `deliver-artifact`, `approve`, `deploy`",
        ),
    },
    "e.g. { wait: 30s }",
  )
  .prefault({});

const tagValue = z.string("a text").min(1, "a text");

const tags = z
  .strictObject(
    {
      owner: tagValue.optional().describe("Tag `Owner`. Default: `team`"),
      costCenter: text(/^.+$/, "a text, numbers in quotes, e.g. '4711'")
        .optional()
        .describe("Tag `CostCenter`. Default: no such tag"),
      more: z
        .record(
          text(
            new RegExp(`^(?!(?:${OWN_KEYS.join("|")})$)[a-z][\\w-]*$`, "i"),
            `letters, digits, '_' and '-', beginning with a letter, and none of ${OWN_KEYS.join(", ")}`,
          ),
          tagValue,
          "e.g. { Application: orders }",
        )
        .default({})
        .describe("Further tags by their keys, e.g. `{ Application: orders }`"),
      namespace: text(/^[A-Za-z][\w-]*$/, "the name of a tag namespace, e.g. 'shop'")
        .optional()
        .describe("Namespace in which all these keys are defined. Default: tags are free-form"),
    },
    "e.g. { owner: shop-team }",
  )
  .prefault({});

/** On by default in every environment: a finding costs least where an image is built, and scanning costs nothing. */
const scanning = z
  .strictObject(
    {
      enabled: z
        .boolean("'true' or 'false'")
        .default(true)
        .describe("Whether the images of every repository are scanned. Default: in every environment"),
      images: z
        .int("a whole number")
        .positive("1 or more")
        .default(1)
        .describe("How many images of each repository are scanned at first; later ones all are. Default: `1`"),
    },
    "e.g. { enabled: false }",
  )
  .prefault({});

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
  platformStack: text(
    PLATFORM_STACK,
    "'<organization>/<project>/<stack>', e.g. 'acme/platform/dev'; in a backend of your own the organization is 'organization'",
  )
    .optional()
    .describe(
      "Stack whose outputs stand for what `platform` leaves out, `<organization>/<project>/<stack>`; they have the same names",
    ),
  platform: z
    .strictObject(
      {
        tenancy: ocid("tenancy").describe("The tenancy: dynamic groups live there"),
        compartment: ocid("compartment|tenancy").describe("Compartment of the DevOps project, its topic and its logs"),
        registryCompartment: ocid("compartment|tenancy")
          .optional()
          .describe("Compartment of the container repositories. Default: `compartment`"),
        vaultCompartment: ocid("compartment|tenancy")
          .optional()
          .describe("Compartment of the vault secrets that are named here. Default: `compartment`"),
        vault: ocid("vault").optional().describe("Vault that tokens of the stack file are kept in"),
        key: ocid("key").optional().describe("Key in that vault, symmetric, which they are encrypted with"),
        networkCompartment: ocid("compartment|tenancy")
          .optional()
          .describe("Compartment of `subnet` and `networkSecurityGroups`. Default: `compartment`"),
        subnet: ocid("subnet").optional().describe("Subnet of private build runners, with a NAT and a service gateway"),
        networkSecurityGroups: z
          .array(ocid("networksecuritygroup"), "a list of OCIDs")
          .default([])
          .describe("Network security groups of private build runners"),
        namespace: text(/^[a-z0-9_-]+$/, "the tenancy's object storage namespace, e.g. 'axexample'")
          .optional()
          .describe("Object storage namespace of the tenancy, part of every image's address. Default: it is looked up"),
        registryHost: text(/^[a-z0-9.-]+$/, "a host, e.g. 'fra.ocir.io'")
          .optional()
          .describe("Host of the container registry. Default: `<region>.ocir.io`, in realm OC1 alone"),
        cluster: ocid("cluster").optional().describe("OKE cluster that services are deployed to"),
        clusterCompartment: ocid("compartment|tenancy")
          .optional()
          .describe("Compartment of the cluster. Default: `compartment`"),
        privateEndpoint: z
          .boolean("'true' or 'false'")
          .optional()
          .describe("Whether the cluster's API endpoint is private: deployments then reach it through `subnet`"),
        render: text(/^(?!\/)\S+$/, "a folder below the project's, e.g. 'rendered'")
          .optional()
          .describe(
            "Folder that the namespaces' manifests are written to, where the API endpoint can't be reached from here. Default: the namespaces are made in the cluster",
          ),
        functionsCompartment: ocid("compartment|tenancy")
          .optional()
          .describe("Compartment of the functions. Default: `compartment`"),
        instancesCompartment: ocid("compartment|tenancy")
          .optional()
          .describe("Compartment of the instances and load balancers that are deployed to. Default: `compartment`"),
        homeRegion: region
          .optional()
          .describe("Home region of the tenancy: IAM is written there. Default: `oci:region`"),
      },
      "an object with 'tenancy' and 'compartment'",
    )
    .describe("Where the stack stands"),
  protection: protection.describe("What the engine refuses to replace or delete"),
  access: access.describe("What the pipelines may do, and who approves"),
  scanning: scanning.describe("Scanning of images for vulnerabilities"),
  pull: pullSchema,
  tags: tags.describe("Tags of everything that takes tags, beside `Environment`"),
  notify: notifySchema,
  logs: z
    .strictObject(
      { retention: retention.describe("How long the log is kept: `30d` to `180d` in steps of 30") },
      "e.g. { retention: 90d }",
    )
    .prefault({})
    .describe("Service log of the project: no pipeline runs without it"),
  services: z
    .array(serviceSchema, "a list, e.g. [{ name: orders-api, artifacts: { image: orders-api } }]")
    .min(1, "at least one service")
    .superRefine(refuseTwins("services", "name", ["name"]), BESIDE_OTHERS)
    .superRefine(refuseTwins("services", "image", ["artifacts", "image"]), BESIDE_OTHERS)
    .superRefine(refuseTwins("services", "secret", ["source", "tokenName"]), BESIDE_OTHERS)
    .describe("What is delivered")
    .register(withheld, { mayBeCredential: mayBeToken }),
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
