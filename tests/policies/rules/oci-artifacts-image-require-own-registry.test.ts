import { strict as assert } from "node:assert";

import { ociArtifactsImageRequireOwnRegistry as rule } from "../../../policies/rules/oci-artifacts-image-require-own-registry";
import { judgeStack, UNKNOWN } from "../judge";

const judge = (image: unknown, config: Record<string, unknown> = {}, type = "kubernetes:apps/v1:Deployment") =>
  judgeStack(rule, [{ type, name: "api", props: { spec: { template: { spec: { containers: [{ image }] } } } } }], {
    config,
  });
const finding = (image: string, expected: string) => ({
  message: `Kubernetes object 'api': image '${image}' is not from the tenancy's own registry, expected ${expected}; copy it there, and name that one`,
  urn: "urn:api",
});
const ANY = "'<region>.ocir.io/<namespace>/...'";

describe("oci-artifacts-image-require-own-registry", () => {
  for (const image of [
    "fra.ocir.io/ax/api:v1",
    "eu-frankfurt-1.ocir.io/ax/api",
    "ocir.uk-gov-london-1.oci.example/ax/api",
  ])
    it(`accepts '${image}'`, () => assert.deepEqual(judge(image), []));

  for (const image of ["nginx:1.27", "library/nginx", "ghcr.io/acme/api:v1", "ocirx.io/ax/api", "localhost:5000/api"])
    it(`fails when it is '${image}'`, () => assert.deepEqual(judge(image), [finding(image, ANY)]));

  it("fails when it is of a namespace that is not own", () => {
    const config = { namespaces: ["ax", "bx"] };

    assert.deepEqual(judge("fra.ocir.io/ax/api:v1", config), []);
    assert.deepEqual(judge("fra.ocir.io/${NS}/api:v1", config), []);
    assert.deepEqual(judge("fra.ocir.io/other/api:v1", config), [
      finding("fra.ocir.io/other/api:v1", "'<region>.ocir.io/ax/...' or '<region>.ocir.io/bx/...'"),
    ]);
  });

  it("accepts registries that the settings name, with the beginning of a path or without", () => {
    const config = { registries: ["ghcr.io/acme", "docker.io"] };

    assert.deepEqual([...judge("ghcr.io/acme/api:v1", config), ...judge("nginx:1", config)], []);
    assert.equal(judge("ghcr.io/acme-evil/api:v1", config).length, 1);
  });

  it("accepts a placeholder for the address, and what is unknown or absent", () => {
    assert.deepEqual([...judge("${IMAGE_ADDRESS}@${IMAGE_DIGEST}"), ...judge(UNKNOWN), ...judge(undefined)], []);
  });

  it("fails when an inline manifest names one from elsewhere", () => {
    const props = {
      displayName: "manifest",
      deployArtifactType: "KUBERNETES_MANIFEST",
      deployArtifactSource: { base64encodedContent: "image: nginx:1.27" },
    };
    const [found] = judgeStack(rule, [{ type: "oci:DevOps/deployArtifact:DeployArtifact", name: "m", props }]);

    assert.match(found?.message ?? "", /^artifact 'manifest': image 'nginx:1\.27' is not from/);
  });

  it("leaves other resource types alone", () => assert.deepEqual(judge("nginx", {}, "oci:Other/x:X"), []));
});
