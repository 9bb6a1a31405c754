import { strict as assert } from "node:assert";

import { ociArtifactsGenericRepositoryRequireImmutability as rule } from "../../../policies/rules/oci-artifacts-generic-repository-require-immutability";
import { judgeOne, UNKNOWN } from "../judge";

const judge = (props: Record<string, unknown>, type = "oci:Artifacts/repository:Repository"): string[] =>
  judgeOne(rule, type, props, "manifests").map(({ message }) => message);
const finding = (name: string, got: string): string =>
  `repository '${name}': 'isImmutable' is ${got}, expected true; set 'isImmutable' to true, which replaces the repository`;

describe("oci-artifacts-generic-repository-require-immutability", () => {
  it("accepts an immutable repository", () => assert.deepEqual(judge({ isImmutable: true }), []));

  it("fails when it is mutable", () => {
    assert.deepEqual(judge({ isImmutable: false, displayName: "shop" }), [finding("shop", "false")]);
  });

  it("fails when it says nothing", () => assert.deepEqual(judge({}), [finding("manifests", "absent")]));

  it("accepts what is unknown", () => assert.deepEqual(judge({ isImmutable: UNKNOWN }), []));

  it("mends nothing, which would replace it", () => assert.ok(!("remediateResource" in rule.policy)));

  it("leaves other resource types alone", () => assert.deepEqual(judge({}, "oci:Other/x:X"), []));
});
