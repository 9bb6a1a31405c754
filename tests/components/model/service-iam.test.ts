import { strict as assert } from "node:assert";

import { namesOf } from "../../../components/model/names";
import { planOf } from "../../../components/model/plan";
import { ruleOfPipeline, serviceIamOf, type ServiceIam } from "../../../components/model/service-iam";
import { settingsSchema } from "../../../components/model/settings-schema";
import { printStatement } from "../../../components/model/statement";
import { shortestSettings } from "../stack-file";

const VAULT = "ocid1.compartment.oc1..vault";
const REGISTRY = "ocid1.compartment.oc1..registry";
const repository = "shop-prod/orders-api";

function iamWith(buildSecretIds: readonly string[], access: object = {}): ServiceIam {
  const platform = { ...shortestSettings.platform, vaultCompartment: VAULT, registryCompartment: REGISTRY };
  const { needs } = planOf(settingsSchema.parse({ ...shortestSettings, platform, access }), "eu-frankfurt-1");
  return serviceIamOf(namesOf("shop", "prod"), needs, { service: "orders-api", repository, buildSecretIds });
}

const policiesOf = ({ policies }: ServiceIam): unknown[] =>
  policies.map(({ grants, ...policy }) => ({ ...policy, statements: grants.map(printStatement) }));

const description = "What the builds of orders-api in shop-prod may do alone";
const push = {
  what: "push",
  place: "registry",
  compartmentId: REGISTRY,
  name: "shop-prod-push-orders-api",
  description,
  statements: [
    `Allow dynamic-group shop-prod-builds-orders-api to manage repos in compartment id ${REGISTRY} where all ` +
      `{target.repo.name = '${repository}', ` +
      "any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}}",
  ],
};

describe("serviceIamOf", () => {
  it("lets the builds of one service read their secrets and push their image, each where it lives", () => {
    const iam = iamWith(["npm", "sonar"]);

    assert.deepEqual(iam.group, {
      name: "shop-prod-builds-orders-api",
      description: "OCI DevOps build pipeline of orders-api in shop-prod",
    });
    assert.deepEqual(policiesOf(iam), [
      {
        what: "secrets",
        place: "vault",
        compartmentId: VAULT,
        name: "shop-prod-secrets-orders-api",
        description,
        statements: [
          `Allow dynamic-group shop-prod-builds-orders-api to read secret-bundles in compartment id ${VAULT} where any ` +
            "{target.secret.id = 'npm', target.secret.id = 'sonar'}",
        ],
      },
      push,
    ]);
  });

  it("has no policy for secrets where there are none", () => {
    assert.deepEqual(policiesOf(iamWith([])), [push]);
  });

  it("names the group with its identity domain", () => {
    const domain = { name: "Corp", endpoint: "https://idcs-0123.identity.example.com" };

    const [statement] = iamWith([], { domain }).policies.flatMap(({ grants }) => grants.map(printStatement));

    assert.match(statement ?? "", /^Allow dynamic-group 'Corp'\/'shop-prod-builds-orders-api' to manage repos /);
  });

  it("gives what Oracle suggests for a push where that is asked for", () => {
    const [statement] = iamWith([], { suggested: ["deliver-image"] }).policies.flatMap(({ grants }) =>
      grants.map(printStatement),
    );

    assert.equal(
      statement,
      `Allow dynamic-group shop-prod-builds-orders-api to manage repos in compartment id ${REGISTRY}`,
    );
  });
});

describe("ruleOfPipeline", () => {
  it("lets one build pipeline alone into a group", () => {
    const id = "ocid1.devopsbuildpipeline.oc1.eu-frankfurt-1.a";

    assert.equal(ruleOfPipeline(id), `ALL {resource.type='devopsbuildpipeline', resource.id='${id}'}`);
  });
});
