import { ociIamPolicyNoRepositoryManagement as rule } from "../../../policies/rules/oci-iam-policy-no-repository-management";
import { principals } from "../principals";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";

describe("oci-iam-policy-no-repository-management", () =>
  testStatements(rule, {
    beside: principals,
    accepted: [
      {
        what: "to push",
        statement: `Allow dynamic-group builds to manage repos ${HERE} where any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}`,
      },
      { what: "to pull", statement: `Allow dynamic-group deploys to read repos ${HERE}` },
      { what: "to deliver artifacts", statement: `Allow dynamic-group builds to manage generic-artifacts ${HERE}` },
      { what: "people", statement: `Allow group Admins to manage repos ${HERE}` },
    ],
    refused: [
      {
        what: "to manage repositories",
        statement: `Allow dynamic-group builds to manage repos ${HERE} where target.repo.name = 'shop/app'`,
        objection:
          "gives a pipeline 'REPOSITORY_CREATE', 'REPOSITORY_DELETE', 'REPOSITORY_MANAGE', expected what a push needs; add 'any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}' to its condition",
      },
      {
        what: "to delete them",
        statement: `Allow dynamic-group builds to {REPOSITORY_DELETE} ${HERE}`,
        objection:
          "gives a pipeline 'REPOSITORY_DELETE', expected what a push needs; add 'any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}' to its condition",
      },
      {
        what: "all sorts of artifacts",
        statement: `Allow dynamic-group deploys to manage all-artifacts ${HERE}`,
        objection:
          "gives a pipeline 'REPOSITORY_CREATE', 'REPOSITORY_DELETE', 'REPOSITORY_MANAGE', 'ARTIFACT_REPOSITORY_CREATE', 'ARTIFACT_REPOSITORY_DELETE', 'ARTIFACT_REPOSITORY_UPDATE', 'ARTIFACT_REPOSITORY_MOVE', expected what a push needs; add 'any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}' to its condition",
      },
      {
        what: "a condition that excludes one permission",
        statement: `Allow dynamic-group builds to manage repos ${HERE} where request.permission != 'REPOSITORY_DELETE'`,
        objection:
          "gives a pipeline 'REPOSITORY_CREATE', 'REPOSITORY_MANAGE', expected what a push needs; add 'any {request.permission = 'REPOSITORY_READ', request.permission = 'REPOSITORY_UPDATE'}' to its condition",
      },
    ],
  }));
