import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { mock } from "./inventory";
import { asConfig, filledSettings, shortestSettings } from "./stack-file";

import { platformStack, readSettings } from "../../components/settings";

/** Stands below a report where what was given could not be compared. */
const NOT_COMPARED =
  "  (what does not go together shows once 'platform', 'services' and 'oci:region' are right by themselves)";

const REGION = { "oci:region": "eu-frankfurt-1" };

/** Sets the stack's configuration: `own` under `oci-delivery:`, `others` under whatever they say. */
function configure(own: Record<string, unknown>, others: Record<string, string>, secretKeys: string[] = []): void {
  pulumi.runtime.setAllConfig({ ...asConfig("oci-delivery", own), ...others }, secretKeys);
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), String(error));
    return error.message;
  }
  return assert.fail("nothing was thrown");
}

describe("platformStack", () => {
  beforeEach(() => mock());

  after(() => pulumi.runtime.setAllConfig({}));

  it("is the reference that the stack file names", () => {
    configure({ platformStack: "acme/platform/dev" }, {});

    assert.equal(platformStack(), "acme/platform/dev");
  });

  for (const given of ["", "dev", "acme/dev", "acme/platform/dev/more", "acme/platform/"]) {
    it(`is none for '${given}'`, () => {
      configure({ platformStack: given }, {});

      assert.equal(platformStack(), undefined);
    });
  }
});

describe("readSettings", () => {
  beforeEach(() => mock());

  after(() => pulumi.runtime.setAllConfig({}));

  it("reads the shortest stack file, with every default filled in", () => {
    configure(shortestSettings, REGION);

    assert.deepEqual(readSettings(), {
      ...filledSettings,
      region: "eu-frankfurt-1",
      homeRegion: "eu-frankfurt-1",
      provider: { region: "eu-frankfurt-1" },
    });
  });

  it("reads a stack file that says everything", () => {
    const platform = {
      tenancy: "ocid1.tenancy.oc1..example",
      compartment: "ocid1.compartment.oc1..workload",
      registryCompartment: "ocid1.compartment.oc1..registry",
      vaultCompartment: "ocid1.compartment.oc1..vault",
      networkCompartment: "ocid1.compartment.oc1..network",
      homeRegion: "us-ashburn-1",
      subnet: "ocid1.subnet.oc1.eu-frankfurt-1.builds",
      networkSecurityGroups: ["ocid1.networksecuritygroup.oc1.eu-frankfurt-1.builds"],
      namespace: "axexample",
      registryHost: "fra.ocir.io",
    };
    const source = {
      provider: "gitlab-server",
      url: "https://git.example.com/acme/orders-api.git",
      baseUrl: "https://git.example.com",
      branch: "release",
      tokenSecret: "ocid1.vaultsecret.oc1.eu-frankfurt-1.token",
      caBundle: "ocid1.cabundle.oc1.eu-frankfurt-1.bundle",
    };
    const domain = { name: "Corp IT", endpoint: "https://idcs-0123.identity.oraclecloud.com:443" };
    const build = {
      spec: "ci/build_spec.yaml",
      secrets: { NPM_TOKEN: "ocid1.vaultsecret.oc1.eu-frankfurt-1.npm" },
      parameters: { LOG_LEVEL: "info" },
      runner: { ocpus: 4, memoryInGbs: 16 },
      private: true,
    };
    const service = {
      name: "orders-api",
      artifacts: { image: "orders", immutable: false, tags: ["1.4.${BUILDRUN_HASH}"], manifest: "k8s/deployment.yaml" },
      trigger: { events: ["PUSH"], files: ["src/**"], ignore: ["docs/**"], manual: true },
    };
    const all = {
      environment: "prod",
      team: "shop",
      description: "Delivery of the shop",
      projectName: "Shop.Production",
      platform,
      notify: [{ email: "oncall@example.com" }, { email: "team@example.com" }],
    };
    const given = { ...service, source: { ...source, mirror: { every: "6h" } }, build: { ...build, timeout: "30m" } };
    const written = {
      logs: { retention: "90d" },
      protection: { enabled: true, except: ["project"] },
      scanning: { images: 3 },
      tags: { owner: "platform", costCenter: "4711" },
      access: {
        existing: true,
        wait: "1m",
        domain,
        isolation: "service",
        approvers: "Approvers",
        suggested: ["mirror"],
      },
      services: [given],
    };
    configure({ ...all, ...written }, REGION);

    assert.deepEqual(readSettings(), {
      ...all,
      logs: { retention: 90 },
      protection: { enabled: true, except: ["project"] },
      scanning: { enabled: true, images: 3 },
      tags: { owner: "platform", costCenter: "4711", more: {} },
      access: { existing: true, wait: 60, domain, isolation: "service", approvers: "Approvers", suggested: ["mirror"] },
      services: [
        {
          ...service,
          source: { ...source, mirror: { kind: "rule", rule: "FREQ=HOURLY;INTERVAL=6" } },
          build: { ...build, timeout: 1_800 },
        },
      ],
      region: "eu-frankfurt-1",
      homeRegion: "us-ashburn-1",
      provider: { region: "eu-frankfurt-1" },
    });
  });

  it("takes the empty defaults of Pulumi.yaml for a description and logs that are not given", () => {
    configure({ ...shortestSettings, description: "", logs: {} }, REGION);

    const { description, logs } = readSettings();

    assert.deepEqual({ description, logs }, { description: "", logs: { retention: 30 } });
  });

  it("writes IAM in 'oci:region' when no home region is given", () => {
    configure(shortestSettings, { "oci:region": "eu-zurich-1" });

    assert.equal(readSettings().homeRegion, "eu-zurich-1");
  });

  it("carries everything under 'oci:' through as text", () => {
    const provider = {
      "oci:region": "eu-frankfurt-1",
      "oci:auth": "SecurityToken",
      "oci:ignoreDefinedTags": '["Oracle-Tags.CreatedBy"]',
      "oci:disableAutoRetries": "true",
    };
    configure(shortestSettings, provider);

    assert.deepEqual(readSettings().provider, {
      region: "eu-frankfurt-1",
      auth: "SecurityToken",
      ignoreDefinedTags: '["Oracle-Tags.CreatedBy"]',
      disableAutoRetries: "true",
    });
  });

  it("leaves other namespaces alone, even one that begins alike", () => {
    configure(shortestSettings, { ...REGION, "kubernetes:context": "x", "oci-delivery-2:team": "X", "ocix:auth": "x" });

    assert.deepEqual(readSettings().provider, { region: "eu-frankfurt-1" });
  });

  it("keeps text that begins like JSON and is none", () => {
    configure({ ...shortestSettings, description: "[shop] delivery" }, REGION);

    assert.equal(readSettings().description, "[shop] delivery");
  });

  it("fails when one setting is wrong, with the whole report", () => {
    configure({ ...shortestSettings, team: "Shop" }, REGION);

    assert.equal(
      messageOf(() => readSettings()),
      [
        "configuration of stack 'dev': 1 problem, nothing was created",
        "  oci-delivery:team: got 'Shop'; expected 2 to 30 lower-case letters, digits and single hyphens, beginning with a letter, e.g. 'orders-api'; change the value",
      ].join("\n"),
    );
  });

  it("fails when several settings of both namespaces are wrong, with all of them in one report", () => {
    configure(
      { ...shortestSettings, team: "", logs: { retention: "1d" }, teem: "shop" },
      { "oci:region": "frankfurt" },
    );

    assert.equal(
      messageOf(() => readSettings()),
      [
        "configuration of stack 'dev': 4 problems, nothing was created",
        "  oci-delivery:team: missing; expected 2 to 30 lower-case letters, digits and single hyphens, beginning with a letter, e.g. 'orders-api'; add 'team' to the stack file",
        "  oci-delivery:logs.retention: got '1d'; expected one of '30d', '60d', '90d', '120d', '150d', '180d'; change the value",
        "  oci-delivery:teem: not a setting; settings here: 'environment', 'team', 'description', 'projectName', 'platformStack', 'platform', 'protection', 'access', 'scanning', 'pull', 'tags', 'notify', 'logs', 'services'; did you mean 'team'?",
        "  oci:region: got 'frankfurt'; expected a region identifier, e.g. 'eu-frankfurt-1'; change the value",
        NOT_COMPARED,
      ].join("\n"),
    );
  });

  it("fails when the stack has no configuration, naming every key that is needed", () => {
    configure({}, {});

    assert.equal(
      messageOf(() => readSettings()),
      [
        "configuration of stack 'dev': 6 problems, nothing was created",
        "  oci-delivery:environment: missing; expected 2 to 30 lower-case letters and digits, beginning with a letter, e.g. 'prod'; add 'environment' to the stack file",
        "  oci-delivery:team: missing; expected 2 to 30 lower-case letters, digits and single hyphens, beginning with a letter, e.g. 'orders-api'; add 'team' to the stack file",
        "  oci-delivery:platform: missing; expected an object with 'tenancy' and 'compartment'; add 'platform' to the stack file",
        "  oci-delivery:notify: missing; expected a list, e.g. [{ email: oncall@example.com }]; add 'notify' to the stack file",
        "  oci-delivery:services: missing; expected a list, e.g. [{ name: orders-api, artifacts: { image: orders-api } }]; add 'services' to the stack file",
        "  oci:region: missing; expected a region identifier, e.g. 'eu-frankfurt-1'; add 'region' to the stack file",
        NOT_COMPARED,
      ].join("\n"),
    );
  });

  it("takes from the platform's outputs what the stack file leaves out, and what it says itself from there", () => {
    const [compartment, other] = ["ocid1.compartment.oc1..outputs", "ocid1.compartment.oc1..file"];
    configure({ ...shortestSettings, platformStack: "acme/platform/dev", platform: { compartment: other } }, REGION);
    const values = { tenancy: "ocid1.tenancy.oc1..outputs", compartment, vaultCompartment: compartment };

    const { platform } = readSettings({ stack: "acme/platform/dev", values, secrets: [] });

    assert.deepEqual(platform, { ...values, compartment: other, networkSecurityGroups: [] });
  });

  it("fails when the platform's outputs are wrong or missing, in one report with all else", () => {
    const given = { platformStack: "acme/platform/dev", platform: undefined, team: "Shop" };
    configure({ ...shortestSettings, ...given }, REGION);
    const values = { tenancy: "ocid1.tenancy.oc1..outputs", subnet: "ocid1.vcn.oc1.eu-frankfurt-1.a" };

    assert.equal(
      messageOf(() => readSettings({ stack: "acme/platform/dev", values, secrets: [] })),
      [
        "configuration of stack 'dev': 3 problems, nothing was created",
        "  oci-delivery:team: got 'Shop'; expected 2 to 30 lower-case letters, digits and single hyphens, beginning with a letter, e.g. 'orders-api'; change the value",
        "  oci-delivery:platform.compartment: missing; expected an OCID that begins with 'ocid1.compartment.'; add 'compartment' to the stack file, or an output 'compartment' to stack 'acme/platform/dev'",
        "  oci-delivery:platform.subnet: got 'ocid1.vcn.oc1.eu-frankfurt-1.a'; expected an OCID that begins with 'ocid1.subnet.'; change the value; it is output 'subnet' of stack 'acme/platform/dev', and 'platform.subnet' in the stack file would replace it",
        NOT_COMPARED,
      ].join("\n"),
    );
  });

  it("fails with what does not go together beside what is wrong by itself", () => {
    const built = { source: { provider: "hosted" }, build: { private: true } };
    const services = [{ name: "orders-api", ...built, artifacts: { image: "orders-api" } }];
    configure({ ...shortestSettings, services, team: "Shop" }, REGION);

    assert.equal(
      messageOf(() => readSettings()),
      [
        "configuration of stack 'dev': 2 problems, nothing was created",
        "  oci-delivery:team: got 'Shop'; expected 2 to 30 lower-case letters, digits and single hyphens, beginning with a letter, e.g. 'orders-api'; change the value",
        "  oci-delivery:services[0].build.private: got true, but 'platform.subnet' is not given; remove 'private', or add the subnet",
      ].join("\n"),
    );
  });

  it("fails with a plain token and tags that would be taken away beside what is wrong elsewhere", () => {
    configure(
      { ...shortestSettings, ...tokens, platform: {}, tags: { namespace: "shop" }, logs: { retention: "1d" } },
      REGION,
    );

    const lines = messageOf(() => readSettings()).split("\n");

    assert.deepEqual(
      lines.map((line) => line.replace(/(?<=\S: ).*/, "").trim()),
      [
        "configuration of stack 'dev':",
        "oci-delivery:platform.tenancy:",
        "oci-delivery:platform.compartment:",
        "oci-delivery:logs.retention:",
        "oci:ignoreDefinedTags:",
        "oci-delivery:services[0].source.token:",
        NOT_COMPARED.trim(),
      ],
    );
  });

  it("fails when a list is not JSON, and shows the text as it stands", () => {
    configure({ ...shortestSettings, notify: "[oncall@example.com" }, REGION);

    assert.equal(
      messageOf(() => readSettings()),
      [
        "configuration of stack 'dev': 1 problem, nothing was created",
        "  oci-delivery:notify: got '[oncall@example.com'; expected a list, e.g. [{ email: oncall@example.com }]; change the value",
      ].join("\n"),
    );
  });

  it("fails when a secret is wrong, without its value", () => {
    const platform = { tenancy: "hunter2", compartment: "ocid1.compartment.oc1..example" };
    configure({ ...shortestSettings, platform }, REGION, ["oci-delivery:platform"]);

    assert.equal(
      messageOf(() => readSettings()),
      [
        "configuration of stack 'dev': 1 problem, nothing was created",
        "  oci-delivery:platform.tenancy: got a secret; expected an OCID that begins with 'ocid1.tenancy.'; change the value",
        NOT_COMPARED,
      ].join("\n"),
    );
  });

  const tokens = {
    platform: {
      ...shortestSettings.platform,
      namespace: "axexample",
      vault: "ocid1.vault.oc1.eu-frankfurt-1.a.b",
      key: "ocid1.key.oc1.eu-frankfurt-1.a.b",
    },
    services: [
      {
        name: "orders-api",
        source: { provider: "github", url: "https://github.com/acme/orders-api.git", token: "hunter2" },
        artifacts: { image: "orders-api" },
      },
    ],
  };

  it("takes a token that is encrypted in the stack file", () => {
    configure({ ...shortestSettings, ...tokens }, REGION, ["oci-delivery:services"]);

    const { source } = readSettings().services[0] ?? {};
    assert.equal(source && "token" in source && source.token, "hunter2");
  });

  it("fails when a token is plain text in the stack file, without telling it", () => {
    configure({ ...shortestSettings, ...tokens }, REGION);

    assert.equal(
      messageOf(readSettings),
      [
        "configuration of stack 'dev': 1 problem, nothing was created",
        '  oci-delivery:services[0].source.token: is plain text; run "pulumi config set --secret --path ' +
          "'oci-delivery:services[0].source.token'\" with a new token, and revoke this one where it was issued",
      ].join("\n"),
    );
  });

  it("fails when a secret of the provider is wrong, without its value", () => {
    configure(shortestSettings, { "oci:region": "hunter2" }, ["oci:region"]);

    assert.equal(
      messageOf(() => readSettings()),
      [
        "configuration of stack 'dev': 1 problem, nothing was created",
        "  oci:region: got a secret; expected a region identifier, e.g. 'eu-frankfurt-1'; change the value",
        NOT_COMPARED,
      ].join("\n"),
    );
  });
});
