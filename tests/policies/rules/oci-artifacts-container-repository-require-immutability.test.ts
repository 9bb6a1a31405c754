import { strict as assert } from "node:assert";

import { ociArtifactsContainerRepositoryRequireImmutability as rule } from "../../../policies/rules/oci-artifacts-container-repository-require-immutability";
import { judgeOne, remedyOf, UNKNOWN, type Surroundings } from "../judge";

const TYPE = "oci:Artifacts/containerRepository:ContainerRepository";
const judge = (props: Record<string, unknown>, where: Surroundings = {}, type = TYPE): string[] =>
  judgeOne(rule, type, props, "images", where).map(({ message }) => message);
const finding = (name: string, got: string): string =>
  `repository '${name}': 'isImmutable' is ${got}, expected true in production; set 'isImmutable' to true`;
const displayName = "shop-prod/api";

describe("oci-artifacts-container-repository-require-immutability", () => {
  it("accepts an immutable repository", () => assert.deepEqual(judge({ displayName, isImmutable: true }), []));

  it("fails when it is mutable", () => {
    assert.deepEqual(judge({ displayName, isImmutable: false }), [finding(displayName, "false")]);
  });

  it("fails when it says nothing: it is mutable", () => {
    assert.deepEqual(judge({ displayName }), [finding(displayName, "absent")]);
  });

  it("fails when the stack is production", () => {
    assert.deepEqual(judge({}, { stack: "prod" }), [finding("images", "absent")]);
  });

  it("fails when it is in a compartment that the settings name", () => {
    const config = { production: { compartments: ["ocid1.compartment.oc1..p"] } };

    assert.deepEqual(judge({ compartmentId: "ocid1.compartment.oc1..p" }, { config }), [finding("images", "absent")]);
    assert.deepEqual(judge({ displayName }, { config }), [finding(displayName, "absent")]);
  });

  it("accepts one outside of production", () => assert.deepEqual(judge({ displayName: "shop-dev/api" }), []));

  it("accepts what is unknown", () => {
    assert.deepEqual([...judge({ displayName, isImmutable: UNKNOWN }), ...judge({ displayName: UNKNOWN })], []);
  });

  it("leaves other resource types alone", () => assert.deepEqual(judge({ displayName }, {}, "oci:Other/x:X"), []));

  it("mends it", () => {
    assert.deepEqual(remedyOf(rule, TYPE, { displayName }), { displayName, isImmutable: true });
    assert.equal(remedyOf(rule, TYPE, { displayName: "shop-dev/api" }), undefined);
  });
});
