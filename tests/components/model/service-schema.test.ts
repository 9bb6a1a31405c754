import { strict as assert } from "node:assert";

import fc from "fast-check";

import { problemsOf } from "../../../components/model/problems";
import { settingsSchema } from "../../../components/model/settings-schema";
import { shortestSettings } from "../stack-file";

const SECRET = "ocid1.vaultsecret.oc1.eu-frankfurt-1.token";
const github = { provider: "github", url: "https://github.com/acme/orders-api.git", tokenSecret: SECRET };
const shortest = { name: "orders-api", artifacts: { image: "orders-api" } };

/** A stack file with one service, which is the shortest with some keys of its own. */
const stackOf = (keys: object): Record<string, unknown> => ({
  ...shortestSettings,
  services: [{ ...shortest, ...keys }],
});

const parse = (keys: object): unknown => settingsSchema.parse(stackOf(keys)).services[0];

/** Problems without what all of their keys begin with. */
const problems = (keys: object): string[] =>
  problemsOf(settingsSchema, stackOf(keys), "oci-delivery", () => false).map(
    ({ key, message }) => `${key.replace("oci-delivery:services[0].", "")}: ${message}`,
  );

describe("serviceSchema", () => {
  it("fills every default of a service that is built in", () => {
    assert.deepEqual(parse({ source: github }), {
      name: "orders-api",
      source: { ...github, branch: "main", mirror: { kind: "default" } },
      build: { spec: "build_spec.yaml", secrets: {}, parameters: {}, private: false },
      artifacts: { image: "orders-api", immutable: true, tags: ["build-${BUILDRUN_HASH}"] },
      trigger: { events: ["PUSH"], files: [], ignore: [], manual: false },
    });
  });

  const schedules: readonly { what: string; mirror: object; schedule: object }[] = [
    { what: "a duration", mirror: { every: "6h" }, schedule: { kind: "rule", rule: "FREQ=HOURLY;INTERVAL=6" } },
    {
      what: "a rule",
      mirror: { rule: "FREQ=DAILY;BYHOUR=4" },
      schedule: { kind: "rule", rule: "FREQ=DAILY;BYHOUR=4" },
    },
    { what: "'never'", mirror: { every: "never" }, schedule: { kind: "manual" } },
    { what: "nothing", mirror: {}, schedule: { kind: "default" } },
  ];
  for (const { what, mirror, schedule } of schedules) {
    it(`reads a mirror's schedule from ${what}`, () => {
      const { source } = parse({ source: { ...github, mirror } }) as { source: { mirror: object } };

      assert.deepEqual(source.mirror, schedule);
    });
  }

  it("reads durations in seconds", () => {
    const { build } = parse({ source: github, build: { timeout: "30m" } }) as { build: { timeout: number } };

    assert.equal(build.timeout, 1_800);
  });

  const refused: readonly { what: string; keys: object; expected: readonly string[] }[] = [
    {
      what: "an unknown provider",
      keys: { source: { ...github, provider: "githb" } },
      expected: [
        "source.provider: got 'githb'; expected one of 'github', 'gitlab', 'gitlab-server', 'bitbucket-server', 'vbs', " +
          "'hosted', 'fork'; change the value",
      ],
    },
    {
      what: "a source that is no object",
      keys: { source: "github" },
      expected: [
        "source: got 'github'; expected one of 'github', 'gitlab', 'gitlab-server', 'bitbucket-server', 'vbs', " +
          "'hosted', 'fork'; change the value",
      ],
    },
    {
      what: "an unknown key of a provider, with those of that provider",
      keys: { source: { ...github, tokenSecret: undefined, tokenSecrt: SECRET } },
      expected: [
        "source.tokenSecrt: not a setting; settings here: 'provider', 'url', 'branch', 'tokenSecret', 'token', " +
          "'tokenName', 'tokenExpiry', 'mirror'; did you mean 'tokenSecret'?",
        "source.tokenSecret: missing; expected an OCID that begins with 'ocid1.vaultsecret.', or 'token' in its place; " +
          "add 'tokenSecret' to the stack file",
      ],
    },
    {
      what: "a token where its secret belongs",
      keys: { source: { ...github, tokenSecret: "ghp_17" } },
      expected: [
        "source.tokenSecret: got a secret; expected an OCID that begins with 'ocid1.vaultsecret.'; change the value",
      ],
    },
    {
      what: "a token and a secret that holds one",
      keys: { source: { ...github, token: "ghp_17" } },
      expected: [`source.tokenSecret: got '${SECRET}'; expected no 'tokenSecret' beside 'token'; change the value`],
    },
    {
      what: "a token that is a number, without telling it",
      keys: { source: { ...github, tokenSecret: undefined, token: 4711 } },
      expected: [
        "source.token: got a secret; expected an access token, encrypted by 'pulumi config set --secret --path'; " +
          "change the value",
      ],
    },
    {
      what: "a token in an object that is not one of a service, without telling it",
      keys: { artifacts: [{ token: 4711 }] },
      expected: [
        "artifacts: got a secret; expected what the service is delivered as, e.g. { image: orders-api }; change the value",
      ],
    },
    {
      what: "a token that expires within hours",
      keys: { source: { ...github, tokenSecret: undefined, token: "ghp_17", tokenExpiry: "36h" } },
      expected: ["source.tokenExpiry: got '36h'; expected whole days, '1d' to '90d'; change the value"],
    },
    {
      what: "a token that expires too late",
      keys: { source: { ...github, tokenSecret: undefined, token: "ghp_17", tokenExpiry: "91d" } },
      expected: ["source.tokenExpiry: got '91d'; expected whole days, '1d' to '90d'; change the value"],
    },
    {
      what: "a name that no secret can have",
      keys: { source: { ...github, tokenSecret: undefined, token: "ghp_17", tokenName: "a/b" } },
      expected: [
        "source.tokenName: got 'a/b'; expected letters, digits, '.', '_' and '-', e.g. 'orders-token-2'; change the value",
      ],
    },
    {
      what: "an address over ssh",
      keys: { source: { ...github, url: "git@github.com:acme/orders-api.git" } },
      expected: [
        "source.url: got 'git@github.com:acme/orders-api.git'; expected an https address, e.g. " +
          "'https://git.example.com/acme/orders-api.git'; change the value",
      ],
    },
    {
      what: "an address with a password, which it does not show",
      keys: { source: { ...github, url: "https://bot:hunter2@github.com/acme/orders-api.git" } },
      expected: [
        "source.url: got 'https://***@github.com/acme/orders-api.git'; expected an address without user or password; " +
          "the token belongs into a vault secret; change the value",
      ],
    },
    {
      what: "cron where a duration belongs, with the rule that was probably meant",
      keys: { source: { ...github, mirror: { every: "0 */6 * * *" } } },
      expected: [
        "source.mirror.every: got '0 */6 * * *'; expected a duration, not a cron expression: e.g. '6h', or the RFC 5545 " +
          "rule 'FREQ=HOURLY;INTERVAL=6' under 'rule'; change the value",
      ],
    },
    {
      what: "cron where a rule belongs, with the rule that was probably meant",
      keys: { source: { ...github, mirror: { rule: "30 4 * * *" } } },
      expected: [
        "source.mirror.rule: got '30 4 * * *'; expected an RFC 5545 rule, not a cron expression: " +
          "'FREQ=DAILY;BYHOUR=4;BYMINUTE=30;BYSECOND=0' is probably meant; change the value",
      ],
    },
    {
      what: "a duration and a rule at once",
      keys: { source: { ...github, mirror: { every: "6h", rule: "FREQ=HOURLY" } } },
      expected: ["source.mirror.rule: got 'FREQ=HOURLY'; expected no 'rule' beside 'every'; change the value"],
    },
    {
      what: "a branch as a reference",
      keys: { source: { provider: "hosted", branch: "refs/heads/main" } },
      expected: [
        "source.branch: got 'refs/heads/main'; expected the name of a branch, without 'refs/heads/', e.g. 'main'; change the value",
      ],
    },
    {
      what: "a build that is given too long",
      keys: { build: { timeout: "9h" } },
      expected: ["build.timeout: got '9h'; expected '1m' to '8h', e.g. '30m'; change the value"],
    },
    {
      what: "a secret under what is no name of a variable",
      keys: { build: { secrets: { "NPM-TOKEN": SECRET } } },
      expected: ["build.secrets.NPM-TOKEN: got 'NPM-TOKEN'; expected the name of a variable; change the value"],
    },
    {
      what: "the tag 'latest'",
      keys: { artifacts: { image: "orders-api", tags: ["build-1", "latest"] } },
      expected: [
        "artifacts.tags[1]: got 'latest'; expected a tag that stays with one image, e.g. 'build-${BUILDRUN_HASH}', " +
          "'gitsha-${GIT_SHA}' or '1.8.0', and never 'latest'; change the value",
      ],
    },
    {
      what: "a tag that begins with a hyphen, and one that is longer than any",
      keys: { artifacts: { image: "orders-api", tags: ["-1.8", "1".repeat(129)] } },
      expected: ["-1.8", "1".repeat(129)].map(
        (tag, index) =>
          `artifacts.tags[${index}]: got '${tag}'; expected a tag that stays with one image, e.g. ` +
          "'build-${BUILDRUN_HASH}', 'gitsha-${GIT_SHA}' or '1.8.0', and never 'latest'; change the value",
      ),
    },
    {
      what: "a tag that is there twice",
      keys: { artifacts: { image: "orders-api", tags: ["1.8.0", "1.8.0"] } },
      expected: ["artifacts.tags: got '1.8.0'; expected each tag once; change the value"],
    },
    {
      what: "no tag",
      keys: { artifacts: { image: "orders-api", tags: [] } },
      expected: ["artifacts.tags: missing; expected at least one tag; add 'tags' to the stack file"],
    },
    {
      what: "an event that repositories don't have",
      keys: { trigger: { events: ["PUSHED"] } },
      expected: [
        "trigger.events[0]: got 'PUSHED'; expected one of PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED; change the value",
      ],
    },
  ];
  for (const { what, keys, expected } of refused) {
    it(`fails when a service has ${what}`, () => {
      assert.deepEqual(problems(keys), expected);
    });
  }

  it("never shows a password of an address", () => {
    const password = fc.string({ minLength: 8, unit: fc.constantFrom(..."abcdefXYZ0123456789") });

    fc.assert(
      fc.property(password, (secret) => {
        const report = problems({ source: { ...github, url: `https://bot:${secret}@github.com/acme/x.git` } }).join();

        assert.ok(report !== "" && !report.includes(secret));
      }),
    );
  });
});
