import { ociIamPolicyNoFamilyManage as rule } from "../../../policies/rules/oci-iam-policy-no-family-manage";
import { principals } from "../principals";
import { testStatements } from "../statement-cases";

const HERE = "in compartment id ocid1.compartment.oc1..a";

describe("oci-iam-policy-no-family-manage", () =>
  testStatements(rule, {
    beside: principals,
    accepted: [
      { what: "a single type", statement: `Allow dynamic-group builds to manage repos ${HERE}` },
      { what: "a weaker verb", statement: `Allow dynamic-group builds to use devops-build-family ${HERE}` },
      { what: "people", statement: `Allow group Admins to manage devops-family ${HERE}` },
      { what: "instances", statement: `Allow dynamic-group instances to manage object-family ${HERE}` },
      { what: "a service", statement: `Allow service FaaS to manage object-family ${HERE}` },
    ],
    refused: [
      {
        what: "builds",
        statement: `Allow dynamic-group builds to manage devops-build-family ${HERE}`,
        objection:
          "lets a pipeline manage all 3 types of 'devops-build-family', expected those that it works with; grant them one by one, e.g. of 'devops-build-pipeline', 'devops-build-pipeline-stage', 'devops-build-run'",
      },
      {
        what: "deploys of an identity domain",
        statement: `Allow dynamic-group 'Corp'/'domain-deploys' to manage cluster-family ${HERE}`,
        objection:
          "lets a pipeline manage all 6 types of 'cluster-family', expected those that it works with; grant them one by one, e.g. of 'clusters', 'cluster-node-pools', 'cluster-pod-shapes'",
      },
      {
        what: "a group that the stack doesn't have",
        statement: `Allow dynamic-group others to manage secret-family ${HERE}`,
        objection:
          "lets a pipeline manage all 3 types of 'secret-family', expected those that it works with; grant them one by one, e.g. of 'secrets', 'secret-versions', 'secret-bundles'",
      },
      {
        what: "a pipeline by condition",
        statement: `Allow any-user to manage secret-family ${HERE} where request.principal.type = 'devopsbuildpipeline'`,
        objection:
          "lets a pipeline manage all 3 types of 'secret-family', expected those that it works with; grant them one by one, e.g. of 'secrets', 'secret-versions', 'secret-bundles'",
      },
      {
        what: "one of two groups",
        statement: `Allow dynamic-group instances, builds to manage secret-family ${HERE}`,
        objection:
          "lets a pipeline manage all 3 types of 'secret-family', expected those that it works with; grant them one by one, e.g. of 'secrets', 'secret-versions', 'secret-bundles'",
      },
    ],
  }));
