import * as path from "node:path";

import type { Progress } from "./progress";
import { run } from "./run";

/** The folder of the go.mod and go.sum that pin the engine and all it is built from. */
export const ENGINE_MODULE = path.join(__dirname, "engine");

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Whether a Go toolchain is on PATH; its version as `go version` prints it. */
export async function findGo(): Promise<string | undefined> {
  return run("go", ["version"]).catch(() => undefined);
}

/**
 * Builds the engine from its pinned Go module into `<directory>/bin/pulumi`.
 * An interrupted build goes on from Go's build cache when it is started again.
 * @throws Error with the last lines of the Go command.
 */
export async function buildEngine(
  version: string,
  directory: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  let packages = 0;
  const flags = [
    "-trimpath",
    "-v",
    "-tags",
    "osusergo,grpcnotrace",
    "-ldflags",
    `-s -w -X ${VERSION_VARIABLE}=v${version}`,
  ];
  await run("go", ["install", ...flags, PACKAGE], {
    cwd: ENGINE_MODULE,
    env: {
      ...process.env,
      CGO_ENABLED: "0",
      GOBIN: path.join(directory, "bin"),
      GOFLAGS: "-mod=readonly",
      GOTMPDIR: directory,
      GOWORK: "off",
    },
    signal,
    onLine: (line) => {
      if (line.startsWith("go: downloading ")) progress.detail("fetching modules");
      else progress.detail(`${(packages += 1)} packages compiled`);
    },
  });
}
