import { strict as assert } from "node:assert";

import { deployerGrants } from "../../../components/model/deployer";
import { planOf } from "../../../components/model/plan";
import { settingsSchema } from "../../../components/model/settings-schema";
import { shortestSettings } from "../stack-file";

const REGION = "eu-frankfurt-1";
const REGISTRY = "ocid1.compartment.oc1..registry";
const CLUSTERS = "ocid1.compartment.oc1..clusters";
const { compartment } = shortestSettings.platform;

function statementsWith(change: Record<string, unknown>): string[] {
  const plan = planOf(settingsSchema.parse({ ...shortestSettings, ...change }), REGION);
  return deployerGrants(plan, "Deployers").map(({ statement }) => statement);
}

describe("deployerGrants", () => {
  it("lets policies be attached wherever something is granted, and the cluster be reached", () => {
    const platform = {
      ...shortestSettings.platform,
      registryCompartment: REGISTRY,
      cluster: `ocid1.cluster.oc1.${REGION}.a`,
      clusterCompartment: CLUSTERS,
    };
    const artifacts = { image: "orders", manifest: "k8s.yaml" };
    const services = [{ name: "orders", artifacts, deploy: { strategy: "rolling" } }];

    const statements = statementsWith({ platform, services });

    assert.deepEqual(
      statements.filter((statement) => /policies|clusters|dynamic-groups/.test(statement)).sort(),
      [
        "Allow group Deployers to manage dynamic-groups in tenancy",
        ...[compartment, REGISTRY, CLUSTERS].map(
          (each) => `Allow group Deployers to manage policies in compartment id ${each}`,
        ),
        `Allow group Deployers to use clusters in compartment id ${CLUSTERS}`,
      ].sort(),
    );
  });

  it("asks for nothing of IAM where nothing is granted", () => {
    assert.deepEqual(
      statementsWith({ scanning: { enabled: false } }).filter((each) => /policies|dynamic-groups/.test(each)),
      [],
    );
  });
});
