import { ociIamPolicyNoSelfApproval as rule } from "../../../policies/rules/oci-iam-policy-no-self-approval";
import { principals } from "../principals";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";

describe("oci-iam-policy-no-self-approval", () =>
  testStatements(rule, {
    beside: principals,
    accepted: [
      { what: "to read deployments", statement: `Allow dynamic-group deploys to read devops-deploy-family ${HERE}` },
      {
        what: "builds that start deployments",
        statement: `Allow dynamic-group builds to manage devops-deployment ${HERE}`,
      },
      { what: "people", statement: `Allow group Approvers to use devops-deployment ${HERE}` },
      { what: "another type", statement: `Allow dynamic-group deploys to use devops-repository ${HERE}` },
    ],
    refused: [
      {
        what: "to use deployments",
        statement: `Allow dynamic-group deploys to use devops-deployment ${HERE}`,
        objection:
          "lets a deploy pipeline 'use' deployments, its own approvals among them, expected 'read' at most; grant 'use devops-deployment' to the people who approve",
      },
      {
        what: "to manage the family",
        statement: `Allow dynamic-group deploys to manage devops-family ${HERE}`,
        objection:
          "lets a deploy pipeline 'manage' deployments, its own approvals among them, expected 'read' at most; grant 'manage devops-deployment' to the people who approve",
      },
      {
        what: "a group of an identity domain",
        statement: `Allow dynamic-group 'Corp'/'domain-deploys' to use devops-deploy-family ${HERE}`,
        objection:
          "lets a deploy pipeline 'use' deployments, its own approvals among them, expected 'read' at most; grant 'use devops-deployment' to the people who approve",
      },
      {
        what: "a condition on the principal",
        statement: `Allow any-user to use devops-deployment ${HERE} where request.principal.type = 'DevOpsDeployPipeline'`,
        objection:
          "lets a deploy pipeline 'use' deployments, its own approvals among them, expected 'read' at most; grant 'use devops-deployment' to the people who approve",
      },
    ],
  }));
