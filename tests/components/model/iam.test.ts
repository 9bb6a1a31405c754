import { strict as assert } from "node:assert";

import fc from "fast-check";

import { tooManyStatements } from "../../../components/model/consistency";
import { iamOf, statementCounts, type Iam } from "../../../components/model/iam";
import { iamText, printIam } from "../../../components/model/iam-text";
import { planOf } from "../../../components/model/plan";
import { settingsSchema } from "../../../components/model/settings-schema";
import { printStatement } from "../../../components/model/statement";
import { shortestSettings } from "../stack-file";

const REGION = "eu-frankfurt-1";
const COMPARTMENT = shortestSettings.platform.compartment;
const REGISTRY = "ocid1.compartment.oc1..registry";

/**
 * Statements that one compartment path may hold, whoever wrote them; a hard limit.
 * @see https://docs.oracle.com/iaas/Content/Identity/policymgmt/policy-limits-compartment-hierarchy.htm read 2026-11-25
 */
const STATEMENTS_PER_PATH = 500;

function iamWith(change: Record<string, unknown>): Iam {
  const { names, needs } = planOf(settingsSchema.parse({ ...shortestSettings, ...change }), REGION);
  return iamOf(names, needs);
}

const CLUSTER = `ocid1.cluster.oc1.${REGION}.a`;
const platform = { ...shortestSettings.platform, registryCompartment: REGISTRY, cluster: CLUSTER };
const artifacts = { image: "orders-api", manifest: "k8s.yaml" };
/** A service that is deployed to the cluster, behind an approval. */
const services = [{ name: "orders-api", artifacts, deploy: { strategy: "rolling" } }];

describe("iamOf", () => {
  it("has a group for each principal that is granted anything, and a policy where its targets live", () => {
    const { dynamicGroups, policies, grants } = iamWith({ platform, services });

    assert.deepEqual(
      grants.map(({ principal }) => principal),
      ["deploy-pipelines", "deploy-pipelines", "deploy-pipelines", "deploy-pipelines", "scanner", "scanner"],
    );
    assert.deepEqual(dynamicGroups, [
      {
        principal: "deploy-pipelines",
        name: "shop-prod-deploy-pipelines",
        description: "OCI DevOps deploy pipelines of shop-prod",
        matchingRule: `ALL {resource.type='devopsdeploypipeline', resource.compartment.id='${COMPARTMENT}'}`,
      },
    ]);
    const [pull, file, reach, tell, ...scan] = grants;
    const description = "What the OCI DevOps pipelines of shop-prod may do";
    assert.deepEqual(policies, [
      { place: "project", compartmentId: COMPARTMENT, name: "shop-prod-pipelines", description, grants: [reach, tell] },
      {
        place: "registry",
        compartmentId: REGISTRY,
        name: "shop-prod-pipelines-registry",
        description,
        grants: [pull, file, ...scan],
      },
    ]);
  });

  it("has no group for people", () => {
    const { dynamicGroups, grants } = iamWith({ platform, services, access: { approvers: "Approvers" } });

    assert.deepEqual(
      dynamicGroups.map(({ principal }) => principal),
      ["deploy-pipelines"],
    );
    assert.equal(grants.filter(({ principal }) => principal === "approvers").length, 2);
  });

  it("puts every grant into exactly one policy, that of its compartment", () => {
    const { policies, grants } = iamWith({ platform, services, access: { approvers: "Approvers" } });

    const placed = policies.flatMap((policy) => policy.grants);
    assert.equal(placed.length, grants.length);
    assert.deepEqual(new Set(placed), new Set(grants));
    for (const policy of policies)
      assert.ok(policy.grants.every(({ compartmentId }) => compartmentId === policy.compartmentId));
  });

  /** One service with its choices; every secret is its own. */
  const anyService = fc
    .record({
      kind: fc.constantFrom("none", "hosted", "github", "gitlab-server"),
      secrets: fc.nat({ max: 3 }),
      manifest: fc.boolean(),
      isPrivate: fc.boolean(),
    })
    .map(({ kind, secrets, manifest, isPrivate }) => (name: string): object => {
      const url = "https://git.example.com/acme/a.git";
      const external = { provider: kind, url, tokenSecret: secretOf(`${name}token`) };
      const server = { ...external, baseUrl: "https://git.example.com", caBundle: `ocid1.cabundle.oc1.${REGION}.a` };
      const sources = { none: undefined, hosted: { provider: kind }, github: external, "gitlab-server": server };
      const source = sources[kind];
      const variables = Array.from({ length: secrets }, (_, i) => [`SECRET_${i}`, secretOf(`${name}${i}`)]);
      return {
        name,
        ...(source ? { source } : {}),
        build: { secrets: Object.fromEntries(variables) as object, private: isPrivate },
        artifacts: { image: name, ...(manifest ? { manifest: "k8s.yaml" } : {}) },
      };
    });
  const secretOf = (name: string): string => `ocid1.vaultsecret.oc1.${REGION}.${name}`;

  it("takes two statements more for each service that is apart, and refuses what a path does not hold", () => {
    fc.assert(
      fc.property(fc.array(anyService, { minLength: 1, maxLength: 600, size: "max" }), (make) => {
        const apart = make.map((each, index) => each(`service${index}`));
        const place = { ...shortestSettings.platform, namespace: "a", subnet: `ocid1.subnet.oc1.${REGION}.a` };
        const settings = settingsSchema.parse({
          ...shortestSettings,
          platform: place,
          access: { isolation: "service" },
          services: apart,
        });

        const { names, needs } = planOf(settings, REGION);
        const iam = iamOf(names, needs);
        const most = Math.max(...statementCounts(iam).values());
        const refused = tooManyStatements(settings, REGION, "oci-delivery");

        assert.ok(iam.grants.length <= 20 + 2 * apart.length, `${iam.grants.length} statements`);
        assert.equal(new Set(iam.grants.map(printStatement)).size, iam.grants.length);
        assert.equal(refused.length, most > STATEMENTS_PER_PATH ? 1 : 0);
        assert.ok(refused.every(({ message }) => message.includes(`takes ${most} statements`)));
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it("takes as many statements for a hundred services as for each sort of them, far from what a path may hold", () => {
    fc.assert(
      fc.property(fc.array(anyService, { minLength: 1, maxLength: 100 }), fc.boolean(), (make, approved) => {
        const some = [...services, ...make.map((each, index) => each(`service${index}`))];
        const access = approved ? { approvers: "Approvers" } : {};
        const place = { ...platform, namespace: "a", subnet: `ocid1.subnet.oc1.${REGION}.a` };

        const once = iamWith({ platform: place, access, services: some });
        const twice = [...some, ...make.map((each, index) => each(`other${index}`))];

        const { grants } = iamWith({ platform: place, access, services: twice });
        assert.equal(grants.length, once.grants.length);
        assert.ok(grants.length < STATEMENTS_PER_PATH / 10, `${grants.length} statements`);
        assert.equal(new Set(grants.map(printStatement)).size, grants.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe("iamText", () => {
  it("tells groups first, then policies, with what needs each statement", () => {
    const text = iamText(iamWith({ platform, services }));

    const group = "dynamic-group shop-prod-deploy-pipelines";
    assert.equal(
      text,
      [
        "dynamic group 'shop-prod-deploy-pipelines' in identity domain 'Default'",
        `  ALL {resource.type='devopsdeploypipeline', resource.compartment.id='${COMPARTMENT}'}`,
        "",
        `policy 'shop-prod-pipelines' in compartment ${COMPARTMENT}`,
        "deployments reach the cluster",
        `  Allow ${group} to use clusters in compartment id ${COMPARTMENT} where target.cluster.id = '${CLUSTER}'`,
        "deployments tell the project's topic",
        `  Allow ${group} to use ons-topics in compartment id ${COMPARTMENT}`,
        "",
        `policy 'shop-prod-pipelines-registry' in compartment ${REGISTRY}`,
        "deployments read images",
        `  Allow ${group} to read repos in compartment id ${REGISTRY} where target.repo.name = 'shop-prod/orders-api'`,
        "deployments read manifests",
        `  Allow ${group} to read generic-artifacts in compartment id ${REGISTRY}`,
        "the scanner pulls images",
        `  Allow service vulnerability-scanning-service to read repos in compartment id ${REGISTRY}`,
        "the scanner finds the repositories",
        `  Allow service vulnerability-scanning-service to read compartments in compartment id ${REGISTRY}`,
      ].join("\n"),
    );
  });
});

describe("printIam", () => {
  it("names the identity domain of the groups", () => {
    const domain = { name: "Corp", endpoint: "https://idcs-0123.identity.example.com" };

    const { dynamicGroups, policies } = printIam(iamWith({ platform, services, access: { domain } }));

    assert.deepEqual(
      dynamicGroups.map((group) => group.domain),
      ["Corp"],
    );
    assert.match(
      policies[0]?.statements[0]?.statement ?? "",
      /^Allow dynamic-group 'Corp'\/'shop-prod-deploy-pipelines' to /,
    );
  });

  it("says which pipeline is meant in the rule of a service's group, since its OCID is not known yet", () => {
    const built = [{ ...shortestSettings.services[0], source: { provider: "hosted" } }];

    const { dynamicGroups } = printIam(iamWith({ access: { isolation: "service" }, services: built }));

    const { name, rule } = dynamicGroups.at(-1) ?? {};
    assert.equal(name, "shop-prod-builds-orders-api");
    assert.equal(
      rule,
      "ALL {resource.type='devopsbuildpipeline', resource.id='<OCID of the build pipeline of orders-api>'}",
    );
  });

  it("has what the text has", () => {
    const iam = iamWith({ platform, services, access: { approvers: "Approvers" } });
    const { dynamicGroups, policies } = printIam(iam);

    assert.deepEqual(
      dynamicGroups.map(({ name, rule }) => [name, rule]),
      iam.dynamicGroups.map(({ name, matchingRule }) => [name, matchingRule]),
    );
    const statements = policies.flatMap((policy) => policy.statements.map(({ statement }) => statement));
    assert.equal(statements.length, iam.grants.length);
    const text = iamText(iam);
    assert.ok(statements.every((statement) => text.includes(`  ${statement}`)));
  });
});
