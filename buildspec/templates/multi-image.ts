import { serviceSpec, type Template } from "./template";

export const multiImage: Template = {
  about: "two images of one repository, which are delivered together",
  adapt: ["api, worker: a folder each, with a Containerfile", "Test, Scan: by what the services are written in"],
  spec: serviceSpec({
    test: [{ name: "Test", command: ["npm ci", "npm test --workspaces"] }],
    scan: { name: "Scan", command: "npm audit --omit=dev --audit-level=high" },
    images: [
      { artifact: "image-api", name: "api", context: "api", digest: "API_DIGEST" },
      { artifact: "image-worker", name: "worker", context: "worker", digest: "WORKER_DIGEST" },
    ],
  }),
};
