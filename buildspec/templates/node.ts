import { serviceSpec, type Template } from "./template";

export const node: Template = {
  about: "a Node.js service",
  adapt: [],
  spec: serviceSpec({
    test: [{ name: "Test", command: ["npm ci", "npm test"] }],
    scan: { name: "Scan", command: "npm audit --omit=dev --audit-level=high" },
  }),
};
