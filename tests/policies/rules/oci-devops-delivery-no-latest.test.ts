import { strict as assert } from "node:assert";

import { types } from "../../../policies/graph/pipelines";
import { ociDevopsDeliveryNoLatest as rule } from "../../../policies/rules/oci-devops-delivery-no-latest";
import { judgeStack, UNKNOWN } from "../judge";

const judge = (type: string, props: Record<string, unknown>) =>
  judgeStack(rule, [{ type, name: "it", props }]).map(({ message, urn }) => {
    assert.equal(urn, "urn:it");
    return message.replace(
      ", expected a version that stays what it is; name a digest, or a tag that the build makes",
      " [expected]",
    );
  });
const image = (imageUri: unknown, imageDigest?: unknown) => ({
  deployArtifactType: "DOCKER_IMAGE",
  deployArtifactSource: { imageUri, ...(imageDigest === undefined ? {} : { imageDigest }) },
});
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const container = (name: string) => ({ spec: { template: { spec: { containers: [{ image: name }] } } } });
const items = (item: object) => ({ items: [item] });

describe("oci-devops-delivery-no-latest", () => {
  const refused = [
    {
      what: "an image artifact tagged latest",
      type: types.artifact,
      props: image("fra.ocir.io/ax/api:latest"),
      message: "artifact 'it': image 'fra.ocir.io/ax/api:latest' is 'latest' [expected]",
    },
    {
      what: "an image artifact without tag and digest",
      type: types.artifact,
      props: image("fra.ocir.io/ax/api", " "),
      message: "artifact 'it': image 'fra.ocir.io/ax/api' has neither tag nor digest, which means 'latest' [expected]",
    },
    {
      what: "a version",
      type: types.artifact,
      props: { deployArtifactType: "HELM_CHART", deployArtifactSource: { deployArtifactVersion: "latest" } },
      message: "artifact 'it': version is 'latest' [expected]",
    },
    {
      what: "an image in a manifest",
      type: types.artifact,
      props: {
        deployArtifactType: "KUBERNETES_MANIFEST",
        deployArtifactSource: { base64encodedContent: "image: nginx" },
      },
      message: "artifact 'it': image 'nginx' has neither tag nor digest, which means 'latest' [expected]",
    },
    {
      what: "the default of a deploy parameter",
      type: types.deployPipeline,
      props: { deployPipelineParameters: items({ name: "IMAGE_TAG", defaultValue: "latest" }) },
      message: "pipeline 'it': default of parameter 'IMAGE_TAG' is 'latest' [expected]",
    },
    {
      what: "the default of a build parameter, as a tag",
      type: types.buildPipeline,
      props: { buildPipelineParameters: items({ name: "BASE", defaultValue: "node:LATEST" }) },
      message: "pipeline 'it': default of parameter 'BASE' is 'node:LATEST' [expected]",
    },
    {
      what: "a Helm value",
      type: types.deployStage,
      props: { displayName: "roll out", setString: items({ name: "image.tag", value: "latest" }) },
      message: "stage 'roll out': Helm value 'image.tag' is 'latest' [expected]",
    },
    {
      what: "the image of a container",
      type: DEPLOYMENT,
      props: container("fra.ocir.io/ax/api:latest"),
      message: "Kubernetes object 'it': image 'fra.ocir.io/ax/api:latest' is 'latest' [expected]",
    },
  ];
  for (const { what, type, props, message } of refused)
    it(`fails when it is ${what}`, () => assert.deepEqual(judge(type, props), [message]));

  const accepted: { what: string; type: string; props: Record<string, unknown> }[] = [
    { what: "a digest", type: types.artifact, props: image("fra.ocir.io/ax/api", "sha256:abc") },
    { what: "a digest that is unknown", type: types.artifact, props: image("fra.ocir.io/ax/api", UNKNOWN) },
    { what: "a tag of the build", type: types.artifact, props: image("fra.ocir.io/ax/api:${BUILDRUN_HASH}") },
    { what: "a placeholder for all of the image", type: types.artifact, props: image("${IMAGE}") },
    { what: "an unknown image", type: types.artifact, props: image(UNKNOWN) },
    { what: "an artifact without a source", type: types.artifact, props: { deployArtifactType: "DOCKER_IMAGE" } },
    { what: "a tag that begins like it", type: DEPLOYMENT, props: container("nginx:latest-1.27") },
    {
      what: "another value, or an unknown one",
      type: types.deployPipeline,
      props: {
        deployPipelineParameters: {
          items: [
            { name: "A", defaultValue: "v1" },
            { name: "B", defaultValue: UNKNOWN },
          ],
        },
      },
    },
    { what: "unknown parameters", type: types.deployPipeline, props: { deployPipelineParameters: UNKNOWN } },
    { what: "absent parameters", type: types.deployPipeline, props: {} },
    { what: "the word in a description", type: types.deployPipeline, props: { description: "Deploys the latest" } },
    { what: "other types of resources", type: "oci:Other/thing:Thing", props: image("x:latest") },
  ];
  for (const { what, type, props } of accepted) it(`accepts ${what}`, () => assert.deepEqual(judge(type, props), []));
});
