import { strict as assert } from "node:assert";

import { ociArtifactsContainerRepositoryNoPublicAccess as rule } from "../../../policies/rules/oci-artifacts-container-repository-no-public-access";
import { judgeOne, remedyOf, UNKNOWN } from "../judge";

const TYPE = "oci:Artifacts/containerRepository:ContainerRepository";
const judge = (props: Record<string, unknown>, type = TYPE): string[] =>
  judgeOne(rule, type, props, "images").map(({ message }) => message);
const finding = (name: string): string =>
  `repository '${name}': 'isPublic' is true, expected false; set 'isPublic' to false, and grant 'read repos' to those who pull`;

describe("oci-artifacts-container-repository-no-public-access", () => {
  it("accepts a private repository", () => assert.deepEqual(judge({ isPublic: false }), []));

  it("accepts one that says nothing: it is private", () => assert.deepEqual(judge({}), []));

  it("fails when it is public", () => {
    assert.deepEqual(judge({ isPublic: true }), [finding("images")]);
    assert.deepEqual(judge({ isPublic: true, displayName: "shop/api" }), [finding("shop/api")]);
  });

  it("accepts what is unknown", () => assert.deepEqual(judge({ isPublic: UNKNOWN }), []));

  it("leaves other resource types alone", () => assert.deepEqual(judge({ isPublic: true }, "oci:Other/x:X"), []));

  it("mends it, and nothing else, also where something is unknown", () => {
    assert.deepEqual(remedyOf(rule, TYPE, { isPublic: true, isImmutable: false }), {
      isPublic: false,
      isImmutable: false,
    });
    const unknown = remedyOf(rule, TYPE, { isPublic: true, compartmentId: UNKNOWN });
    assert.deepEqual(Object.keys(unknown ?? {}), ["isPublic", "compartmentId"]);
    assert.equal(remedyOf(rule, TYPE, { isPublic: false }), undefined);
    assert.equal(remedyOf(rule, "oci:Other/x:X", { isPublic: true }), undefined);
  });
});
