import { strict as assert } from "node:assert";

import { ociDevopsTriggerRequireBranch as rule } from "../../../policies/rules/oci-devops-trigger-require-branch";
import { judgeOne, UNKNOWN } from "../judge";

const judge = (actions: unknown, type = "oci:DevOps/trigger:Trigger"): string[] =>
  judgeOne(rule, type, { actions }, "push").map(({ message }) => message);
const including = (include: unknown) => ({ filter: { events: ["PUSH"], include } });
const finding = (action: number, got: string): string =>
  `trigger 'push': action ${action} ${got}, expected the one that is built; set 'filter.include.headRef'`;

describe("oci-devops-trigger-require-branch", () => {
  for (const headRef of ["main", "refs/heads/main", "release/*"])
    it(`accepts the branch '${headRef}'`, () => assert.deepEqual(judge([including({ headRef })]), []));

  it("accepts the branch that a pull request is for", () => {
    assert.deepEqual(judge([including({ baseRef: "main" })]), []);
  });

  const none = [
    { what: "there is no filter", action: {} },
    { what: "the filter includes everything", action: { filter: { events: ["PUSH"] } } },
    { what: "the filter is about files alone", action: including({ fileFilter: { filePaths: ["src/**"] } }) },
  ];
  for (const { what, action } of none)
    it(`fails when ${what}`, () => assert.deepEqual(judge([action]), [finding(1, "names no branch")]));

  for (const headRef of ["", "*", "**", "refs/heads/*"])
    it(`fails when the branch is '${headRef}'`, () => {
      assert.deepEqual(judge([including({ headRef })]), [finding(1, `takes every branch ('${headRef}')`)]);
    });

  it("names the action", () => {
    assert.deepEqual(judge([including({ headRef: "main" }), {}]), [finding(2, "names no branch")]);
  });

  it("accepts what is unknown", () => {
    for (const action of [UNKNOWN, { filter: UNKNOWN }, including(UNKNOWN), including({ headRef: UNKNOWN })])
      assert.deepEqual(judge([action]), []);
    assert.deepEqual(judge(UNKNOWN), []);
  });

  it("leaves absent actions to the provider, which refuses them", () => assert.deepEqual(judge(null), []));

  it("leaves other resource types alone", () => assert.deepEqual(judge([{}], "oci:Other/trigger:Trigger"), []));
});
