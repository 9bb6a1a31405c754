import { z } from "zod";

import { parseDuration } from "./duration";
import { branch, duration, name, ocid, text } from "./fields";
import { isRecurrenceRule, recurrenceRule, ruleOfCron, type MirrorSchedule } from "./schedule";
import { deploySchema } from "./deploy-schema";
import { EVENTS } from "./trigger-filter";

/** Seconds of 1 to 90 whole days. @see facts 3.1 */
const DAYS: ReadonlySet<number> = new Set(Array.from({ length: 90 }, (_, index) => (index + 1) * 86_400));

const url = z
  .url({ protocol: /^https$/, error: "an https address, e.g. 'https://git.example.com/acme/orders-api.git'" })
  .superRefine((given, context) => {
    const shown = given.replace(/\/\/[^/]*@/, "//***@");
    if (shown === given) return;
    const message = "an address without user or password; the token belongs into a vault secret";
    context.addIssue({ code: "custom", input: shown, message });
  });

const every = z.string("a duration, e.g. '6h'").transform((given, context): MirrorSchedule => {
  if (given === "never") return { kind: "manual" };
  const rule = recurrenceRule(parseDuration(given) ?? 0);
  if (rule !== undefined) return { kind: "rule", rule };
  const meant = ruleOfCron(given);
  context.addIssue({
    code: "custom",
    input: given,
    message: meant
      ? `a duration, not a cron expression: e.g. '6h', or the RFC 5545 rule '${meant}' under 'rule'`
      : "whole minutes, hours or days, e.g. '30m', '6h', or 'never'",
  });
  return z.NEVER;
});

const mirror = z
  .strictObject(
    {
      every: every
        .optional()
        .describe("How often it is brought up to date: `30m`, `6h`, `1d`; `never`: by hand. Default: OCI's 30 minutes"),
      rule: z
        .string("an RFC 5545 rule, e.g. 'FREQ=HOURLY;INTERVAL=6'")
        .superRefine((given, context) => {
          if (isRecurrenceRule(given)) return;
          const meant = ruleOfCron(given);
          context.addIssue({
            code: "custom",
            input: given,
            message: meant
              ? `an RFC 5545 rule, not a cron expression: '${meant}' is probably meant`
              : "an RFC 5545 rule, e.g. 'FREQ=HOURLY;INTERVAL=6'",
          });
        })
        .optional()
        .describe("The same as an RFC 5545 rule, e.g. `FREQ=DAILY;BYHOUR=4`; not beside `every`"),
    },
    "e.g. { every: 6h }",
  )
  .superRefine(({ every, rule }, context) => {
    if (every === undefined || rule === undefined) return;
    context.addIssue({ code: "custom", path: ["rule"], input: rule, message: "no 'rule' beside 'every'" });
  })
  .transform(
    ({ every, rule }): MirrorSchedule => every ?? (rule === undefined ? { kind: "default" } : { kind: "rule", rule }),
  )
  .prefault({});

const tokens = {
  tokenSecret: ocid("vaultsecret")
    .optional()
    .describe("Of a mirror: OCID of the vault secret that holds the access token; this or `token`"),
  token: text(/^\S.*$/, "an access token, encrypted by 'pulumi config set --secret --path'")
    .optional()
    .describe(
      "Of a mirror: the access token, encrypted by `pulumi config set --secret --path`; kept in `platform.vault`",
    ),
  tokenName: text(/^[A-Za-z0-9._-]{1,255}$/, "letters, digits, '.', '_' and '-', e.g. 'orders-token-2'")
    .optional()
    .describe("Of `token`: name of its secret in the vault. Default: `<team>-<environment>-<service>-token`"),
  tokenExpiry: duration((seconds) => DAYS.has(seconds), "whole days, '1d' to '90d'")
    .optional()
    .describe("Of `token`: how long it may be read after it was last changed, `1d` to `90d`. Default: for ever"),
};

/** Wants a mirror's token in one form. */
const oneToken = <Member extends z.ZodObject>(member: Member): Member =>
  member.superRefine(
    (source, context) => {
      const { tokenSecret, token } = source as { readonly tokenSecret?: unknown; readonly token?: unknown };
      if ((tokenSecret === undefined) !== (token === undefined)) return;
      const message =
        token === undefined
          ? "an OCID that begins with 'ocid1.vaultsecret.', or 'token' in its place"
          : "no 'tokenSecret' beside 'token'";
      context.addIssue({ code: "custom", path: ["tokenSecret"], input: tokenSecret, message });
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  );

const external = {
  url: url.describe("Of a mirror: address that it is cloned from, over https"),
  branch: branch.default("main").describe("Branch that is built. Default: `main`"),
  ...tokens,
  mirror: mirror.describe("Of a mirror: when it is brought up to date"),
};

const server = {
  ...external,
  baseUrl: url.describe(
    "Of `gitlab-server`, `bitbucket-server`, `vbs`: address of the server, e.g. `https://git.example.com`",
  ),
};

const selfHosted = {
  ...server,
  caBundle: ocid("cabundle")
    .optional()
    .describe("Of the same servers but `vbs`: OCID of the CA bundle that the certificate is checked with"),
};

const provider = <Name extends string>(given: Name): z.ZodLiteral<Name> =>
  z
    .literal(given)
    .describe(
      "`github`, `gitlab`, `gitlab-server`, `bitbucket-server`, `vbs`: mirrored from there; `hosted`, `fork`: in OCI",
    );

const source = z.discriminatedUnion(
  "provider",
  [
    oneToken(z.strictObject({ provider: provider("github"), ...external })),
    oneToken(z.strictObject({ provider: provider("gitlab"), ...external })),
    oneToken(z.strictObject({ provider: provider("gitlab-server"), ...selfHosted })),
    oneToken(z.strictObject({ provider: provider("bitbucket-server"), ...selfHosted })),
    oneToken(z.strictObject({ provider: provider("vbs"), ...server })),
    z.strictObject({ provider: provider("hosted"), branch: external.branch }),
    z.strictObject({
      provider: provider("fork"),
      branch: external.branch,
      parent: ocid("devopsrepository").describe("Of a fork: OCID of the DevOps repository that is forked"),
    }),
  ],
  "one of 'github', 'gitlab', 'gitlab-server', 'bitbucket-server', 'vbs', 'hosted', 'fork'",
);

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

const build = z
  .strictObject(
    {
      spec: text(/^(?!\/)\S+\.ya?ml$/, "path of a YAML file in the repository, e.g. 'build_spec.yaml'")
        .default("build_spec.yaml")
        .describe("Path of the build specification. Default: `build_spec.yaml`"),
      check: text(/^\S+\.ya?ml$/, "path of a YAML file on this machine, e.g. '../orders-api/build_spec.yaml'")
        .optional()
        .describe("Path of a copy of it from here, which the preview holds against the pipeline. Default: not checked"),
      timeout: duration((seconds) => seconds >= 60 && seconds <= 28_800, "'1m' to '8h', e.g. '30m'")
        .optional()
        .describe("When a build is given up: `1m` to `8h`. Default: `8h`"),
      secrets: z
        .record(
          text(VARIABLE, "the name of a variable"),
          ocid("vaultsecret"),
          "e.g. { NPM_TOKEN: ocid1.vaultsecret... }",
        )
        .default({})
        .describe("Vault secrets that the build reads, by the variable that the specification puts each in"),
      parameters: z
        .record(text(VARIABLE, "the name of a parameter"), z.string("a text"), "e.g. { LOG_LEVEL: info }")
        .default({})
        .describe("Parameters of the build pipeline with their defaults"),
      runner: z
        .strictObject(
          {
            ocpus: z.number("a number").positive("more than 0").describe("OCPUs of the runner"),
            memoryInGbs: z.number("a number").positive("more than 0").describe("Memory of the runner, in GB"),
          },
          "e.g. { ocpus: 4, memoryInGbs: 16 }",
        )
        .optional()
        .describe("Size of the runner. Default: 2 OCPUs and 8 GB"),
      private: z.boolean("'true' or 'false'").default(false).describe("Whether it runs in `platform.subnet`"),
    },
    "e.g. { spec: build_spec.yaml, timeout: 30m }",
  )
  .prefault({});

const patterns = z.array(z.string("a pattern, e.g. 'docs/**'").min(1, "a pattern"), "a list, e.g. ['docs/**']");

const trigger = z
  .strictObject(
    {
      events: z
        .array(
          z.enum(EVENTS.DEVOPS_CODE_REPOSITORY, `one of ${EVENTS.DEVOPS_CODE_REPOSITORY.join(", ")}`),
          "a list, e.g. [PUSH]",
        )
        .min(1, "at least one event")
        .default(["PUSH"])
        .describe("What starts a build. Default: `[PUSH]`"),
      files: patterns.default([]).describe("Patterns of files of which one must have changed. Default: any file"),
      ignore: patterns.default([]).describe("Patterns of files whose changes start nothing"),
      manual: z.boolean("'true' or 'false'").default(false).describe("Whether builds are started by hand alone"),
    },
    "e.g. { ignore: ['docs/**'] }",
  )
  .prefault({});

/** @see facts 3.4; the length is that of the distribution specification of images */
const tag = text(
  /^(?!latest$)(?=.{1,128}$)(?:\w|\$\{\w+\})(?:[\w.-]|\$\{\w+\})*$/,
  "a tag that stays with one image, e.g. 'build-${BUILDRUN_HASH}', 'gitsha-${GIT_SHA}' or '1.8.0', and never 'latest'",
);

/**
 * Tags as the registry's tutorial has them. That of the run is the only one by default: a repository is immutable, and a
 * commit that is built again would be refused under its own tag.
 * @see seed: artifact-registry-tutorial
 */
const artifacts = z.strictObject(
  {
    image: name.describe("Name of the container image; its repository is made beforehand"),
    immutable: z.boolean("'true' or 'false'").default(true).describe("Whether a tag can be pushed only once"),
    tags: z
      .array(tag, "a list, e.g. ['build-${BUILDRUN_HASH}']")
      .min(1, "at least one tag")
      .superRefine((tags, context) => {
        const twin = tags.find((each, index) => tags.indexOf(each) < index);
        if (twin !== undefined) context.addIssue({ code: "custom", input: twin, message: "each tag once" });
      })
      .default(["build-${BUILDRUN_HASH}"])
      .describe(
        "Tags that each build gives the image, which stay with it: `build-${BUILDRUN_HASH}`, `gitsha-${GIT_SHA}`, " +
          "`${VERSION}` or `1.8.0` for a release; placeholders are variables that the build exports. What is deployed " +
          "outside of production goes by the first. Default: `[build-${BUILDRUN_HASH}]`",
      ),
    manifest: text(/^(?!\/)\S+[^/\s]$/, "path of a file in the repository, e.g. 'k8s/deployment.yaml'")
      .optional()
      .describe("Path of the Kubernetes manifest, which is delivered to the generic repository"),
  },
  "what the service is delivered as, e.g. { image: orders-api }",
);

/** One service of a stack file. A service with a `source` is built in this environment. */
export const serviceSchema = z.strictObject(
  {
    name: name.describe("Name of the service"),
    source: source.optional().describe("Where its sources are; without one, it is not built in this environment"),
    build: build.describe("How it is built"),
    artifacts: artifacts.describe("What the service is delivered as"),
    trigger: trigger.describe("What starts a build"),
    deploy: deploySchema.optional().describe("How it is deployed in this environment; without it, it is not"),
  },
  "a service, e.g. { name: orders-api, artifacts: { image: orders-api } }",
);

/** Whether a value under `services` may hold a token: one in its own place, or an OCID's, or something around it. */
export function mayBeToken(path: readonly PropertyKey[], value: unknown): boolean {
  if (path.at(-1) === "tokenSecret") return !/^ocid1\./.test(String(value));
  return path.at(-1) === "token" || /\btoken\b/.test(JSON.stringify(value) ?? "");
}

/** One service with every default filled in; durations are in seconds, a mirror's `every` is a recurrence rule. */
export type ServiceSettings = z.output<typeof serviceSchema>;

/** Where the sources of a service are. */
export type SourceSettings = NonNullable<ServiceSettings["source"]>;
