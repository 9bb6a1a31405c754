import { serviceSpec, type Template } from "./template";

export const helm: Template = {
  about: "a service with a Helm chart, from which its manifest is rendered",
  adapt: ["charts/app: the chart, whose image has `image.tag`", "Test, Scan: by what the service is written in"],
  spec: serviceSpec({
    test: [
      { name: "Test", command: ["npm ci", "npm test"] },
      { name: "Test chart", command: "helm lint --strict charts/app" },
    ],
    scan: { name: "Scan", command: "npm audit --omit=dev --audit-level=high" },
    manifest: [
      {
        name: "Manifest",
        command: [
          "# the deployment puts the exported variable in",
          "helm template app charts/app --set-string 'image.tag=build-${BUILDRUN_HASH}' > manifest.yaml",
          "test -s manifest.yaml",
        ],
      },
    ],
    manifestPath: "manifest.yaml",
  }),
};
