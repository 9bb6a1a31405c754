import { strict as assert } from "node:assert";

import { deployStageGrants, type DeployTargets } from "../../../components/model/deploy-grants";
import { deployStageKinds } from "../../../components/model/deploy-stage-fields";
import type { DeployStageKind } from "../../../components/model/deploy-stages";
import { printStatement } from "../../../components/model/statement";
import { checkStatement } from "../../../policies/iam/check";
import { parseStatement } from "../../../policies/iam/parser";
import { BALANCER, sampleOf } from "./deploy-samples";

const CLUSTER = "ocid1.cluster.oc1.eu-frankfurt-1.shop";

const targetsOf = (kinds: readonly DeployStageKind[], change: Partial<DeployTargets> = {}): DeployTargets => ({
  pipelines: { kind: "dynamic-group", name: "shop-prod-deploy-pipelines" },
  stages: kinds.map((kind) => sampleOf(kind)),
  compartments: {
    registry: "ocid1.compartment.oc1..registry",
    cluster: "ocid1.compartment.oc1..cluster",
    network: "ocid1.compartment.oc1..network",
    functions: "ocid1.compartment.oc1..functions",
    instances: "ocid1.compartment.oc1..instances",
    containers: "ocid1.compartment.oc1..containers",
  },
  clusterIds: [CLUSTER],
  clusterAccess: "roles",
  privateEndpoint: false,
  chartRepositories: ["shop-prod/charts/orders"],
  ...change,
});

/** Statements of the pipelines, without what is the same in each: `use clusters in cluster where ...`. */
const grantsOf = (targets: DeployTargets): string[] =>
  deployStageGrants(targets).map((grant) =>
    printStatement(grant)
      .replace("Allow dynamic-group shop-prod-deploy-pipelines to ", "")
      .replace("compartment id ocid1.compartment.oc1..", ""),
  );

const USE_CLUSTER = `use clusters in cluster where target.cluster.id = '${CLUSTER}'`;
const INSTANCES = ["read instance-family in instances", "use instance-agent-command-family in instances"];
const BALANCERS = "use load-balancers in network";
const CARD = ["use subnets in network", "use vnics in network", "use network-security-groups in network"];

const NEEDED: Readonly<Record<DeployStageKind, readonly string[]>> = {
  approval: [],
  wait: [],
  "oke-rolling": [USE_CLUSTER],
  "oke-helm": [USE_CLUSTER, "read repos in registry where target.repo.name = 'shop-prod/charts/orders'"],
  "oke-blue-green": [USE_CLUSTER],
  "oke-blue-green-shift": [USE_CLUSTER],
  "oke-canary": [USE_CLUSTER],
  "oke-canary-shift": [USE_CLUSTER],
  "oke-canary-approval": [],
  "group-rolling": INSTANCES,
  "group-blue-green": [...INSTANCES, BALANCERS],
  "group-blue-green-shift": [BALANCERS],
  "group-canary": [...INSTANCES, BALANCERS],
  "group-canary-shift": [BALANCERS],
  "group-canary-approval": [],
  "load-balancer-shift": [BALANCERS],
  "function-deploy": [
    "read fn-app in functions",
    "manage fn-function in functions",
    "Allow service FaaS to read repos in registry",
  ],
  "function-invoke": ["read fn-app in functions", "read fn-function in functions", "use fn-invocation in functions"],
  shell: [
    "manage compute-container-instances in containers",
    "manage compute-containers in containers",
    ...CARD,
    "inspect dhcp-options in network",
  ],
};

describe("deployStageGrants", () => {
  for (const kind of deployStageKinds) {
    it(`grants a stage of kind '${kind}' ${NEEDED[kind].length === 0 ? "nothing" : "what it needs"}`, () => {
      assert.deepEqual(grantsOf(targetsOf([kind])), NEEDED[kind]);
    });
  }

  it("grants the cluster as a whole where roles are not enough", () => {
    assert.deepEqual(grantsOf(targetsOf(["oke-rolling"], { clusterAccess: "whole" })), [
      USE_CLUSTER.replace("use", "manage"),
    ]);
  });

  it("grants a network card where the cluster's endpoint is private", () => {
    assert.deepEqual(grantsOf(targetsOf(["oke-rolling"], { privateEndpoint: true })), [USE_CLUSTER, ...CARD]);
  });

  it("grants the load balancer that a rolling deployment takes instances out of", () => {
    const stages = [sampleOf("group-rolling", { loadBalancer: { loadBalancerId: BALANCER, listener: "https" } })];

    assert.deepEqual(grantsOf(targetsOf([], { stages })), [...INSTANCES, BALANCERS]);
  });

  it("grants no repository where no chart is in one", () => {
    assert.deepEqual(grantsOf(targetsOf(["oke-helm"], { chartRepositories: [] })), [USE_CLUSTER]);
  });

  it("grants nothing twice, and nothing that a greater verb gives", () => {
    const all = grantsOf(targetsOf([...deployStageKinds, ...deployStageKinds], { privateEndpoint: true }));

    assert.equal(new Set(all).size, all.length);
    assert.ok(all.includes("manage fn-function in functions"));
    assert.ok(!all.includes("read fn-function in functions"));
    assert.equal(all.length, 15);
  });

  it("writes statements that the judge has nothing against", () => {
    for (const clusterAccess of ["roles", "whole"] as const) {
      const grants = deployStageGrants(targetsOf(deployStageKinds, { privateEndpoint: true, clusterAccess }));

      const refused = grants.map(printStatement).flatMap((text) => {
        const { statement, errors } = parseStatement(text);
        const found = statement ? checkStatement(statement) : [];
        return [...errors, ...found].map(({ code, message }) => `${text}: ${message} [${code}]`);
      });

      assert.deepEqual(refused, []);
    }
  });
});
