import { strict as assert } from "node:assert";

import {
  inconsistencies,
  plainTokens,
  problemsOfIgnoredTags,
  tooManyStatements,
} from "../../../components/model/consistency";
import { settingsSchema } from "../../../components/model/settings-schema";
import { shortestSettings } from "../stack-file";

const REGION = "eu-frankfurt-1";
const AWAY = "uk-london-1";
const { platform } = shortestSettings;
const artifacts = { image: "orders-api" };
const hosted = { name: "orders-api", source: { provider: "hosted" }, artifacts };
const github = {
  provider: "github",
  url: "https://github.com/acme/orders-api.git",
  tokenSecret: `ocid1.vaultsecret.oc1.${REGION}.token`,
};
const server = {
  ...github,
  provider: "gitlab-server",
  url: "https://git.example.com/acme/orders-api.git",
  baseUrl: "https://git.example.com",
};

/** What does not go together in the shortest stack file once `change` is made to it. */
function inconsistenciesWith(change: Record<string, unknown>): string[] {
  const settings = settingsSchema.parse({ ...shortestSettings, ...change });
  return [inconsistencies, tooManyStatements]
    .flatMap((problems) => problems(settings, REGION, "oci-delivery"))
    .map(({ key, message }) => `${key}: ${message}`);
}

/** A service whose token is in the stack file. */
const withToken = (name: string): object => ({
  name,
  source: { ...github, tokenSecret: undefined, token: "ghp_4711" },
  artifacts: { image: name },
});

const wrongRegion = (key: string): string =>
  `oci-delivery:${key}: got an OCID of region '${AWAY}'; expected one of 'oci:region', which is '${REGION}'; ` +
  "change one of them";

describe("inconsistencies", () => {
  describe("of deployments", () => {
    const deployed = (deploy: object, artifacts: object = { manifest: "k8s.yaml" }): Record<string, unknown> => ({
      services: [{ name: "orders", artifacts: { image: "orders", ...artifacts }, deploy }],
    });
    const cluster = `ocid1.cluster.oc1.${REGION}.a`;

    it("asks for the cluster that a strategy needs", () => {
      assert.deepEqual(inconsistenciesWith(deployed({ strategy: "rolling" })), [
        "oci-delivery:services[0].deploy.strategy: got 'rolling', which needs a cluster; add 'platform.cluster'",
      ]);
    });

    it("asks for the subnet that a private endpoint is reached through", () => {
      const change = { platform: { ...platform, cluster, privateEndpoint: true } };

      assert.deepEqual(inconsistenciesWith({ ...deployed({ strategy: "rolling" }), ...change }), [
        "oci-delivery:platform.privateEndpoint: got true, but 'platform.subnet' is not given; add the subnet",
      ]);
    });

    it("asks for the file that is deployed, and not where there is none", () => {
      const change = { platform: { ...platform, cluster } };
      const functionId = `ocid1.fnfunc.oc1.${REGION}.a`;

      assert.deepEqual(inconsistenciesWith({ ...deployed({ strategy: "rolling" }, {}), ...change }), [
        "oci-delivery:services[0].artifacts.manifest: missing; strategy 'rolling' deploys it; add its path in the repository",
      ]);
      assert.deepEqual(inconsistenciesWith(deployed({ strategy: "function", function: functionId }, {})), []);
    });

    it("refuses a cluster of another region", () => {
      const away = `ocid1.cluster.oc1.${AWAY}.a`;

      assert.deepEqual(
        inconsistenciesWith({ ...deployed({ strategy: "rolling" }), platform: { ...platform, cluster: away } }),
        [wrongRegion("platform.cluster")],
      );
    });
  });

  describe("of statements", () => {
    /** So many services, each with a secret of its own: two statements each. */
    const services = (count: number): object[] =>
      Array.from({ length: count }, (_, i) => ({
        ...hosted,
        name: `service${i}`,
        build: { secrets: { TOKEN: `ocid1.vaultsecret.oc1.${REGION}.a${i}` } },
        artifacts: { image: `image${i}` },
      }));
    const place = { ...platform, namespace: "axexample" };

    it("takes as many services as one compartment has room for, each apart", () => {
      const change = { platform: place, access: { isolation: "service" }, services: services(247) };

      assert.deepEqual(inconsistenciesWith(change), []);
    });

    it("refuses one more, with the count", () => {
      const change = { platform: place, access: { isolation: "service" }, services: services(248) };

      assert.deepEqual(inconsistenciesWith(change), [
        `oci-delivery:access.isolation: got 'service', which takes 501 statements in ${platform.compartment}; ` +
          "a compartment path holds 500; use 'compartment', or spread the services over compartments",
      ]);
    });

    it("takes any number that shares its principals", () => {
      assert.deepEqual(inconsistenciesWith({ platform: place, services: services(1_000) }), []);
    });
  });

  const named = { ...platform, namespace: "axexample" };
  const subnet = `ocid1.subnet.oc1.${REGION}.a`;
  const elsewhere = { ...platform, tenancy: "ocid1.tenancy.oc2..example" };

  const accepted: readonly { what: string; change: Record<string, unknown> }[] = [
    { what: "nothing built", change: {} },
    { what: "something built without a namespace", change: { services: [hosted] } },
    { what: "nothing built in another realm", change: { platform: elsewhere } },
    {
      what: "something built in another realm with the registry's host",
      change: {
        platform: { ...elsewhere, namespace: "axexample", registryHost: "ocir.us-gov-ashburn-1.oci.example.com" },
        services: [hosted],
      },
    },
    {
      what: "a private build and a subnet",
      change: { platform: { ...named, subnet }, services: [{ ...hosted, build: { private: true } }] },
    },
    {
      what: "a private build of a service that is not built here",
      change: { services: [{ name: "orders-api", artifacts, build: { private: true } }] },
    },
    { what: "a secret of the same region", change: { platform: named, services: [{ ...hosted, source: github }] } },
    {
      what: "an OCID that names no region",
      change: { platform: { ...platform, subnet: "ocid1.subnet.oc1.fra.a" } },
    },
  ];
  for (const { what, change } of accepted) {
    it(`takes ${what}`, () => {
      assert.deepEqual(inconsistenciesWith(change), []);
    });
  }

  const refused: readonly { what: string; change: Record<string, unknown>; problems: readonly string[] }[] = [
    {
      what: "tokens without a vault to keep them in, once",
      change: { platform: named, services: [withToken("orders-api"), withToken("worker")] },
      problems: [
        "oci-delivery:platform.vault: missing; service 'orders-api' has a token, which is kept in a vault; add its OCID",
        "oci-delivery:platform.key: missing; service 'orders-api' has a token, which is kept in a vault; add its OCID",
      ],
    },
    {
      what: "a vault of another region",
      change: { platform: { ...platform, vault: `ocid1.vault.oc1.${AWAY}.a.b` } },
      problems: [wrongRegion("platform.vault")],
    },
    {
      what: "something built in another realm without the registry's host",
      change: { platform: { ...elsewhere, namespace: "axexample" }, services: [hosted] },
      problems: [
        "oci-delivery:platform.registryHost: missing; the tenancy is in realm 'oc2', whose registry is not at " +
          "'<region>.ocir.io'; add its host",
      ],
    },
    {
      what: "a private build without a subnet, by its own place in the list",
      change: {
        platform: named,
        services: [
          { name: "worker", artifacts: { image: "worker" } },
          { ...hosted, build: { private: true } },
        ],
      },
      problems: [
        "oci-delivery:services[1].build.private: got true, but 'platform.subnet' is not given; " +
          "remove 'private', or add the subnet",
      ],
    },
    {
      what: "a network of another region",
      change: {
        platform: {
          ...platform,
          subnet: `ocid1.subnet.oc1.${AWAY}.a`,
          networkSecurityGroups: [
            `ocid1.networksecuritygroup.oc1.${REGION}.a`,
            `ocid1.networksecuritygroup.oc1.${AWAY}.b`,
          ],
        },
      },
      problems: [wrongRegion("platform.subnet"), wrongRegion("platform.networkSecurityGroups[1]")],
    },
    {
      what: "a token, a CA bundle and a build's secret of another region",
      change: {
        platform: named,
        services: [
          {
            ...hosted,
            source: {
              ...server,
              tokenSecret: `ocid1.vaultsecret.oc1.${AWAY}.token`,
              caBundle: `ocid1.cabundle.oc1.${AWAY}.bundle`,
            },
            build: { secrets: { NPM_TOKEN: `ocid1.vaultsecret.oc1.${AWAY}.npm` } },
          },
        ],
      },
      problems: [
        wrongRegion("services[0].source.tokenSecret"),
        wrongRegion("services[0].source.caBundle"),
        wrongRegion("services[0].build.secrets.NPM_TOKEN"),
      ],
    },
    {
      what: "a fork of a repository of another region",
      change: {
        platform: named,
        services: [{ ...hosted, source: { provider: "fork", parent: `ocid1.devopsrepository.oc1.${AWAY}.a` } }],
      },
      problems: [wrongRegion("services[0].source.parent")],
    },
  ];
  for (const { what, change, problems } of refused) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(inconsistenciesWith(change), problems);
    });
  }
});

describe("plainTokens", () => {
  const problemsWith = (services: readonly object[], change: object = {}, secret = ""): object[] =>
    plainTokens(
      settingsSchema.parse({ ...shortestSettings, services, ...change }),
      "oci-delivery",
      (key) => key === secret,
    );

  it("says how each token is encrypted, and does not tell it", () => {
    assert.deepEqual(problemsWith([hosted, withToken("worker")]), [
      {
        key: "oci-delivery:services[1].source.token",
        message:
          "is plain text; run \"pulumi config set --secret --path 'oci-delivery:services[1].source.token'\" with a new " +
          "token, and revoke this one where it was issued",
      },
    ]);
  });

  it("says the same of the token that images are pulled with, unless that is a secret", () => {
    const pull = { user: "image-puller", token: "CANARY" };

    const problems = problemsWith([hosted], { pull });

    assert.match(JSON.stringify(problems), /oci-delivery:pull\.token.*is plain text/);
    assert.ok(!JSON.stringify(problems).includes("CANARY"));
    assert.deepEqual(problemsWith([hosted], { pull }, "pull"), []);
  });

  it("takes tokens that are in a vault", () => {
    assert.deepEqual(problemsWith([{ ...hosted, source: github }]), []);
  });
});

describe("problemsOfIgnoredTags", () => {
  const ORACLE = ["Oracle-Tags.CreatedBy", "Oracle-Tags.CreatedOn"];
  const problemsWith = (tags: Record<string, unknown>, ignored: readonly string[]): string[] =>
    problemsOfIgnoredTags(settingsSchema.parse({ ...shortestSettings, tags }), ignored).map(
      ({ key, message }) => `${key}: ${message}`,
    );

  it("takes free-form tags whatever is ignored", () => {
    assert.deepEqual(problemsWith({ costCenter: "4711" }, ["shop.CostCenter"]), []);
  });

  it("takes defined tags beside those that OCI sets", () => {
    assert.deepEqual(problemsWith({ namespace: "shop" }, [...ORACLE, "shop.CostCenter"]), []);
  });

  it("fails when a tag that OCI sets would be taken away", () => {
    assert.deepEqual(problemsWith({ namespace: "shop" }, ["Oracle-Tags.CreatedBy"]), [
      "oci:ignoreDefinedTags: lacks 'Oracle-Tags.CreatedOn', which OCI sets and each 'up' with 'tags.namespace' would " +
        "take away; add to the list",
    ]);
  });

  it("fails when a tag of the stack is ignored", () => {
    assert.deepEqual(problemsWith({ namespace: "shop" }, [...ORACLE, "shop.Owner"]), [
      "oci:ignoreDefinedTags: has 'shop.Owner', which 'tags' sets; remove it from one of them",
    ]);
  });
});
