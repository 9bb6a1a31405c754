import type * as pulumi from "@pulumi/pulumi";
import { BuildPipeline } from "@pulumi/oci/devops";
import { DynamicGroup, Policy } from "@pulumi/oci/identity";

/** Rights that a delivery stack must not give, each statement for one rule or two. */
const compartmentId = "ocid1.compartment.oc1..example";
const freeformTags = { Environment: "prod", Owner: "shop" };

const group = (name: string, matchingRule: pulumi.Input<string>): DynamicGroup =>
  new DynamicGroup(name, {
    compartmentId: "ocid1.tenancy.oc1..example",
    name,
    description: name,
    matchingRule,
    freeformTags,
  });

const of = (type: string): string => `ALL {resource.type='${type}', resource.compartment.id='${compartmentId}'}`;
const pipeline = new BuildPipeline("app", {
  projectId: "ocid1.devopsproject.oc1..example",
  displayName: "app",
  freeformTags,
});
const groups = [
  // its member is not known in a first preview
  group(
    "builds",
    pipeline.id.apply((id) => `ALL {resource.type='devopsbuildpipeline', resource.id='${id}'}`),
  ),
  group("deploys", of("devopsdeploypipeline")),
  group("loose", `ANY {resource.type='devopsbuildpipeline', resource.compartment.id='${compartmentId}'}`),
  group("anywhere", "resource.type='devopsbuildpipeline'"),
];

const policyIn = (place: string, name: string, ...statements: string[]): Policy =>
  new Policy(name, { compartmentId: place, name, description: name, statements, freeformTags }, { dependsOn: groups });
const policy = (name: string, statement: string): Policy => policyIn(compartmentId, name, statement);

const here = `in compartment id ${compartmentId}`;
policy("everything", `Allow dynamic-group builds to manage all-resources ${here}`);
policy("misspelt", `Allow dynamic-group deploys to mange devops-deployment ${here}`);
policy("unheard-of", `Allow dynamic-group builds to manage artifacts ${here}`);
policy("family", `Allow dynamic-group builds to manage ons-family ${here}`);
policy("stages", `Allow dynamic-group builds to manage devops-deploy-stage ${here}`);
policy("people-push", `Allow group Developers to manage repos ${here}`);
policy("repositories", `Allow dynamic-group builds to manage repos ${here} where target.repo.name = 'shop/app'`);
policy("rights", `Allow dynamic-group builds to manage policies ${here}`);
policy("approvals", `Allow dynamic-group deploys to use devops-deployment ${here}`);
policy("tenancy", "Allow dynamic-group deploys to read generic-artifacts in tenancy");
policy("clusters", `Allow dynamic-group deploys to use clusters ${here}`);
policy("anybody", `Allow any-user to read generic-artifacts ${here}`);
policy("secrets", `Allow dynamic-group builds to read secret-bundles ${here}`);
policy(
  "foreign",
  `Allow dynamic-group builds to read secret-bundles ${here} where target.secret.name = 'shop-dev-token'`,
);
policyIn(
  "ocid1.compartment.oc1..crowded",
  "crowded",
  ...Array.from(
    { length: 401 },
    (_, n) =>
      `Allow group Readers to inspect repos in compartment id ocid1.compartment.oc1..crowded where target.repo.name = 'a${n}'`,
  ),
);
