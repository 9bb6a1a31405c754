import { ociIamPolicyNoPushOutsideBuilds as rule } from "../../../policies/rules/oci-iam-policy-no-push-outside-builds";
import { principals } from "../principals";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";

describe("oci-iam-policy-no-push-outside-builds", () =>
  testStatements(rule, {
    beside: principals,
    accepted: [
      { what: "builds", statement: `Allow dynamic-group builds to manage repos ${HERE}` },
      {
        what: "a build pipeline that isn't made yet",
        statement: `Allow dynamic-group own-builds to manage repos ${HERE}`,
      },
      { what: "a group that the stack doesn't have", statement: `Allow dynamic-group others to manage repos ${HERE}` },
      { what: "deploys that pull", statement: `Allow dynamic-group deploys to read repos ${HERE}` },
      {
        what: "builds by condition",
        statement: `Allow any-user to manage repos ${HERE} where request.principal.type = 'devopsbuildpipeline'`,
      },
    ],
    refused: [
      {
        what: "deploys",
        statement: `Allow dynamic-group deploys to manage repos ${HERE}`,
        objection:
          "gives 'REPOSITORY_UPDATE' to deploy pipelines, expected build pipelines alone; grant 'read' instead",
      },
      {
        what: "people",
        statement: `Allow group Developers to manage generic-artifacts ${HERE}`,
        objection: "gives 'GENERIC_ARTIFACT_CREATE' to people, expected build pipelines alone; grant 'read' instead",
      },
      {
        what: "builds and instances",
        statement: `Allow dynamic-group builds, instances to manage repos ${HERE}`,
        objection: "gives 'REPOSITORY_UPDATE' to workloads, expected build pipelines alone; grant 'read' instead",
      },
      {
        what: "functions by condition",
        statement: `Allow any-user to {REPOSITORY_UPDATE} ${HERE} where request.principal.type = 'fnfunc'`,
        objection: "gives 'REPOSITORY_UPDATE' to workloads, expected build pipelines alone; grant 'read' instead",
      },
    ],
  }));
