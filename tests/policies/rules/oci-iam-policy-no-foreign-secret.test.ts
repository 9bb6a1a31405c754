import { strict as assert } from "node:assert";

import { ociIamPolicyNoForeignSecret as rule } from "../../../policies/rules/oci-iam-policy-no-foreign-secret";
import { UNKNOWN, type GivenResource } from "../judge";
import { testStacks } from "../stack-cases";
import { examplesOf } from "../statement-cases";

const policy = (statement: unknown, tags: Record<string, unknown> = { freeformTags: { Environment: "dev" } }) =>
  [
    { type: "oci:Identity/policy:Policy", name: "access", props: { statements: [statement], ...tags } },
  ] as readonly GivenResource[];
const read = (place: string, secret = "token") =>
  `Allow dynamic-group A to read secret-bundles in ${place} where target.secret.name = '${secret}'`;
const message = (statement: string, named: string, environment = "prod") =>
  `policy 'access': statement '${statement}' lets environment 'dev' read secrets of '${environment}' ('${named}'), expected its own ` +
  "alone; grant a secret of 'dev'";
const { incorrect, correct } = examplesOf(rule);
assert.ok(incorrect.length === 1 && correct.length === 1);

describe("oci-iam-policy-no-foreign-secret", () =>
  testStacks(rule, {
    accepted: [
      { what: "its page's correct statement", given: policy(correct[0]) },
      {
        what: "its own secret by name",
        given: policy(read("compartment id ocid1.compartment.oc1..a", "shop-dev-token")),
      },
      { what: "a name that says two environments", given: policy(read("compartment shop", "dev-and-prod")) },
      { what: "people", given: policy("Allow group A to read secret-bundles in compartment prod") },
      { what: "to list secrets", given: policy("Allow dynamic-group A to inspect secrets in compartment prod") },
      { what: "a policy without environment", given: policy(read("compartment prod"), {}) },
      { what: "a tag that is unknown", given: policy(read("compartment prod"), { freeformTags: UNKNOWN }) },
      { what: "statements that are unknown", given: policy(UNKNOWN) },
    ],
    refused: [
      {
        what: "its page's incorrect statement",
        given: policy(incorrect[0]),
        messages: [message(incorrect[0] ?? "", "prod")],
      },
      {
        what: "a secret of another environment by name",
        given: policy(read("compartment id ocid1.compartment.oc1..a", "shop-staging-token")),
        messages: [
          message(
            read("compartment id ocid1.compartment.oc1..a", "shop-staging-token"),
            "shop-staging-token",
            "staging",
          ),
        ],
      },
      {
        what: "a policy whose environment is a defined tag, in other words",
        given: policy(read("compartment shop-production"), { definedTags: { "Ops.environment": "Development" } }),
        messages: [message(read("compartment shop-production"), "shop-production")],
      },
      {
        what: "environments of the settings",
        given: policy(read("compartment live"), { freeformTags: { Stage: "dev" } }),
        config: { tag: "Stage", environments: [["dev"], ["live"]] },
        messages: [message(read("compartment live"), "live", "live")],
      },
    ],
  }));
