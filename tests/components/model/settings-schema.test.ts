import { strict as assert } from "node:assert";

import fc from "fast-check";

import { problemsOf } from "../../../components/model/problems";
import { providerSchema, settingsSchema } from "../../../components/model/settings-schema";
import { filledSettings, shortestSettings } from "../stack-file";

const { platform } = shortestSettings;

const NAME = "2 to 30 lower-case letters, digits and single hyphens, beginning with a letter, e.g. 'orders-api'";
const ENVIRONMENT = "2 to 30 lower-case letters and digits, beginning with a letter, e.g. 'prod'";
const RETENTION = "one of '30d', '60d', '90d', '120d', '150d', '180d'";
const TOP =
  "'environment', 'team', 'description', 'projectName', 'platformStack', 'platform', 'protection', 'access', 'scanning', 'pull', 'tags', 'notify', 'logs', 'services'";

/** Problems of the shortest stack file once `change` is made to it. */
function problemsWith(change: Record<string, unknown>): string[] {
  return problemsOf(settingsSchema, { ...shortestSettings, ...change }, "oci-delivery", () => false).map(
    ({ key, message }) => `${key}: ${message}`,
  );
}

const service = (name: string, image = name): object => ({ name, artifacts: { image } });

describe("settingsSchema", () => {
  it("fills every default in", () => {
    assert.deepEqual(settingsSchema.parse(shortestSettings), filledSettings);
  });

  for (const days of [30, 60, 90, 120, 150, 180]) {
    it(`keeps the log for ${days} days`, () => {
      const { logs } = settingsSchema.parse({ ...shortestSettings, logs: { retention: `${days}d` } });

      assert.deepEqual(logs, { retention: days });
    });
  }

  it("takes a retention in hours for whole days", () => {
    const { logs } = settingsSchema.parse({ ...shortestSettings, logs: { retention: "720h" } });

    assert.deepEqual(logs, { retention: 30 });
  });

  const accepted = [
    { what: "the tenancy as the compartment", change: { platform: { ...platform, compartment: platform.tenancy } } },
    {
      what: "an OCID that names a region",
      change: { platform: { ...platform, compartment: "ocid1.compartment.oc16.eu-frankfurt-1.abc2" } },
    },
    { what: "a government region", change: { platform: { ...platform, homeRegion: "us-gov-ashburn-1" } } },
    { what: "a description of 400 characters", change: { description: "x".repeat(400) } },
    { what: "two services with names of their own", change: { services: [service("api"), service("worker")] } },
  ];
  for (const { what, change } of accepted) {
    it(`takes ${what}`, () => {
      assert.deepEqual(problemsWith(change), []);
    });
  }

  const refused = [
    {
      what: "a team with a capital",
      change: { team: "Shop" },
      line: `oci-delivery:team: got 'Shop'; expected ${NAME}; change the value`,
    },
    {
      what: "an environment that is a number",
      change: { environment: 42 },
      line: `oci-delivery:environment: got 42; expected ${ENVIRONMENT}; change the value`,
    },
    {
      what: "an environment with a hyphen",
      change: { environment: "eu-prod" },
      line: `oci-delivery:environment: got 'eu-prod'; expected ${ENVIRONMENT}; change the value`,
    },
    {
      what: "a description that is a list",
      change: { description: ["x"] },
      line: `oci-delivery:description: got ["x"]; expected a text; change the value`,
    },
    {
      what: "a description of 401 characters",
      change: { description: "x".repeat(401) },
      line: `oci-delivery:description: got '${"x".repeat(401)}'; expected at most 400 characters; change the value`,
    },
    {
      what: "a project name that begins with a digit",
      change: { projectName: "1shop" },
      line: "oci-delivery:projectName: got '1shop'; expected letters, digits, '_', '.' and '-', beginning with a letter; change the value",
    },
    {
      what: "a platform that is a text",
      change: { platform: "oci" },
      line: "oci-delivery:platform: got 'oci'; expected an object with 'tenancy' and 'compartment'; change the value",
    },
    {
      what: "a tenancy that is a compartment",
      change: { platform: { ...platform, tenancy: platform.compartment } },
      line: "oci-delivery:platform.tenancy: got 'ocid1.compartment.oc1..example'; expected an OCID that begins with 'ocid1.tenancy.'; change the value",
    },
    {
      what: "a compartment that is a name",
      change: { platform: { ...platform, compartment: "shop" } },
      line: "oci-delivery:platform.compartment: got 'shop'; expected an OCID that begins with 'ocid1.compartment.'; change the value",
    },
    {
      what: "an OCID that is cut short",
      change: { platform: { ...platform, compartment: "ocid1.compartment.oc1" } },
      line: "oci-delivery:platform.compartment: got 'ocid1.compartment.oc1'; expected an OCID that begins with 'ocid1.compartment.'; change the value",
    },
    {
      what: "a registry compartment that is a user",
      change: { platform: { ...platform, registryCompartment: "ocid1.user.oc1..example" } },
      line: "oci-delivery:platform.registryCompartment: got 'ocid1.user.oc1..example'; expected an OCID that begins with 'ocid1.compartment.'; change the value",
    },
    {
      what: "a home region that is a key",
      change: { platform: { ...platform, homeRegion: "FRA" } },
      line: "oci-delivery:platform.homeRegion: got 'FRA'; expected a region identifier, e.g. 'eu-frankfurt-1'; change the value",
    },
    {
      what: "no image to scan at first",
      change: { scanning: { images: 0 } },
      line: "oci-delivery:scanning.images: got 0; expected 1 or more; change the value",
    },
    {
      what: "a cost center that is a number",
      change: { tags: { costCenter: 4711 } },
      line: "oci-delivery:tags.costCenter: got 4711; expected a text, numbers in quotes, e.g. '4711'; change the value",
    },
    {
      what: "a further tag that has a key of its own",
      change: { tags: { more: { costcenter: "4711" } } },
      line: "oci-delivery:tags.more.costcenter: got 'costcenter'; expected letters, digits, '_' and '-', beginning with a letter, and none of Environment, Owner, CostCenter; change the value",
    },
    {
      what: "a tag namespace with a key",
      change: { tags: { namespace: "shop.Owner" } },
      line: "oci-delivery:tags.namespace: got 'shop.Owner'; expected the name of a tag namespace, e.g. 'shop'; change the value",
    },
    {
      what: "one address in the place of a list",
      change: { notify: "oncall@example.com" },
      line: "oci-delivery:notify: got 'oncall@example.com'; expected a list, e.g. [{ email: oncall@example.com }]; change the value",
    },
    {
      what: "nobody to notify",
      change: { notify: [] },
      line: "oci-delivery:notify: missing; expected at least one, e.g. [{ email: oncall@example.com }]; add 'notify' to the stack file",
    },
    {
      what: "an address outside of an object",
      change: { notify: ["oncall@example.com"] },
      line: "oci-delivery:notify[0]: got 'oncall@example.com'; expected e.g. { email: oncall@example.com }; change the value",
    },
    {
      what: "an e-mail address without a host",
      change: { notify: [{ email: "oncall@" }] },
      line: "oci-delivery:notify[0].email: got 'oncall@'; expected an e-mail address, e.g. 'oncall@example.com'; change the value",
    },
    {
      what: "an e-mail address for the second time",
      change: { notify: [{ email: "oncall@example.com" }, { email: "oncall@example.com" }] },
      line: "oci-delivery:notify[1].email: got 'oncall@example.com'; expected address of its own; notify[0] has this one; change the value",
    },
    {
      what: "logs that are a duration",
      change: { logs: "90d" },
      line: "oci-delivery:logs: got '90d'; expected e.g. { retention: 90d }; change the value",
    },
    {
      what: "a retention between the steps",
      change: { logs: { retention: "45d" } },
      line: `oci-delivery:logs.retention: got '45d'; expected ${RETENTION}; change the value`,
    },
    {
      what: "a retention without a unit",
      change: { logs: { retention: 30 } },
      line: "oci-delivery:logs.retention: got 30; expected one of '30d', '60d', '90d', '120d', '150d', '180d'; change the value",
    },
    {
      what: "a cron expression where a duration belongs",
      change: { logs: { retention: "0 0 * * *" } },
      line: `oci-delivery:logs.retention: got '0 0 * * *'; expected a duration, not a cron expression: ${RETENTION}; change the value`,
    },
    {
      what: "no service",
      change: { services: [] },
      line: "oci-delivery:services: missing; expected at least one service; add 'services' to the stack file",
    },
    {
      what: "services by name",
      change: { services: { api: {} } },
      line: 'oci-delivery:services: got {"api":{}}; expected a list, e.g. [{ name: orders-api, artifacts: { image: orders-api } }]; change the value',
    },
    {
      what: "a service that is a name",
      change: { services: ["api"] },
      line: "oci-delivery:services[0]: got 'api'; expected a service, e.g. { name: orders-api, artifacts: { image: orders-api } }; change the value",
    },
    {
      what: "a service without a name",
      change: { services: [{ artifacts: { image: "api" } }] },
      line: `oci-delivery:services[0].name: missing; expected ${NAME}; add 'name' to the stack file`,
    },
    {
      what: "a service without artifacts",
      change: { services: [{ name: "api" }] },
      line: "oci-delivery:services[0].artifacts: missing; expected what the service is delivered as, e.g. { image: orders-api }; add 'artifacts' to the stack file",
    },
    {
      what: "an image with a slash",
      change: { services: [service("api", "shop/api")] },
      line: `oci-delivery:services[0].artifacts.image: got 'shop/api'; expected ${NAME}; change the value`,
    },
    {
      what: "an 'immutable' that is a word",
      change: { services: [{ name: "api", artifacts: { image: "api", immutable: "yes" } }] },
      line: "oci-delivery:services[0].artifacts.immutable: got 'yes'; expected 'true' or 'false'; change the value",
    },
    {
      what: "a service's name for the second time",
      change: { services: [service("api"), service("worker"), service("api", "other")] },
      line: "oci-delivery:services[2].name: got 'api'; expected name of its own; services[0] has this one; change the value",
    },
    {
      what: "an image for the second time",
      change: { services: [service("api"), service("worker", "api")] },
      line: "oci-delivery:services[1].artifacts.image: got 'api'; expected image of its own; services[0] has this one; change the value",
    },
    {
      what: "an unknown key at the top, with the one that was meant",
      change: { enviroment: "dev" },
      line: `oci-delivery:enviroment: not a setting; settings here: ${TOP}; did you mean 'environment'?`,
    },
    {
      what: "an unknown key at the top, with nothing near",
      change: { kubernetes: {} },
      line: `oci-delivery:kubernetes: not a setting; settings here: ${TOP}; remove it`,
    },
    {
      what: "an unknown key of the platform",
      change: { platform: { ...platform, homeregion: "us-ashburn-1" } },
      line: "oci-delivery:platform.homeregion: not a setting; settings here: 'tenancy', 'compartment', 'registryCompartment', 'vaultCompartment', 'vault', 'key', 'networkCompartment', 'subnet', 'networkSecurityGroups', 'namespace', 'registryHost', 'cluster', 'clusterCompartment', 'privateEndpoint', 'render', 'functionsCompartment', 'instancesCompartment', 'homeRegion'; did you mean 'homeRegion'?",
    },
    {
      what: "an unknown key within a list item's object",
      change: { services: [service("worker"), { name: "api", artifacts: { image: "api", imutable: true } }] },
      line: "oci-delivery:services[1].artifacts.imutable: not a setting; settings here: 'image', 'immutable', 'tags', 'manifest'; did you mean 'immutable'?",
    },
  ];
  for (const { what, change, line } of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(problemsWith(change), [line]);
    });
  }

  it("tells of each twin, with the first that has the name or the image", () => {
    const services = [service("api"), service("api"), service("api")];

    assert.deepEqual(problemsWith({ services }), [
      "oci-delivery:services[1].name: got 'api'; expected name of its own; services[0] has this one; change the value",
      "oci-delivery:services[2].name: got 'api'; expected name of its own; services[0] has this one; change the value",
      "oci-delivery:services[1].artifacts.image: got 'api'; expected image of its own; services[0] has this one; change the value",
      "oci-delivery:services[2].artifacts.image: got 'api'; expected image of its own; services[0] has this one; change the value",
    ]);
  });

  it("tells of twins beside an item of another shape", () => {
    const services = [service("api"), service("api", "other"), "worker"];

    assert.deepEqual(problemsWith({ services }), [
      "oci-delivery:services[2]: got 'worker'; expected a service, e.g. { name: orders-api, artifacts: { image: orders-api } }; change the value",
      "oci-delivery:services[1].name: got 'api'; expected name of its own; services[0] has this one; change the value",
    ]);
  });

  it("tells of everything at once", () => {
    const change = {
      environment: null,
      team: "Shop",
      platform: { tenancy: "shop", region: "eu-frankfurt-1" },
      notify: [{ email: "oncall" }],
      logs: { retention: "0 0 * * *" },
      services: [service("api"), service("api", "A")],
      service: [],
    };

    assert.deepEqual(problemsWith(change), [
      `oci-delivery:environment: missing; expected ${ENVIRONMENT}; add 'environment' to the stack file`,
      `oci-delivery:team: got 'Shop'; expected ${NAME}; change the value`,
      "oci-delivery:platform.tenancy: got 'shop'; expected an OCID that begins with 'ocid1.tenancy.'; change the value",
      "oci-delivery:platform.compartment: missing; expected an OCID that begins with 'ocid1.compartment.'; add 'compartment' to the stack file",
      "oci-delivery:platform.region: not a setting; settings here: 'tenancy', 'compartment', 'registryCompartment', 'vaultCompartment', 'vault', 'key', 'networkCompartment', 'subnet', 'networkSecurityGroups', 'namespace', 'registryHost', 'cluster', 'clusterCompartment', 'privateEndpoint', 'render', 'functionsCompartment', 'instancesCompartment', 'homeRegion'; remove it",
      "oci-delivery:notify[0].email: got 'oncall'; expected an e-mail address, e.g. 'oncall@example.com'; change the value",
      `oci-delivery:logs.retention: got '0 0 * * *'; expected a duration, not a cron expression: ${RETENTION}; change the value`,
      `oci-delivery:services[1].artifacts.image: got 'A'; expected ${NAME}; change the value`,
      "oci-delivery:services[1].name: got 'api'; expected name of its own; services[0] has this one; change the value",
      `oci-delivery:service: not a setting; settings here: ${TOP}; did you mean 'services'?`,
    ]);
  });

  it("throws on nothing, whatever JSON stands in the stack file", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(shortestSettings), "x"), fc.jsonValue()), (given) => {
        const problems = problemsOf(settingsSchema, given, "oci-delivery", () => false);

        for (const { key, message } of problems)
          assert.match(`${key}: ${message}`, /^oci-delivery:.*: (missing|not a setting|got ).*; /s);
      }),
    );
  });
});

describe("providerSchema", () => {
  it("takes whatever else the provider is told", () => {
    const given = { region: "eu-frankfurt-1", auth: "SecurityToken" };

    assert.deepEqual(providerSchema.parse(given), given);
  });

  const unreadable = [
    { key: "ignoreDefinedTags", value: "Oracle-Tags.CreatedBy", allowed: "a list, e.g. [Oracle-Tags.CreatedBy]" },
    { key: "retryDurationSeconds", value: "10m", allowed: "a number of seconds, e.g. '600'" },
    { key: "disableAutoRetries", value: "yes", allowed: "'true' or 'false'" },
  ];
  for (const { key, value, allowed } of unreadable) {
    it(`refuses '${key}' that is not JSON`, () => {
      assert.deepEqual(
        problemsOf(providerSchema, { region: "eu-frankfurt-1", [key]: value }, "oci", () => false),
        [{ key: `oci:${key}`, message: `got '${value}'; expected ${allowed}; change the value` }],
      );
    });
  }

  it("refuses a missing region", () => {
    assert.deepEqual(
      problemsOf(providerSchema, {}, "oci", () => false),
      [
        {
          key: "oci:region",
          message: "missing; expected a region identifier, e.g. 'eu-frankfurt-1'; add 'region' to the stack file",
        },
      ],
    );
  });
});
