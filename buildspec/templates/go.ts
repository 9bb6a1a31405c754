import { serviceSpec, type Template } from "./template";

export const go: Template = {
  about: "a Go service",
  adapt: [],
  spec: serviceSpec({
    test: [{ name: "Test", command: ["go vet ./...", "go test ./..."] }],
    scan: { name: "Scan", command: "go run golang.org/x/vuln/cmd/govulncheck@v1.1.4 ./..." },
  }),
};
