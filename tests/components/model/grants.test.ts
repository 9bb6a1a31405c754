import { strict as assert } from "node:assert";

import fc from "fast-check";

import { grantsFor, type Needs } from "../../../components/model/grants";
import { printStatement } from "../../../components/model/statement";

const needs: Needs = {
  dynamicGroups: { "build-pipelines": "builders", "deploy-pipelines": "deployers" },
  projectCompartmentId: "ocid1.compartment.oc1..workload",
  registryCompartmentId: "ocid1.compartment.oc1..registry",
  repositories: ["shop-prod/orders-api"],
};

const notify = [
  "Allow dynamic-group builders to use ons-topics in compartment id ocid1.compartment.oc1..workload",
  "Allow dynamic-group deployers to use ons-topics in compartment id ocid1.compartment.oc1..workload",
];

describe("grantsFor", () => {
  it("lets builds push to the repository, deployments read it, and both tell the topic", () => {
    const statements = grantsFor(needs).map(printStatement);

    assert.deepEqual(statements, [
      "Allow dynamic-group builders to manage repos in compartment id ocid1.compartment.oc1..registry where all " +
        "{target.repo.name = 'shop-prod/orders-api', " +
        "any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}}",
      "Allow dynamic-group deployers to read repos in compartment id ocid1.compartment.oc1..registry where " +
        "target.repo.name = 'shop-prod/orders-api'",
      ...notify,
    ]);
  });

  it("names each of several repositories", () => {
    const repositories = ["shop-prod/orders-api", "shop-prod/orders-worker"];

    const statements = grantsFor({ ...needs, repositories }).map(printStatement);

    assert.deepEqual(statements, [
      "Allow dynamic-group builders to manage repos in compartment id ocid1.compartment.oc1..registry where all " +
        "{any {target.repo.name = 'shop-prod/orders-api', target.repo.name = 'shop-prod/orders-worker'}, " +
        "any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}}",
      "Allow dynamic-group deployers to read repos in compartment id ocid1.compartment.oc1..registry where " +
        "any {target.repo.name = 'shop-prod/orders-api', target.repo.name = 'shop-prod/orders-worker'}",
      ...notify,
    ]);
  });

  it("grants nothing on repositories when there is none", () => {
    const statements = grantsFor({ ...needs, repositories: [] }).map(printStatement);

    assert.deepEqual(statements, notify);
  });

  const anyNeeds = fc
    .array(fc.stringMatching(/^[a-z](?:-?[a-z0-9]){1,14}$/))
    .map((repositories): Needs => ({ ...needs, repositories }));

  it("lets deployments change nothing in the registry", () => {
    fc.assert(
      fc.property(anyNeeds, (each) => {
        const verbs = grantsFor(each)
          .filter(({ dynamicGroup, resource }) => dynamicGroup === "deployers" && resource === "repos")
          .map(({ verb }) => verb);

        assert.deepEqual(verbs, each.repositories.length > 0 ? ["read"] : []);
      }),
    );
  });

  it("narrows every grant on repositories to the ones that it was told of", () => {
    fc.assert(
      fc.property(anyNeeds, (each) => {
        for (const grant of grantsFor(each).filter(({ resource }) => resource === "repos")) {
          const named = [...printStatement(grant).matchAll(/target\.repo\.name = '([^']*)'/g)].map(([, name]) => name);

          assert.deepEqual(named, each.repositories);
        }
      }),
    );
  });
});
