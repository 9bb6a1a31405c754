import { BuildPipeline } from "@pulumi/oci/devops";
import { DynamicGroup, Policy } from "@pulumi/oci/identity";

const compartmentId = "ocid1.compartment.oc1..example";
const tags = { freeformTags: { Environment: "prod", Owner: "shop" } };

const pipeline = new BuildPipeline("app", {
  projectId: "ocid1.devopsproject.oc1..example",
  displayName: "app",
  ...tags,
});

// the member of this group is not known in a first preview
const builds = new DynamicGroup("builds", {
  compartmentId: "ocid1.tenancy.oc1..example",
  name: "builds",
  description: "One pipeline",
  matchingRule: pipeline.id.apply((id) => `ALL {resource.type='devopsbuildpipeline', resource.id='${id}'}`),
  ...tags,
});

new DynamicGroup("loose", {
  compartmentId: "ocid1.tenancy.oc1..example",
  name: "loose",
  description: "More than is meant",
  matchingRule: `ANY {resource.type='devopsdeploypipeline', resource.compartment.id='${compartmentId}'}`,
  ...tags,
});

new Policy(
  "rights",
  {
    compartmentId,
    name: "rights",
    description: "What pipelines may never do",
    statements: [
      `Allow dynamic-group builds to manage devops-deploy-stage in compartment id ${compartmentId}`,
      `Allow dynamic-group builds to manage policies in compartment id ${compartmentId}`,
      `Allow dynamic-group loose to use devops-deployment in compartment id ${compartmentId}`,
      `Allow any-user to read secret-family in compartment id ${compartmentId}`,
    ],
    ...tags,
  },
  { dependsOn: [builds] },
);
