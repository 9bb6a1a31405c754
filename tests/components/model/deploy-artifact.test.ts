import { strict as assert } from "node:assert";

import fc from "fast-check";

import { artifactInputs, type ArtifactSpec } from "../../../components/model/deploy-artifact";

const CHART = "oci://fra.ocir.io/axexample/shop-prod/orders";

describe("artifactInputs", () => {
  const chart = { deployArtifactSourceType: "HELM_CHART", chartUrl: CHART, deployArtifactVersion: "1.2.3" };
  const artifacts: readonly { what: string; spec: ArtifactSpec<string>; inputs: object }[] = [
    {
      what: "an image, whose tag may hold placeholders",
      spec: { kind: "image", uri: "fra.ocir.io/axexample/shop-prod/orders:${TAG}" },
      inputs: {
        deployArtifactType: "DOCKER_IMAGE",
        argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
        deployArtifactSource: {
          deployArtifactSourceType: "OCIR",
          imageUri: "fra.ocir.io/axexample/shop-prod/orders:${TAG}",
        },
      },
    },
    {
      what: "an image by its digest",
      spec: { kind: "image", uri: "fra.ocir.io/axexample/shop-prod/orders", digest: "${IMAGE_DIGEST}" },
      inputs: {
        deployArtifactType: "DOCKER_IMAGE",
        argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
        deployArtifactSource: {
          deployArtifactSourceType: "OCIR",
          imageUri: "fra.ocir.io/axexample/shop-prod/orders",
          imageDigest: "${IMAGE_DIGEST}",
        },
      },
    },
    {
      what: "a file of a generic repository",
      spec: {
        kind: "generic",
        type: "KUBERNETES_MANIFEST",
        repositoryId: "ocid1.artifactrepository.oc1.eu-frankfurt-1.abc2",
        path: "orders/k8s.yaml",
        version: "${BUILDRUN_HASH}",
      },
      inputs: {
        deployArtifactType: "KUBERNETES_MANIFEST",
        argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
        deployArtifactSource: {
          deployArtifactSourceType: "GENERIC_ARTIFACT",
          repositoryId: "ocid1.artifactrepository.oc1.eu-frankfurt-1.abc2",
          deployArtifactPath: "orders/k8s.yaml",
          deployArtifactVersion: "${BUILDRUN_HASH}",
        },
      },
    },
    {
      what: "a text, which the provider encodes",
      spec: { kind: "inline", type: "DEPLOYMENT_SPEC", content: "version: 1.0" },
      inputs: {
        deployArtifactType: "DEPLOYMENT_SPEC",
        argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
        deployArtifactSource: { deployArtifactSourceType: "INLINE", base64encodedContent: "version: 1.0" },
      },
    },
    {
      what: "a chart that nobody checks",
      spec: { kind: "helm-chart", url: CHART, version: "1.2.3" },
      inputs: { deployArtifactType: "HELM_CHART", argumentSubstitutionMode: "NONE", deployArtifactSource: chart },
    },
    {
      what: "a chart that is checked with a key",
      spec: { kind: "helm-chart", url: CHART, version: "1.2.3", verification: { publicKey: "key" } },
      inputs: {
        deployArtifactType: "HELM_CHART",
        argumentSubstitutionMode: "NONE",
        deployArtifactSource: {
          ...chart,
          helmVerificationKeySource: { verificationKeySourceType: "INLINE_PUBLIC_KEY", currentPublicKey: "key" },
        },
      },
    },
    {
      what: "a chart whose key is being changed",
      spec: {
        kind: "helm-chart",
        url: CHART,
        version: "1.2.3",
        verification: { publicKey: "new", previousPublicKey: "old" },
      },
      inputs: {
        deployArtifactType: "HELM_CHART",
        argumentSubstitutionMode: "NONE",
        deployArtifactSource: {
          ...chart,
          helmVerificationKeySource: {
            verificationKeySourceType: "INLINE_PUBLIC_KEY",
            currentPublicKey: "new",
            previousPublicKey: "old",
          },
        },
      },
    },
    {
      what: "a chart that is checked with a key in a vault",
      spec: { kind: "helm-chart", url: CHART, version: "1.2.3", verification: { secretId: "ocid1.vaultsecret" } },
      inputs: {
        deployArtifactType: "HELM_CHART",
        argumentSubstitutionMode: "NONE",
        deployArtifactSource: {
          ...chart,
          helmVerificationKeySource: { verificationKeySourceType: "VAULT_SECRET", vaultSecretId: "ocid1.vaultsecret" },
        },
      },
    },
    {
      what: "a Helm command in base64, which the provider leaves as it is",
      spec: { kind: "helm-command", content: "helm upgrade" },
      inputs: {
        deployArtifactType: "HELM_COMMAND_SPEC",
        argumentSubstitutionMode: "NONE",
        deployArtifactSource: {
          deployArtifactSourceType: "HELM_COMMAND_SPEC",
          helmArtifactSourceType: "INLINE",
          base64encodedContent: "aGVsbSB1cGdyYWRl",
        },
      },
    },
  ];
  for (const { what, spec, inputs } of artifacts) {
    it(`describes ${what}`, () => {
      assert.deepEqual(artifactInputs(spec), inputs);
    });
  }

  it("loses no sign of a Helm command, whatever alphabet it is in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (content) => {
        const { deployArtifactSource } = artifactInputs({ kind: "helm-command", content });

        const encoded = String(deployArtifactSource["base64encodedContent"]);
        assert.equal(Buffer.from(encoded, "base64").toString("utf8"), content);
      }),
    );
  });
});
