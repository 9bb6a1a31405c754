import { strict as assert } from "node:assert";

import { imageName, imagesOf } from "../../../policies/graph/images";
import { UNKNOWN } from "../judge";

const artifact = (deployArtifactType: string, deployArtifactSource: unknown) => ({
  type: "oci:DevOps/deployArtifact:DeployArtifact",
  props: { deployArtifactType, deployArtifactSource },
  propertyDependencies: { deployArtifactSource: [{}] },
});

describe("images", () => {
  const names = [
    { text: "nginx", expected: { path: "nginx", isOpen: false } },
    { text: "library/nginx:1.27", expected: { path: "library/nginx", tag: "1.27", isOpen: false } },
    {
      text: "fra.ocir.io/ax/shop/api:v1@sha256:abc",
      expected: { host: "fra.ocir.io", path: "ax/shop/api", tag: "v1", digest: "sha256:abc", isOpen: false },
    },
    { text: "localhost:5000/api", expected: { host: "localhost:5000", path: "api", isOpen: false } },
    { text: "${ADDRESS}:${TAG}", expected: { path: "${ADDRESS}", tag: "${TAG}", isOpen: true } },
    { text: "${ADDRESS}@${DIGEST}", expected: { path: "${ADDRESS}", digest: "${DIGEST}", isOpen: true } },
    { text: "${HOST}/ax/api", expected: { path: "${HOST}/ax/api", isOpen: true } },
    { text: "fra.ocir.io/ax/api@ ", expected: { host: "fra.ocir.io", path: "ax/api", isOpen: false } },
    { text: "", expected: { path: "", isOpen: false } },
  ];
  for (const { text, expected } of names)
    it(`are taken apart: '${text}'`, () => assert.deepEqual(imageName(text), expected));

  const found = [
    {
      what: "an image artifact, with its digest",
      of: artifact("DOCKER_IMAGE", { imageUri: "fra.ocir.io/ax/api", imageDigest: "sha256:abc" }),
      expected: ["fra.ocir.io/ax/api@sha256:abc"],
    },
    {
      what: "an image artifact whose digest is blank",
      of: artifact("DOCKER_IMAGE", { imageUri: "fra.ocir.io/ax/api:v1", imageDigest: " " }),
      expected: ["fra.ocir.io/ax/api:v1"],
    },
    {
      what: "an image artifact whose digest is unknown",
      of: artifact("DOCKER_IMAGE", { imageUri: "fra.ocir.io/ax/api", imageDigest: UNKNOWN }),
      expected: ["fra.ocir.io/ax/api@unknown"],
    },
    { what: "an unknown image artifact", of: artifact("DOCKER_IMAGE", { imageUri: UNKNOWN }), expected: [] },
    { what: "an artifact whose source is unknown", of: artifact("DOCKER_IMAGE", UNKNOWN), expected: [] },
    {
      what: "an inline manifest",
      of: artifact("KUBERNETES_MANIFEST", {
        base64encodedContent: `containers:\n  - image: "nginx:1.27" # web\n    name: image\n  - name: api\n    image: \${ADDRESS}@\${DIGEST}\n`,
      }),
      expected: ["nginx:1.27", "${ADDRESS}@${DIGEST}"],
    },
    {
      what: "a manifest in JSON",
      of: artifact("KUBERNETES_MANIFEST", { base64encodedContent: `{"containers":[{"name":"a","image":"nginx:1"}]}` }),
      expected: ["nginx:1"],
    },
    { what: "another artifact", of: artifact("GENERIC_FILE", { base64encodedContent: "image: nginx" }), expected: [] },
    {
      what: "the containers of a Kubernetes object, each once",
      of: {
        type: "kubernetes:apps/v1:Deployment",
        propertyDependencies: {},
        props: {
          spec: {
            template: {
              spec: {
                containers: [{ image: "a:1" }, { image: UNKNOWN }],
                initContainers: [{ image: "b:1" }, { image: "a:1" }],
              },
            },
          },
        },
      },
      expected: ["b:1", "a:1"],
    },
    {
      what: "a resource of another kind",
      of: { type: "aws:x", propertyDependencies: {}, props: { containers: [{ image: "a" }] } },
      expected: [],
    },
  ];
  for (const { what, of, expected } of found)
    it(`are found in ${what}`, () => assert.deepEqual(imagesOf(of), expected));
});
