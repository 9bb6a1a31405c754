import { strict as assert } from "node:assert";

import { parseMatchingRule } from "../../../policies/iam/parser";
import { isMet, type Answer } from "../../../sandbox/api/condition";

const variables = { "resource.type": "devopsconnection", "resource.compartment.id": "ocid1.compartment.oc1..a" };

describe("isMet", () => {
  const cases: readonly { readonly condition: string; readonly answer: Answer }[] = [
    { condition: "resource.type = 'devopsconnection'", answer: "yes" },
    { condition: "resource.type = 'DevOpsConnection'", answer: "yes" },
    { condition: "RESOURCE.type = 'devopsconnection'", answer: "yes" },
    { condition: "resource.type = 'devopsrepository'", answer: "no" },
    { condition: "resource.type != 'devopsrepository'", answer: "yes" },
    { condition: "resource.type != 'devopsconnection'", answer: "no" },
    { condition: "resource.id = 'ocid1.a.oc1..a'", answer: "unknown" },
    { condition: "resource.id != 'ocid1.a.oc1..a'", answer: "unknown" },
    { condition: "resource.type in ('a', 'devopsconnection')", answer: "yes" },
    { condition: "resource.type in ('a', 'b')", answer: "no" },
    { condition: "resource.type not in ('a', 'b')", answer: "yes" },
    { condition: "resource.type = /devops*/", answer: "yes" },
    { condition: "resource.type = /*connection/", answer: "yes" },
    { condition: "resource.type = /devops/", answer: "no" },
    { condition: "resource.type = /devops.*/", answer: "no" },
    { condition: "all {resource.type = 'devopsconnection', resource.id = 'x'}", answer: "unknown" },
    { condition: "all {resource.type = 'other', resource.id = 'x'}", answer: "no" },
    { condition: "any {resource.type = 'devopsconnection', resource.id = 'x'}", answer: "yes" },
    { condition: "any {resource.type = 'other', resource.id = 'x'}", answer: "unknown" },
    { condition: "any {resource.type = 'other', resource.type = 'third'}", answer: "no" },
  ];
  for (const { condition, answer } of cases) {
    it(`says ${answer} of ${condition}`, () => {
      const { rule, errors } = parseMatchingRule(condition);

      assert.ok(rule, errors[0]?.message);
      assert.equal(isMet(rule.condition, variables), answer);
    });
  }
});
