import { strict as assert } from "node:assert";

import { registryTypes } from "../../../policies/graph/registries";
import { ociArtifactsContainerRepositoryRequireScan as rule } from "../../../policies/rules/oci-artifacts-container-repository-require-scan";
import { resource, STATES, type State } from "../delivery";
import { judgeStack, UNKNOWN, type GivenResource } from "../judge";

const COMPARTMENT = "ocid1.compartment.oc1..a";
const repository = (name: string, props: object = {}): GivenResource =>
  resource("OCIDs", registryTypes.container, name, {
    displayName: `shop/${name}`,
    compartmentId: COMPARTMENT,
    ...props,
  });
const target = (
  state: State,
  targetRegistry: unknown,
  behind: Record<string, readonly string[]> = {},
): GivenResource => {
  const it = resource(
    state,
    registryTypes.scanTarget,
    "target",
    { targetRegistry },
    { containerScanRecipeId: "recipe" },
  );
  return { ...it, behind: { ...it.behind, ...behind } };
};
const recipe = (state: State, scanLevel: unknown): GivenResource =>
  resource(state, registryTypes.scanRecipe, "recipe", { scanSettings: { scanLevel } });
const registry = (props: object = {}) => ({ type: "OCIR", compartmentId: COMPARTMENT, ...props });
const finding = (name: string) => ({
  message: `repository 'shop/${name}' is in no scan target of this stack, expected one; add it to 'targetRegistry.repositories' of a ContainerScanTarget`,
  urn: `urn:${name}`,
});

describe("oci-artifacts-container-repository-require-scan", () => {
  for (const state of STATES)
    describe(state, () => {
      const judge = (targetRegistry: unknown, scanLevel: unknown = "STANDARD") =>
        judgeStack(rule, [
          repository("api"),
          repository("web"),
          recipe(state, scanLevel),
          target(state, targetRegistry),
        ]);

      it("accepts a target of all of the compartment", () => assert.deepEqual(judge(registry()), []));

      it("accepts a target that names both", () => {
        assert.deepEqual(judge(registry({ repositories: ["shop/api", "shop/web"] })), []);
      });

      it("fails when a target names one alone", () => {
        assert.deepEqual(judge(registry({ repositories: ["shop/api"] })), [finding("web")]);
      });

      it("fails when the recipe scans nothing", () => {
        assert.deepEqual(judge(registry(), "NONE"), [finding("api"), finding("web")]);
      });

      it("accepts a recipe that is unknown", () => assert.deepEqual(judge(registry(), UNKNOWN), []));

      it("fails when the target is of another compartment", () => {
        assert.deepEqual(judge(registry({ compartmentId: "ocid1.compartment.oc1..b" })), [
          finding("api"),
          finding("web"),
        ]);
      });

      it("accepts a target of the whole tenancy", () => {
        assert.deepEqual(judge(registry({ compartmentId: "ocid1.tenancy.oc1..t" })), []);
      });
    });

  it("fails when there is no target", () => assert.deepEqual(judgeStack(rule, [repository("api")]), [finding("api")]));

  it("accepts a target that names an unknown repository, which stands behind it", () => {
    const given = [
      repository("api"),
      repository("web"),
      target("first preview", registry({ repositories: [UNKNOWN] }), { targetRegistry: ["api"] }),
    ];

    assert.deepEqual(judgeStack(rule, given), [finding("web")]);
  });

  it("accepts a target of which all is unknown", () => {
    for (const unknown of [UNKNOWN, registry({ repositories: UNKNOWN }), registry({ compartmentId: UNKNOWN })])
      assert.deepEqual(judgeStack(rule, [repository("api"), target("first preview", unknown)]), []);
  });

  it("says nothing of a stack without container repositories", () => {
    assert.deepEqual(judgeStack(rule, [resource("OCIDs", registryTypes.generic, "files")]), []);
  });
});
