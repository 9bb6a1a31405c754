import { strict as assert } from "node:assert";

import { types } from "../../../policies/graph/pipelines";
import { ociArtifactsImageRequireDigest as rule } from "../../../policies/rules/oci-artifacts-image-require-digest";
import { deployPipeline, resource, STATES } from "../delivery";
import { COMPUTED, judgeStack, UNKNOWN } from "../judge";

const finding = (what: string, image: string, urn: string) => ({
  message: `${what}: image '${image}' is not named by digest, expected '<address>@<digest>' in production; name the digest, or a parameter that holds it`,
  urn,
});

describe("oci-artifacts-image-require-digest", () => {
  for (const state of STATES)
    describe(state, () => {
      const judge = (deployArtifactType: string, deployArtifactSource: unknown, displayName = "orders-prod") =>
        judgeStack(rule, [
          resource(state, types.artifact, "image", { deployArtifactType, deployArtifactSource }),
          ...deployPipeline(
            state,
            "p",
            { deploy: ["DEPLOY_FUNCTION", ["p"], {}, { dockerImageDeployArtifactId: "image" }] },
            { displayName },
          ),
        ]);
      const uri = "fra.ocir.io/ax/api";

      for (const imageDigest of ["sha256:abc", "${IMAGE_DIGEST}", UNKNOWN])
        it(`accepts the digest ${imageDigest}`, () => {
          assert.deepEqual(judge("DOCKER_IMAGE", { imageUri: uri, imageDigest }), []);
        });

      it("fails when production deploys a tag", () => {
        assert.deepEqual(judge("DOCKER_IMAGE", { imageUri: `${uri}:v1`, imageDigest: " " }), [
          finding("artifact 'image'", `${uri}:v1`, "urn:image"),
        ]);
      });

      it("fails when the digest is not given, and the provider fills one in", () => {
        assert.deepEqual(judge("DOCKER_IMAGE", { imageUri: `${uri}:v1`, imageDigest: COMPUTED }), [
          finding("artifact 'image'", `${uri}:v1`, "urn:image"),
        ]);
      });

      it("fails when a manifest names a tag", () => {
        const content = { base64encodedContent: "image: ${IMAGE_ADDRESS}:${IMAGE_TAG}" };

        assert.deepEqual(judge("KUBERNETES_MANIFEST", content), [
          finding("artifact 'image'", "${IMAGE_ADDRESS}:${IMAGE_TAG}", "urn:image"),
        ]);
      });

      it("accepts a placeholder for all of the image", () => {
        assert.deepEqual(judge("KUBERNETES_MANIFEST", { base64encodedContent: "image: ${IMAGE}" }), []);
      });

      it("accepts a tag outside of production", () => {
        assert.deepEqual(judge("DOCKER_IMAGE", { imageUri: `${uri}:v1` }, "orders-dev"), []);
      });

      it("accepts what is unknown or absent", () => {
        for (const source of [UNKNOWN, { imageUri: UNKNOWN }, {}]) assert.deepEqual(judge("DOCKER_IMAGE", source), []);
      });
    });

  const pod = (image: unknown, namespace: string) => ({
    type: "kubernetes:core/v1:Pod",
    name: "api",
    props: { metadata: { namespace }, spec: { containers: [{ image }] } },
  });

  it("fails when a pod of production runs a tag, by its namespace or its stack", () => {
    assert.deepEqual(judgeStack(rule, [pod("x.io/a:1", "orders-prod")]), [
      finding("Kubernetes object 'api'", "x.io/a:1", "urn:api"),
    ]);
    assert.equal(judgeStack(rule, [pod("x.io/a:1", "orders")], { stack: "prod" }).length, 1);
  });

  it("accepts a pod that runs a digest, one elsewhere, and one that is unknown", () => {
    const pods = [pod("x.io/a@sha256:abc", "orders-prod"), pod("x.io/a:1", "orders-dev"), pod(UNKNOWN, "orders-prod")];

    assert.deepEqual(judgeStack(rule, pods), []);
  });

  it("leaves artifacts that builds deliver to, and other types, alone", () => {
    const delivered = resource("OCIDs", types.artifact, "image", {
      deployArtifactType: "DOCKER_IMAGE",
      deployArtifactSource: { imageUri: "fra.ocir.io/ax/prod/api:${BUILDRUN_HASH}" },
    });

    assert.deepEqual(
      judgeStack(rule, [delivered, { ...pod("a:1", "prod"), type: "oci:Other/x:X" }], { stack: "prod" }),
      [],
    );
  });
});
