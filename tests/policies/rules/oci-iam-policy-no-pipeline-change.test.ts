import { ociIamPolicyNoPipelineChange as rule } from "../../../policies/rules/oci-iam-policy-no-pipeline-change";
import { principals } from "../principals";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";

describe("oci-iam-policy-no-pipeline-change", () =>
  testStatements(rule, {
    beside: principals,
    accepted: [
      { what: "to read pipelines", statement: `Allow dynamic-group deploys to read devops-deploy-family ${HERE}` },
      { what: "to use them", statement: `Allow dynamic-group builds to use devops-build-family ${HERE}` },
      { what: "to start deployments", statement: `Allow dynamic-group builds to manage devops-deployment ${HERE}` },
      { what: "people", statement: `Allow group Admins to manage devops-family ${HERE}` },
      { what: "instances", statement: `Allow dynamic-group instances to manage devops-family ${HERE}` },
    ],
    refused: [
      {
        what: "the family",
        statement: `Allow dynamic-group deploys to manage devops-family ${HERE}`,
        objection:
          "lets a pipeline change 'devops-project', 'devops-trigger', 'devops-deploy-environment', 'devops-deploy-pipeline', 'devops-deploy-stage', 'devops-build-pipeline', 'devops-build-pipeline-stage', expected none of what pipelines are made of; grant 'read' or 'use', or leave it to the stack that makes them",
      },
      {
        what: "a stage",
        statement: `Allow dynamic-group mirrors to manage devops-deploy-stage ${HERE}`,
        objection:
          "lets a pipeline change 'devops-deploy-stage', expected none of what pipelines are made of; grant 'read' or 'use', or leave it to the stack that makes them",
      },
      {
        what: "a permission",
        statement: `Allow dynamic-group builds to {DEVOPS_DEPLOY_STAGE_READ, DEVOPS_DEPLOY_STAGE_UPDATE} ${HERE}`,
        objection:
          "lets a pipeline change 'DEVOPS_DEPLOY_STAGE_UPDATE', expected none of what pipelines are made of; grant 'read' or 'use', or leave it to the stack that makes them",
      },
      {
        what: "a group whose member isn't made yet",
        statement: `Allow dynamic-group own-builds to manage devops-trigger ${HERE}`,
        objection:
          "lets a pipeline change 'devops-trigger', expected none of what pipelines are made of; grant 'read' or 'use', or leave it to the stack that makes them",
      },
    ],
  }));
