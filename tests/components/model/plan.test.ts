import { strict as assert } from "node:assert";

import { planOf, type Plan } from "../../../components/model/plan";
import { settingsSchema } from "../../../components/model/settings-schema";
import { shortestSettings } from "../stack-file";

const REGION = "eu-frankfurt-1";
const COMPARTMENT = shortestSettings.platform.compartment;
const TOKEN = `ocid1.vaultsecret.oc1.${REGION}.token`;
const NPM = `ocid1.vaultsecret.oc1.${REGION}.npm`;
const SUBNET = `ocid1.subnet.oc1.${REGION}.a`;
const GROUP = `ocid1.networksecuritygroup.oc1.${REGION}.a`;
const BUNDLE = `ocid1.cabundle.oc1.${REGION}.a`;
const PARENT = `ocid1.devopsrepository.oc1.${REGION}.a`;
const DOMAIN = { name: "Corp", endpoint: "https://idcs-0123.identity.example.com" };
const URL = "https://git.example.com/acme/orders-api.git";
const BASE = "https://git.example.com";

const platform = { ...shortestSettings.platform, namespace: "axexample" };
const orders = { name: "orders-api", source: { provider: "hosted" }, artifacts: { image: "orders" } };

function planWith(change: Record<string, unknown>): Plan {
  return planOf(settingsSchema.parse({ ...shortestSettings, platform, ...change }), REGION);
}

/** The delivery of the only service, once `change` is made to it. */
function deliveryWith(
  change: Record<string, unknown>,
  place: Record<string, unknown> = {},
): Plan["deliveries"][number] {
  const [delivery] = planWith({ platform: { ...platform, ...place }, services: [{ ...orders, ...change }] }).deliveries;
  assert.ok(delivery);
  return delivery;
}

describe("planOf", () => {
  const protections: readonly { what: string; settings: Record<string, unknown>; protect: object }[] = [
    { what: "all in prod", settings: { environment: "prod" }, protect: { project: true, repositories: true } },
    { what: "nothing in dev", settings: { environment: "dev" }, protect: { project: false, repositories: false } },
    {
      what: "all in dev where it is asked for",
      settings: { environment: "dev", protection: { enabled: true } },
      protect: { project: true, repositories: true },
    },
    {
      what: "no project that is excepted",
      settings: { environment: "prod", protection: { except: ["project"] } },
      protect: { project: false, repositories: true },
    },
  ];
  for (const { what, settings, protect } of protections) {
    it(`protects ${what}`, () => {
      assert.deepEqual(planWith(settings).protect, protect);
    });
  }

  it("builds nothing of a service without a source", () => {
    const { names, ...plan } = planWith({});

    assert.equal(names.project, "shop-prod");
    assert.deepEqual(plan, {
      registryHost: "eu-frankfurt-1.ocir.io",
      needs: {
        compartments: { project: COMPARTMENT, registry: COMPARTMENT, vault: COMPARTMENT, network: COMPARTMENT },
        deployedRepositories: [],
        pushedRepositories: [],
        tokenSecretIds: [],
        tokenSecretNames: [],
        buildSecretIds: [],
        deliversFiles: false,
        deploysFiles: false,
        caBundles: false,
        privateRunners: false,
        scanning: true,
        suggested: [],
      },
      iamExists: false,
      images: { "orders-api": { repository: "shop-prod/orders-api", immutable: true } },
      protect: { project: true, repositories: true },
      scanning: { imageCount: 1 },
      genericRepository: false,
      deliveries: [],
      environments: {},
      deployments: [],
    });
  });

  it("needs what is a service's own for it alone where services are apart", () => {
    const build = { secrets: { NPM_TOKEN: NPM, NPM_TOKEN_AGAIN: NPM } };
    const services = [
      { ...orders, build },
      { name: "proxy", artifacts: { image: "proxy" } },
    ];

    const { needs } = planWith({ access: { isolation: "service" }, services });

    assert.deepEqual(needs.isolated, [
      { service: "orders-api", repository: "shop-prod/orders", buildSecretIds: [NPM] },
    ]);
  });

  it("needs the same of IAM where somebody else makes it", () => {
    const { iamExists, needs } = planWith({ access: { existing: true } });

    assert.equal(iamExists, true);
    assert.deepEqual(needs, planWith({}).needs);
  });

  it("needs nothing for what a service without a source would be built with", () => {
    const build = { private: true, secrets: { NPM_TOKEN: NPM } };
    const artifacts = { image: "orders", manifest: "k8s.yaml" };

    const { needs, genericRepository } = planWith({ services: [{ name: "orders-api", build, artifacts }] });

    assert.deepEqual(needs, planWith({}).needs);
    assert.equal(genericRepository, false);
  });

  it("has a generic repository for a file that stages name by its path, without a manifest", () => {
    const stages = [{ kind: "wait", name: "settle", duration: "5m" }];
    const deploy = { strategy: "stages", stages, artifacts: { app: { type: "GENERIC_FILE", path: "app.tar" } } };

    assert.equal(planWith({ services: [{ ...orders, deploy }] }).genericRepository, true);
  });

  it("gathers what all services need, each secret once", () => {
    const source = { provider: "github", url: URL, tokenSecret: TOKEN };
    const build = { private: true, secrets: { NPM_TOKEN: NPM, NPM_TOKEN_AGAIN: NPM } };
    const { needs, genericRepository } = planWith({
      platform: {
        ...platform,
        registryCompartment: "ocid1.compartment.oc1..registry",
        vaultCompartment: "ocid1.compartment.oc1..vault",
        networkCompartment: "ocid1.compartment.oc1..network",
        subnet: SUBNET,
      },
      access: { suggested: ["mirror"], domain: DOMAIN },
      services: [
        { ...orders, source, build },
        { name: "worker", source, artifacts: { image: "worker", manifest: "k8s.yaml" } },
        { name: "proxy", artifacts: { image: "proxy" } },
      ],
    });

    assert.deepEqual(needs, {
      domain: DOMAIN,
      compartments: {
        project: COMPARTMENT,
        registry: "ocid1.compartment.oc1..registry",
        vault: "ocid1.compartment.oc1..vault",
        network: "ocid1.compartment.oc1..network",
      },
      deployedRepositories: [],
      pushedRepositories: ["shop-prod/orders", "shop-prod/worker"],
      tokenSecretIds: [TOKEN],
      tokenSecretNames: [],
      buildSecretIds: [NPM],
      deliversFiles: true,
      deploysFiles: false,
      caBundles: false,
      privateRunners: true,
      scanning: true,
      suggested: ["mirror"],
    });
    assert.equal(genericRepository, true);
  });

  it("scans no image, and needs nothing for it, where scanning is turned off", () => {
    const { needs, ...plan } = planWith({ scanning: { enabled: false } });

    assert.equal(needs.scanning, false);
    assert.ok(!("scanning" in plan));
  });

  it("keeps images of services by name, tags that move among them", () => {
    const { images } = planWith({
      services: [orders, { name: "worker", artifacts: { image: "jobs", immutable: false } }],
    });

    assert.deepEqual(images, {
      "orders-api": { repository: "shop-prod/orders", immutable: true },
      worker: { repository: "shop-prod/jobs", immutable: false },
    });
  });

  it("delivers what is built, in declared order", () => {
    const { deliveries } = planWith({
      services: [
        { ...orders, name: "worker", artifacts: { image: "worker" } },
        { name: "proxy", artifacts: { image: "proxy" } },
        orders,
      ],
    });

    assert.deepEqual(
      deliveries.map(({ service }) => service),
      ["worker", "orders-api"],
    );
  });

  it("delivers a service by the defaults", () => {
    assert.deepEqual(deliveryWith({}), {
      service: "orders-api",
      branch: "main",
      source: { kind: "hosted" },
      image: { repository: "shop-prod/orders", tags: ["build-${BUILDRUN_HASH}"] },
      parameters: {},
      build: { spec: "build_spec.yaml" },
      trigger: { branch: "main", events: ["PUSH"], files: [], ignore: [] },
    });
  });

  it("delivers a service by choices of its own", () => {
    const delivery = deliveryWith(
      {
        source: { provider: "hosted", branch: "release/1" },
        build: {
          spec: "ci/build.yaml",
          timeout: "30m",
          parameters: { LOG_LEVEL: "info" },
          runner: { ocpus: 4, memoryInGbs: 16 },
          private: true,
        },
        artifacts: { image: "orders", tags: ["${VERSION}", "gitsha-${GIT_SHA}"], manifest: "k8s/orders.yaml" },
        trigger: { events: ["PULL_REQUEST_CREATED", "PUSH"], files: ["src/**"], ignore: ["docs/**"] },
      },
      { registryHost: "fra.ocir.io", subnet: SUBNET, networkSecurityGroups: [GROUP] },
    );

    assert.deepEqual(delivery, {
      service: "orders-api",
      branch: "release/1",
      source: { kind: "hosted" },
      image: { repository: "shop-prod/orders", tags: ["${VERSION}", "gitsha-${GIT_SHA}"] },
      manifestPath: "orders-api/k8s/orders.yaml",
      parameters: { LOG_LEVEL: "info" },
      build: {
        spec: "ci/build.yaml",
        timeout: 1_800,
        runner: { ocpus: 4, memoryInGbs: 16 },
        privateAccess: { subnetId: SUBNET, nsgIds: [GROUP] },
      },
      trigger: {
        branch: "release/1",
        events: ["PULL_REQUEST_CREATED", "PUSH"],
        files: ["src/**"],
        ignore: ["docs/**"],
      },
    });
  });

  it("holds a build against a specification by the secrets of the whole stack", () => {
    const check = "../orders-api/build_spec.yaml";
    const secrets = { TOKEN: "ocid1.vaultsecret.oc1..npm" };

    assert.deepEqual(deliveryWith({ build: { check, secrets } }).check, {
      path: check,
      grantedSecrets: ["ocid1.vaultsecret.oc1..npm"],
    });
    assert.equal(deliveryWith({ build: { secrets } }).check, undefined);
  });

  it("keeps a build that is not private out of the subnet", () => {
    assert.deepEqual(deliveryWith({}, { subnet: SUBNET }).build, { spec: "build_spec.yaml" });
  });

  it("triggers no build that is started by hand alone", () => {
    assert.equal("trigger" in deliveryWith({ trigger: { manual: true } }), false);
  });

  const withToken = { provider: "github", url: URL, token: "ghp_4711" };
  const keeper = { vault: "ocid1.vault.oc1..a", key: "ocid1.key.oc1..a" };
  const kept = {
    compartmentId: COMPARTMENT,
    vaultId: keeper.vault,
    keyId: keeper.key,
    secretName: "shop-prod-orders-api-token",
    value: "ghp_4711",
    protect: true,
  };
  const tokens: readonly { what: string; source: object; place: object; secret: object }[] = [
    { what: "beside the project, protected in production", source: withToken, place: {}, secret: kept },
    {
      what: "in the compartment of secrets, for some days, under a name that is given",
      source: { ...withToken, tokenName: "orders-2", tokenExpiry: "30d" },
      place: { vaultCompartment: "ocid1.compartment.oc1..vault" },
      secret: { ...kept, compartmentId: "ocid1.compartment.oc1..vault", secretName: "orders-2", expiry: 30 },
    },
  ];
  for (const { what, source, place, secret } of tokens) {
    it(`keeps a token of the stack file ${what}`, () => {
      const { source: planned } = deliveryWith({ source }, { ...keeper, ...place });

      const connection = { provider: "github", tokenSecretId: secret };
      assert.deepEqual(planned, { kind: "mirrored", connection, url: URL, schedule: { kind: "default" } });
    });
  }

  it("leaves a token unprotected where secrets are excepted, and grants it by its name", () => {
    const { deliveries, needs } = planWith({
      platform: { ...platform, ...keeper },
      protection: { except: ["secrets"] },
      services: [{ ...orders, source: withToken }],
    });

    const [delivery] = deliveries;
    const connection = { provider: "github", tokenSecretId: { ...kept, protect: false } };
    assert.deepEqual(delivery?.source, { kind: "mirrored", connection, url: URL, schedule: { kind: "default" } });
    assert.deepEqual([needs.tokenSecretIds, needs.tokenSecretNames], [[], ["shop-prod-orders-api-token"]]);
  });

  const external = { url: URL, tokenSecret: TOKEN };
  const token = { tokenSecretId: TOKEN };
  const mirrored = { kind: "mirrored", url: URL, schedule: { kind: "default" } };
  const sources: readonly { what: string; source: object; planned: object }[] = [
    {
      what: "a fork",
      source: { provider: "fork", parent: PARENT },
      planned: { kind: "forked", parentRepositoryId: PARENT },
    },
    {
      what: "GitHub",
      source: { provider: "github", ...external },
      planned: { ...mirrored, connection: { provider: "github", ...token } },
    },
    {
      what: "GitLab, by hand",
      source: { provider: "gitlab", ...external, mirror: { every: "never" } },
      planned: { ...mirrored, connection: { provider: "gitlab", ...token }, schedule: { kind: "manual" } },
    },
    {
      what: "Visual Builder Studio, every six hours",
      source: { provider: "vbs", ...external, baseUrl: BASE, mirror: { every: "6h" } },
      planned: {
        ...mirrored,
        connection: { provider: "vbs", ...token, baseUrl: BASE },
        schedule: { kind: "rule", rule: "FREQ=HOURLY;INTERVAL=6" },
      },
    },
    {
      what: "a GitLab server, by a rule",
      source: { provider: "gitlab-server", ...external, baseUrl: BASE, mirror: { rule: "FREQ=DAILY;BYHOUR=4" } },
      planned: {
        ...mirrored,
        connection: { provider: "gitlab-server", ...token, baseUrl: BASE },
        schedule: { kind: "rule", rule: "FREQ=DAILY;BYHOUR=4" },
      },
    },
    {
      what: "a Bitbucket server with a certificate of its own authority",
      source: { provider: "bitbucket-server", ...external, baseUrl: BASE, caBundle: BUNDLE },
      planned: {
        ...mirrored,
        connection: { provider: "bitbucket-server", ...token, baseUrl: BASE, caBundleId: BUNDLE },
      },
    },
  ];
  for (const { what, source, planned } of sources) {
    it(`takes the sources from ${what}`, () => {
      assert.deepEqual(deliveryWith({ source }).source, planned);
    });
  }
});
