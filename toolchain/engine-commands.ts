import * as path from "node:path";

import type { GoCommands } from "./go";

/** The folder of the go.mod and go.sum that pin the engine and all it is built from. */
export const ENGINE_MODULE = path.join(__dirname, "engine");

/** The engine's command, whose Go module stands for the official download. @param version without `v`. */
export function engineCommands(version: string): GoCommands {
  return {
    module: ENGINE_MODULE,
    packages: ["github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
    variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${version}` },
  };
}
