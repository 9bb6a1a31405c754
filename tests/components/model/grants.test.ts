import { strict as assert } from "node:assert";
import { isDeepStrictEqual } from "node:util";

import fc from "fast-check";

import { grantsFor, type Job, type Needs } from "../../../components/model/grants";
import { printStatement } from "../../../components/model/statement";
import type { Subject } from "../../../components/model/subject";

const JOBS: readonly Job[] = ["mirror", "build", "deliver-image", "deliver-artifact", "approve"];
const APPROVERS: Subject = { kind: "group", name: "Approvers" };
const ORDERS = "shop-prod/orders-api";
const WORKER = "shop-prod/orders-worker";

/** Of an environment in which nothing is built. */
const needs: Needs = {
  dynamicGroup: (principal) => `shop-${principal}`,
  compartments: { project: "project", registry: "registry", vault: "vault", network: "network" },
  deployedRepositories: [],
  pushedRepositories: [],
  tokenSecretIds: [],
  tokenSecretNames: [],
  buildSecretIds: [],
  deliversFiles: false,
  deploysFiles: false,
  caBundles: false,
  privateRunners: false,
  scanning: false,
  suggested: [],
};
const built: Needs = { ...needs, deployedRepositories: [ORDERS], pushedRepositories: [ORDERS] };

const BUILD_TOPIC = "Allow dynamic-group shop-build-pipelines to use ons-topics in compartment id project";
const DEPLOY_TOPIC = "Allow dynamic-group shop-deploy-pipelines to use ons-topics in compartment id project";
const PULL =
  `Allow dynamic-group shop-deploy-pipelines to read repos in compartment id registry where ` +
  `target.repo.name = '${ORDERS}'`;
const PUSH =
  "Allow dynamic-group shop-build-pipelines to manage repos in compartment id registry where all " +
  `{target.repo.name = '${ORDERS}', ` +
  "any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}}";
const SOURCES = "Allow dynamic-group shop-build-pipelines to read devops-repository in compartment id project";
const STAGES = "Allow dynamic-group shop-build-pipelines to use devops-build-family in compartment id project";
const BUILT = [SOURCES, STAGES, PUSH, PULL, BUILD_TOPIC, DEPLOY_TOPIC];

const statementsFor = (each: Needs): string[] => grantsFor(each).map(printStatement);

describe("grantsFor", () => {
  const wholes: readonly { what: string; each: Needs; statements: readonly string[] }[] = [
    { what: "do nothing where nothing is built or deployed", each: needs, statements: [] },
    {
      what: "read images that are built elsewhere",
      each: { ...needs, deployedRepositories: [ORDERS] },
      statements: [PULL, DEPLOY_TOPIC],
    },
    { what: "build, push and read an image", each: built, statements: BUILT },
    {
      what: "push to the image that is built here, and read both",
      each: { ...built, deployedRepositories: [ORDERS, WORKER] },
      statements: [
        SOURCES,
        STAGES,
        PUSH,
        "Allow dynamic-group shop-deploy-pipelines to read repos in compartment id registry where any " +
          `{target.repo.name = '${ORDERS}', target.repo.name = '${WORKER}'}`,
        BUILD_TOPIC,
        DEPLOY_TOPIC,
      ],
    },
    {
      what: "push to each of two images",
      each: { ...built, deployedRepositories: [ORDERS, WORKER], pushedRepositories: [ORDERS, WORKER] },
      statements: [
        SOURCES,
        STAGES,
        "Allow dynamic-group shop-build-pipelines to manage repos in compartment id registry where all " +
          `{any {target.repo.name = '${ORDERS}', target.repo.name = '${WORKER}'}, ` +
          "any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}}",
        "Allow dynamic-group shop-deploy-pipelines to read repos in compartment id registry where any " +
          `{target.repo.name = '${ORDERS}', target.repo.name = '${WORKER}'}`,
        BUILD_TOPIC,
        DEPLOY_TOPIC,
      ],
    },
  ];
  for (const { what, each, statements } of wholes) {
    it(`lets pipelines ${what}, and nothing else`, () => {
      assert.deepEqual(statementsFor(each), statements);
    });
  }

  const additions: readonly { what: string; need: Partial<Needs>; statements: readonly string[] }[] = [
    {
      what: "mirrors read their token and be brought up to date",
      need: { tokenSecretIds: ["token"] },
      statements: [
        "Allow dynamic-group shop-connections to read secret-bundles in compartment id vault where " +
          "target.secret.id = 'token'",
        "Allow dynamic-group shop-repositories to read secret-bundles in compartment id vault where " +
          "target.secret.id = 'token'",
        "Allow dynamic-group shop-repositories to use devops-connection in compartment id project",
        "Allow dynamic-group shop-repositories to use devops-repository in compartment id project",
      ],
    },
    {
      what: "mirrors read tokens that the stack itself keeps, by their names",
      need: { tokenSecretIds: ["token"], tokenSecretNames: ["own"] },
      statements: [
        "Allow dynamic-group shop-connections to read secret-bundles in compartment id vault where any " +
          "{target.secret.id = 'token', target.secret.name = 'own'}",
        "Allow dynamic-group shop-repositories to read secret-bundles in compartment id vault where any " +
          "{target.secret.id = 'token', target.secret.name = 'own'}",
        "Allow dynamic-group shop-repositories to use devops-connection in compartment id project",
        "Allow dynamic-group shop-repositories to use devops-repository in compartment id project",
      ],
    },
    {
      what: "mirrors read one token that the stack itself keeps",
      need: { tokenSecretNames: ["own"] },
      statements: [
        "Allow dynamic-group shop-connections to read secret-bundles in compartment id vault where " +
          "target.secret.name = 'own'",
        "Allow dynamic-group shop-repositories to read secret-bundles in compartment id vault where " +
          "target.secret.name = 'own'",
        "Allow dynamic-group shop-repositories to use devops-connection in compartment id project",
        "Allow dynamic-group shop-repositories to use devops-repository in compartment id project",
      ],
    },
    {
      what: "connections check their server's certificate",
      need: { tokenSecretIds: ["token"], caBundles: true },
      statements: [
        "Allow dynamic-group shop-connections to read secret-bundles in compartment id vault where " +
          "target.secret.id = 'token'",
        "Allow dynamic-group shop-connections to use cabundles in compartment id project",
        "Allow dynamic-group shop-repositories to read secret-bundles in compartment id vault where " +
          "target.secret.id = 'token'",
        "Allow dynamic-group shop-repositories to use devops-connection in compartment id project",
        "Allow dynamic-group shop-repositories to use devops-repository in compartment id project",
      ],
    },
    {
      what: "builds read their secrets",
      need: { buildSecretIds: ["npm", "sonar"] },
      statements: [
        "Allow dynamic-group shop-build-pipelines to read secret-bundles in compartment id vault where any " +
          "{target.secret.id = 'npm', target.secret.id = 'sonar'}",
      ],
    },
    {
      what: "private runners get a network card",
      need: { privateRunners: true },
      statements: [
        "Allow dynamic-group shop-build-pipelines to use subnets in compartment id network",
        "Allow dynamic-group shop-build-pipelines to use vnics in compartment id network",
        "Allow dynamic-group shop-build-pipelines to use network-security-groups in compartment id network",
      ],
    },
    {
      what: "builds deliver manifests that deployments read",
      need: { deliversFiles: true, deploysFiles: true },
      statements: [
        "Allow dynamic-group shop-build-pipelines to read artifact-repositories in compartment id registry",
        "Allow dynamic-group shop-build-pipelines to manage generic-artifacts in compartment id registry where any " +
          "{request.permission = 'GENERIC_ARTIFACT_CREATE', request.permission = 'GENERIC_ARTIFACT_READ', " +
          "request.permission = 'GENERIC_ARTIFACT_INSPECT'}",
        "Allow dynamic-group shop-deploy-pipelines to read generic-artifacts in compartment id registry",
      ],
    },
    {
      what: "people approve deployments",
      need: { approvers: APPROVERS },
      statements: [
        "Allow group Approvers to read devops-deploy-family in compartment id project",
        "Allow group Approvers to use devops-deployment in compartment id project",
      ],
    },
    {
      what: "the scanner read images",
      need: { scanning: true },
      statements: [
        "Allow service vulnerability-scanning-service to read repos in compartment id registry",
        "Allow service vulnerability-scanning-service to read compartments in compartment id registry",
      ],
    },
  ];
  for (const { what, need, statements } of additions) {
    it(`adds what lets ${what}`, () => {
      const added = statementsFor({ ...built, ...need }).filter((each) => !BUILT.includes(each));

      assert.deepEqual(added, statements);
    });
  }

  it("leaves secrets and images to the services' own groups where those are apart", () => {
    const each = { ...built, buildSecretIds: ["npm"], privateRunners: true, deliversFiles: true };

    const shared = statementsFor({ ...each, isolated: [] });

    const own = statementsFor(each).filter((statement) => !shared.includes(statement));
    assert.deepEqual(own, [
      "Allow dynamic-group shop-build-pipelines to read secret-bundles in compartment id vault where " +
        "target.secret.id = 'npm'",
      PUSH,
    ]);
    assert.equal(shared.length, statementsFor(each).length - own.length);
  });

  const full: Needs = {
    ...built,
    tokenSecretIds: ["token"],
    buildSecretIds: ["npm"],
    deliversFiles: true,
    caBundles: false,
    privateRunners: true,
    approvers: APPROVERS,
    startsDeployments: true,
  };
  const start = "Allow dynamic-group shop-build-pipelines to manage devops-deployment in compartment id project";
  const suggestions: readonly { job: Job; gone: readonly string[]; come: readonly string[] }[] = [
    {
      job: "mirror",
      gone: [
        "Allow dynamic-group shop-repositories to use devops-connection in compartment id project",
        "Allow dynamic-group shop-repositories to use devops-repository in compartment id project",
      ],
      come: ["Allow dynamic-group shop-repositories to manage devops-family in compartment id project"],
    },
    {
      job: "build",
      gone: [SOURCES, STAGES, `${start} where request.operation = 'CreateDeployment'`],
      come: ["Allow dynamic-group shop-build-pipelines to use devops-family in compartment id project", start],
    },
    {
      job: "deliver-image",
      gone: [PUSH],
      come: ["Allow dynamic-group shop-build-pipelines to manage repos in compartment id registry"],
    },
    {
      job: "deliver-artifact",
      gone: [
        "Allow dynamic-group shop-build-pipelines to manage generic-artifacts in compartment id registry where any " +
          "{request.permission = 'GENERIC_ARTIFACT_CREATE', request.permission = 'GENERIC_ARTIFACT_READ', " +
          "request.permission = 'GENERIC_ARTIFACT_INSPECT'}",
      ],
      come: ["Allow dynamic-group shop-build-pipelines to manage generic-artifacts in compartment id registry"],
    },
    {
      job: "approve",
      gone: [
        "Allow group Approvers to read devops-deploy-family in compartment id project",
        "Allow group Approvers to use devops-deployment in compartment id project",
      ],
      come: ["Allow group Approvers to manage devops-family in compartment id project"],
    },
  ];
  for (const { job, gone, come } of suggestions) {
    it(`widens '${job}', and nothing else, to what Oracle suggests`, () => {
      const narrow = statementsFor(full);

      const wide = statementsFor({ ...full, suggested: [job] });

      assert.deepEqual(
        narrow.filter((each) => !wide.includes(each)),
        gone,
      );
      assert.deepEqual(
        wide.filter((each) => !narrow.includes(each)),
        come,
      );
    });
  }

  it("says whose each grant is", () => {
    const others: Readonly<Record<string, Subject>> = {
      approvers: APPROVERS,
      scanner: { kind: "service", name: "vulnerability-scanning-service" },
    };

    const strangers = grantsFor({ ...full, scanning: true }).filter(
      ({ principal, subject }) =>
        !isDeepStrictEqual(subject, others[principal] ?? { kind: "dynamic-group", name: `shop-${principal}` }),
    );

    assert.deepEqual(strangers, []);
  });

  const names = fc.uniqueArray(fc.stringMatching(/^[a-z](?:-?[a-z0-9]){1,14}$/), { maxLength: 40 });
  const anyNeeds = fc
    .record({
      names,
      pushed: fc.nat({ max: 40 }),
      tokenSecretIds: names,
      buildSecretIds: names,
      deliversFiles: fc.boolean(),
      deploysFiles: fc.boolean(),
      caBundles: fc.boolean(),
      privateRunners: fc.boolean(),
      scanning: fc.boolean(),
      suggested: fc.subarray([...JOBS]),
      approvers: fc.option(fc.constant(APPROVERS), { nil: undefined }),
    })
    .map(({ names: deployedRepositories, pushed, approvers, ...rest }): Needs => {
      const pushedRepositories = deployedRepositories.slice(0, pushed);
      return { ...needs, ...rest, deployedRepositories, pushedRepositories, ...(approvers ? { approvers } : {}) };
    });
  const firstOf = (all: readonly string[]): readonly string[] => all.slice(0, 1);

  it("needs no more statements for many services than for one", () => {
    fc.assert(
      fc.property(anyNeeds, (each) => {
        const forOne = grantsFor({
          ...each,
          deployedRepositories: firstOf(each.deployedRepositories),
          pushedRepositories: firstOf(each.pushedRepositories),
          tokenSecretIds: firstOf(each.tokenSecretIds),
          buildSecretIds: firstOf(each.buildSecretIds),
        });

        assert.equal(grantsFor(each).length, forOne.length);
      }),
    );
  });

  it("stays under the 500 statements that a compartment may hold, and repeats none", () => {
    fc.assert(
      fc.property(anyNeeds, (each) => {
        const statements = statementsFor(each);

        assert.ok(statements.length < 500);
        assert.equal(new Set(statements).size, statements.length);
      }),
    );
  });

  it("never grants every resource, the tenancy, or any user", () => {
    fc.assert(
      fc.property(anyNeeds, (each) => {
        for (const statement of statementsFor(each)) {
          const known =
            /^Allow (?:dynamic-group shop-[a-z-]+|group Approvers|service vulnerability-scanning-service) to \w+ \S+ in compartment id (?:project|registry|vault|network)\b/;
          assert.match(statement, known);
          assert.doesNotMatch(statement, /all-resources|in tenancy|any-user|any-group/);
        }
      }),
    );
  });

  it("names exactly the secrets that it was told of", () => {
    fc.assert(
      fc.property(anyNeeds, (each) => {
        const { tokenSecretIds, buildSecretIds, pushedRepositories } = each;
        const secrets = {
          connections: tokenSecretIds,
          repositories: tokenSecretIds,
          "build-pipelines": buildSecretIds,
        };
        for (const [principal, ids] of Object.entries(secrets)) {
          const grants = grantsFor(each).filter((grant) => {
            return grant.principal === principal && grant.resource === "secret-bundles";
          });

          const named = grants.flatMap((grant) => [
            ...printStatement(grant).matchAll(/target\.secret\.id = '([^']*)'/g),
          ]);
          const isNeeded = principal !== "build-pipelines" || pushedRepositories.length > 0;
          assert.deepEqual(
            named.map(([, id]) => id),
            isNeeded ? ids : [],
          );
          assert.equal(grants.length, named.length > 0 ? 1 : 0);
        }
      }),
    );
  });

  it("lets no pipeline approve, unless Oracle's wide grants are asked for", () => {
    fc.assert(
      fc.property(anyNeeds, (each) => {
        const approving = grantsFor({ ...each, suggested: [] }).filter(({ resource, verb }) => {
          return ["devops-family", "devops-deploy-family", "devops-deployment"].includes(resource) && verb !== "read";
        });

        assert.deepEqual(
          approving.filter(({ principal }) => principal !== "approvers"),
          [],
        );
        assert.equal(approving.length, each.approvers ? 1 : 0);
      }),
    );
  });

  it("lets deployments change nothing", () => {
    fc.assert(
      fc.property(anyNeeds, (each) => {
        const changing = grantsFor(each).filter(({ principal, verb, resource }) => {
          return principal === "deploy-pipelines" && verb !== "read" && resource !== "ons-topics";
        });

        assert.deepEqual(changing, []);
      }),
    );
  });
});
