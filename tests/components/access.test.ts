import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { idOf, inventoryOf, ocidOf, UNKNOWN, type Registration } from "./inventory";

import { Access, type AccessArgs } from "../../components/access";
import { homeProvider } from "../../components/home-provider";
import { iamOf } from "../../components/model/iam";
import { iamText } from "../../components/model/iam-text";
import { namesOf } from "../../components/model/names";

const WORKLOAD = "ocid1.compartment.oc1..workload";
const REGISTRY = "ocid1.compartment.oc1..registry";
const VAULT = "ocid1.compartment.oc1..vault";
const NETWORK = "ocid1.compartment.oc1..network";
const TENANCY = "ocid1.tenancy.oc1..example";
const TOKEN = "ocid1.vaultsecret.oc1..token";
const IMAGE = "shop-prod/orders-api";

type Needs = AccessArgs["needs"];
type Principal = keyof Access["dynamicGroupIds"];

const together: Needs["compartments"] = { project: WORKLOAD, registry: WORKLOAD, vault: WORKLOAD, network: WORKLOAD };
const apart: Needs["compartments"] = { project: WORKLOAD, registry: REGISTRY, vault: VAULT, network: NETWORK };

/** Images that others push: deployments alone work here. */
const deployOnly: Needs = {
  compartments: together,
  deployedRepositories: [IMAGE],
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
const hosted: Needs = { ...deployOnly, pushedRepositories: [IMAGE] };
const everything: Needs = { ...hosted, compartments: apart, tokenSecretIds: [TOKEN], privateRunners: true };

const argsOf = (needs: Needs, wait = 0): AccessArgs => ({
  names: namesOf("shop", "prod"),
  tenancyId: TENANCY,
  needs,
  wait,
});

const allow = (principal: Principal, grant: string, compartment: string, where?: string): string =>
  `Allow dynamic-group shop-prod-${principal} to ${grant} in compartment id ${compartment}` +
  (where ? ` where ${where}` : "");

const PUSH =
  `all {target.repo.name = '${IMAGE}', ` +
  "any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}}";

const ofTokens = (vault: string): string[] => [
  allow("connections", "read secret-bundles", vault, `target.secret.id = '${TOKEN}'`),
  allow("repositories", "read secret-bundles", vault, `target.secret.id = '${TOKEN}'`),
];
const ofMirrors = [
  allow("repositories", "use devops-connection", WORKLOAD),
  allow("repositories", "use devops-repository", WORKLOAD),
];
const ofBuilds = [
  allow("build-pipelines", "read devops-repository", WORKLOAD),
  allow("build-pipelines", "use devops-build-family", WORKLOAD),
];
const ofNetwork = (network: string): string[] =>
  ["subnets", "vnics", "network-security-groups"].map((each) => allow("build-pipelines", `use ${each}`, network));
const push = (registry: string): string => allow("build-pipelines", "manage repos", registry, PUSH);
const pull = (registry: string): string =>
  allow("deploy-pipelines", "read repos", registry, `target.repo.name = '${IMAGE}'`);
const buildsTell = allow("build-pipelines", "use ons-topics", WORKLOAD);
const deploymentsTell = allow("deploy-pipelines", "use ons-topics", WORKLOAD);

const ofHosted = [...ofBuilds, push(WORKLOAD), pull(WORKLOAD), buildsTell, deploymentsTell];
const ofEverything = (registry: string, vault: string, network: string): string[] => [
  ...ofTokens(vault),
  ...ofMirrors,
  ...ofBuilds,
  ...ofNetwork(network),
  push(registry),
  pull(registry),
  buildsTell,
  deploymentsTell,
];

const RESOURCE_TYPES = {
  connections: "devopsconnection",
  repositories: "devopsrepository",
  "build-pipelines": "devopsbuildpipeline",
  "deploy-pipelines": "devopsdeploypipeline",
};
const EVERYONE: readonly Principal[] = ["build-pipelines", "connections", "deploy-pipelines", "repositories"];
const PIPELINES: readonly Principal[] = ["build-pipelines", "deploy-pipelines"];

function component(
  principals: readonly Principal[],
  statements: readonly string[],
  id: (name: string) => string = idOf,
): Registration {
  return {
    type: "oci-delivery:index:Access",
    name: "access",
    inputs: {},
    outputs: {
      dynamicGroupIds: Object.fromEntries(principals.map((each) => [each, id(`access-${each}`)])),
      statements,
    },
  };
}

function group(principal: Principal): Registration {
  return {
    type: "oci:Identity/dynamicGroup:DynamicGroup",
    name: `access-${principal}`,
    parent: "oci-delivery:index:Access::access",
    inputs: {
      compartmentId: TENANCY,
      name: `shop-prod-${principal}`,
      description: `OCI DevOps ${principal.replace("-", " ")} of shop-prod`,
      matchingRule: `ALL {resource.type='${RESOURCE_TYPES[principal]}', resource.compartment.id='${WORKLOAD}'}`,
    },
    deleteBeforeReplace: true,
  };
}

/** @param place of the policy, as its name ends; the project's has none. */
function policy(
  principals: readonly Principal[],
  place: string,
  compartmentId: string,
  statements: readonly string[],
): Registration {
  return {
    type: "oci:Identity/policy:Policy",
    name: place === "" ? "access-policy" : `access-${place}-policy`,
    parent: "oci-delivery:index:Access::access",
    inputs: {
      compartmentId,
      name: place === "" ? "shop-prod-pipelines" : `shop-prod-pipelines-${place}`,
      description: "What the OCI DevOps pipelines of shop-prod may do",
      statements,
    },
    dependsOn: principals.map((each) => `oci:Identity/dynamicGroup:DynamicGroup::access-${each}`),
    deleteBeforeReplace: true,
  };
}

const byName = (a: Registration, b: Registration): number => (a.name < b.name ? -1 : 1);

describe("Access", () => {
  it("makes a dynamic group for each principal and one policy when the compartments are equal", async () => {
    const needs = { ...everything, compartments: together };

    const { inventory } = await inventoryOf(() => new Access("access", argsOf(needs)));

    const statements = ofEverything(WORKLOAD, WORKLOAD, WORKLOAD);
    assert.deepEqual(
      inventory,
      [component(EVERYONE, statements), ...EVERYONE.map(group), policy(EVERYONE, "", WORKLOAD, statements)].sort(
        byName,
      ),
    );
  });

  it("makes no dynamic group for connections and repositories when nothing is mirrored", async () => {
    const { inventory } = await inventoryOf(() => new Access("access", argsOf(hosted)));

    assert.deepEqual(inventory, [
      component(PIPELINES, ofHosted),
      ...PIPELINES.map(group),
      policy(PIPELINES, "", WORKLOAD, ofHosted),
    ]);
  });

  it("makes a dynamic group for deployments alone when nothing is built", async () => {
    const { inventory } = await inventoryOf(() => new Access("access", argsOf(deployOnly)));

    const statements = [pull(WORKLOAD), deploymentsTell];
    assert.deepEqual(inventory, [
      component(["deploy-pipelines"], statements),
      group("deploy-pipelines"),
      policy(["deploy-pipelines"], "", WORKLOAD, statements),
    ]);
  });

  it("makes the same in a preview, with the ids unknown and the statements known", async () => {
    const { inventory } = await inventoryOf(() => new Access("access", argsOf(hosted)), { preview: true });

    assert.deepEqual(inventory, [
      component(PIPELINES, ofHosted, () => UNKNOWN),
      ...PIPELINES.map(group),
      policy(PIPELINES, "", WORKLOAD, ofHosted),
    ]);
  });

  const fourPolicies = [
    policy(EVERYONE, "", WORKLOAD, [...ofMirrors, ...ofBuilds, buildsTell, deploymentsTell]),
    policy(EVERYONE, "registry", REGISTRY, [push(REGISTRY), pull(REGISTRY)]),
    policy(EVERYONE, "vault", VAULT, ofTokens(VAULT)),
    policy(EVERYONE, "network", NETWORK, ofNetwork(NETWORK)),
  ];

  for (const preview of [false, true]) {
    it(`attaches a policy to each of four compartments${preview ? " in a preview" : ""}`, async () => {
      const { inventory } = await inventoryOf(() => new Access("access", argsOf(everything)), { preview });

      assert.deepEqual(
        inventory,
        [
          component(EVERYONE, ofEverything(REGISTRY, VAULT, NETWORK), preview ? () => UNKNOWN : idOf),
          ...EVERYONE.map(group),
          ...fourPolicies,
        ].sort(byName),
      );
    });
  }

  it("attaches one policy to a compartment that two places share", async () => {
    const needs = { ...everything, compartments: { ...apart, vault: REGISTRY, network: WORKLOAD } };

    const { inventory } = await inventoryOf(() => new Access("access", argsOf(needs)));

    assert.deepEqual(
      inventory,
      [
        component(EVERYONE, ofEverything(REGISTRY, REGISTRY, WORKLOAD)),
        ...EVERYONE.map(group),
        policy(EVERYONE, "", WORKLOAD, [
          ...ofMirrors,
          ...ofBuilds,
          ...ofNetwork(WORKLOAD),
          buildsTell,
          deploymentsTell,
        ]),
        policy(EVERYONE, "registry", REGISTRY, [...ofTokens(REGISTRY), push(REGISTRY), pull(REGISTRY)]),
      ].sort(byName),
    );
  });

  it("attaches no policy to a compartment in which nothing is granted", async () => {
    const needs = { ...deployOnly, compartments: apart };

    const { inventory } = await inventoryOf(() => new Access("access", argsOf(needs)));

    assert.deepEqual(inventory, [
      component(["deploy-pipelines"], [pull(REGISTRY), deploymentsTell]),
      group("deploy-pipelines"),
      policy(["deploy-pipelines"], "", WORKLOAD, [deploymentsTell]),
      policy(["deploy-pipelines"], "registry", REGISTRY, [pull(REGISTRY)]),
    ]);
  });

  it("makes nothing where nothing is granted", async () => {
    const needs = { ...deployOnly, deployedRepositories: [] };

    const { inventory } = await inventoryOf(() => new Access("access", argsOf(needs)));

    assert.deepEqual(inventory, [component([], [])]);
  });

  it("lets a group of people approve, and makes no dynamic group for them", async () => {
    const approvers = { kind: "group", name: "Release Managers", domain: "Corp" } as const;

    const { inventory } = await inventoryOf(() => new Access("access", argsOf({ ...deployOnly, approvers })));

    const statements = [
      pull(WORKLOAD),
      deploymentsTell,
      `Allow group 'Corp'/'Release Managers' to read devops-deploy-family in compartment id ${WORKLOAD}`,
      `Allow group 'Corp'/'Release Managers' to use devops-deployment in compartment id ${WORKLOAD}`,
    ];
    assert.deepEqual(inventory, [
      component(["deploy-pipelines"], statements),
      group("deploy-pipelines"),
      policy(["deploy-pipelines"], "", WORKLOAD, statements),
    ]);
  });

  for (const preview of [false, true]) {
    it(`makes nothing where somebody else does${preview ? ", as a preview tells" : ""}`, async () => {
      const args = { ...argsOf(hosted, 30), existing: true };

      const { inventory, hooks, made } = await inventoryOf(() => new Access("access", args), { preview });

      const { toMake } = made;
      const outputs = { statements: ofHosted, toMake };
      assert.deepEqual(inventory, [{ type: "oci-delivery:index:Access", name: "access", inputs: {}, outputs }]);
      assert.deepEqual(hooks, []);
      assert.equal(toMake, iamText(iamOf(args.names, args.needs)));
    });
  }

  it("says where to look for what somebody else makes", async () => {
    const log = pulumi.log as { info: (message: string) => Promise<void> };
    const { info } = log;
    const told: string[] = [];
    log.info = (message) => Promise.resolve(void told.push(message));

    await inventoryOf(() => new Access("access", { ...argsOf(hosted), existing: true })).finally(
      () => (log.info = info),
    );

    assert.deepEqual(told, [
      "makes no dynamic group and no policy: its output 'toMake' is what the tenancy's administrators make, " +
        "'npm run explain -- access dev' prints it",
    ]);
  });

  for (const preview of [false, true]) {
    it(`makes its groups in an identity domain${preview ? ", as a preview tells" : ""}`, async () => {
      const domain = { name: "Corp", endpoint: "https://idcs-0123.identity.example.com" };
      const args = argsOf({ ...deployOnly, domain });

      const { inventory } = await inventoryOf(() => new Access("access", args), { preview });

      const statements = [pull(WORKLOAD), deploymentsTell].map((statement) =>
        statement.replace("shop-prod-deploy-pipelines", "'Corp'/'shop-prod-deploy-pipelines'"),
      );
      const type = "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup";
      const { name, description, matchingRule } = group("deploy-pipelines").inputs as Record<string, string>;
      assert.deepEqual(inventory, [
        component(["deploy-pipelines"], statements, preview ? () => UNKNOWN : ocidOf),
        {
          ...group("deploy-pipelines"),
          type,
          inputs: {
            idcsEndpoint: domain.endpoint,
            schemas: ["urn:ietf:params:scim:schemas:oracle:idcs:DynamicResourceGroup"],
            attributeSets: ["all"],
            displayName: name,
            description,
            matchingRule,
          },
          ignoreChanges: ["tags", "urnietfparamsscimschemasoracleidcsextensionOciTags"],
        },
        {
          ...policy(["deploy-pipelines"], "", WORKLOAD, statements),
          dependsOn: [`${type}::access-deploy-pipelines`],
        },
      ]);
    });
  }

  it("tells its statements as plain text, before anything is registered", async () => {
    const { made } = await inventoryOf(() => new Access("access", argsOf(hosted)).statements, { preview: true });

    assert.deepEqual(made, ofHosted);
  });

  it("hands its provider to every child", async () => {
    const { inventory } = await inventoryOf(
      () => new Access("access", argsOf(everything), { provider: homeProvider("us-ashburn-1", {}) }),
    );

    const providers = inventory.map(({ name, provider }) => [name, provider]);
    assert.deepEqual(providers, [
      ["access", undefined],
      ["access-build-pipelines", "home"],
      ["access-connections", "home"],
      ["access-deploy-pipelines", "home"],
      ["access-network-policy", "home"],
      ["access-policy", "home"],
      ["access-registry-policy", "home"],
      ["access-repositories", "home"],
      ["access-vault-policy", "home"],
      ["home", undefined],
    ]);
  });

  for (const preview of [false, true]) {
    it(`waits behind each policy that is made or changed${preview ? ", as a preview tells" : ""}`, async () => {
      const needs = { ...hosted, compartments: apart };

      const { inventory } = await inventoryOf(() => new Access("access", argsOf(needs, 30)), { preview });

      const hooks = { afterCreate: ["access-in-effect"], afterUpdate: ["access-in-effect"] };
      const statements = [...ofBuilds, push(REGISTRY), pull(REGISTRY), buildsTell, deploymentsTell];
      assert.deepEqual(
        inventory,
        [
          component(PIPELINES, statements, preview ? () => UNKNOWN : idOf),
          ...PIPELINES.map(group),
          { ...policy(PIPELINES, "", WORKLOAD, [...ofBuilds, buildsTell, deploymentsTell]), hooks },
          { ...policy(PIPELINES, "registry", REGISTRY, [push(REGISTRY), pull(REGISTRY)]), hooks },
        ].sort(byName),
      );
    });
  }
});
