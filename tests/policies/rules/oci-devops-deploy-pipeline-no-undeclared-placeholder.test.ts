import { strict as assert } from "node:assert";

import { types } from "../../../policies/graph/pipelines";
import { ociDevopsDeployPipelineNoUndeclaredPlaceholder as rule } from "../../../policies/rules/oci-devops-deploy-pipeline-no-undeclared-placeholder";
import { deployPipeline, resource, STATES, type State } from "../delivery";
import { COMPUTED, judgeStack, UNKNOWN, type GivenResource } from "../judge";

const parameters = (...names: unknown[]) => ({
  deployPipelineParameters: { items: names.map((name) => ({ name, defaultValue: "none" })) },
});
const manifest = (state: State, props: object): GivenResource =>
  resource(state, types.artifact, "manifest", {
    deployArtifactType: "KUBERNETES_MANIFEST",
    argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
    deployArtifactSource: { deployArtifactVersion: "${BUILDRUN_HASH}" },
    ...props,
  });
const stack = (state: State, props: object, artifact: object = {}): GivenResource[] => [
  manifest(state, artifact),
  ...deployPipeline(
    state,
    "p",
    { deploy: ["OKE_DEPLOYMENT", ["p"], {}, { kubernetesManifestDeployArtifactIds: ["manifest"] }] },
    { ...props },
  ),
];
const finding = (user: string, name: string, declared: string) => ({
  message: `deploy pipeline 'p': ${user} uses '\${${name}}', which is no parameter of it (declared: ${declared}); declare it in 'deployPipelineParameters'`,
  urn: "urn:p",
});

describe("oci-devops-deploy-pipeline-no-undeclared-placeholder", () => {
  for (const state of STATES)
    describe(state, () => {
      it("accepts an artifact whose placeholder is declared", () => {
        assert.deepEqual(judgeStack(rule, stack(state, parameters("BUILDRUN_HASH"))), []);
      });

      it("fails when an artifact uses one that is not", () => {
        assert.deepEqual(judgeStack(rule, stack(state, parameters("IMAGE_TAG", "NAMESPACE"))), [
          finding("artifact 'manifest'", "BUILDRUN_HASH", "'IMAGE_TAG', 'NAMESPACE'"),
        ]);
      });

      it("fails when nothing is declared", () => {
        for (const props of [{}, { deployPipelineParameters: COMPUTED }])
          assert.deepEqual(judgeStack(rule, stack(state, props)), [
            finding("artifact 'manifest'", "BUILDRUN_HASH", "none"),
          ]);
      });

      it("fails when a stage uses one", () => {
        const given = deployPipeline(state, "p", { deploy: ["OKE_DEPLOYMENT", ["p"], { namespace: "${NS}" }] });

        assert.deepEqual(judgeStack(rule, given), [finding("stage 'deploy'", "NS", "none")]);
      });

      it("fails when the text of a manifest uses one", () => {
        const inline = { deployArtifactSource: { base64encodedContent: "replicas: ${REPLICAS}" } };

        assert.deepEqual(judgeStack(rule, stack(state, {}, inline)), [
          finding("artifact 'manifest'", "REPLICAS", "none"),
        ]);
      });
    });

  const accepted = [
    { what: "an artifact in which nothing is replaced", artifact: { argumentSubstitutionMode: "NONE" } },
    {
      what: "the variables of a script",
      artifact: { deployArtifactType: "COMMAND_SPEC", deployArtifactSource: { base64encodedContent: "echo ${HOME}" } },
    },
    { what: "what is unknown of an artifact", artifact: { deployArtifactSource: UNKNOWN } },
  ];
  for (const { what, artifact } of accepted)
    it(`accepts ${what}`, () => assert.deepEqual(judgeStack(rule, stack("first preview", {}, artifact)), []));

  it("accepts whatever is used while parameters are unknown", () => {
    for (const props of [{ deployPipelineParameters: UNKNOWN }, parameters(UNKNOWN)])
      assert.deepEqual(judgeStack(rule, stack("first preview", props)), []);
  });

  it("leaves artifacts that no stage deploys alone", () => {
    assert.deepEqual(judgeStack(rule, [manifest("OCIDs", {}), ...deployPipeline("OCIDs", "p", {})]), []);
  });

  it("leaves pipelines of another stack alone", () => {
    const [, ...stages] = deployPipeline("OCIDs", "p", { a: ["WAIT", ["p"], { x: "${X}" }] });

    assert.deepEqual(judgeStack(rule, stages), []);
  });
});
