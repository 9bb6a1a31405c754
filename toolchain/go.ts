import type { Progress } from "./progress";
import { run } from "./run";

/** Whether a Go toolchain is on PATH; its version as `go version` prints it. */
export async function findGo(): Promise<string | undefined> {
  return run("go", ["version"]).catch(() => undefined);
}

/** Commands of Go modules that are pinned. */
export interface GoCommands {
  /** Folder of the go.mod and go.sum that pin them and all they are built from. */
  readonly module: string;
  readonly packages: readonly string[];
  /** `Record<variable, text>` that the linker sets, e.g. a version. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Builds commands into `<directory>/bin`, without C and without symbols.
 * An interrupted build goes on from Go's build cache when it is started again.
 * @throws Error with the last lines of the Go command.
 */
export async function buildCommands(
  { module, packages, variables }: GoCommands,
  directory: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  let compiled = 0;
  const link = ["-s", "-w", ...Object.entries(variables).map(([name, text]) => `-X ${name}=${text}`)].join(" ");
  const flags = ["-trimpath", "-v", "-tags", "osusergo,grpcnotrace", "-ldflags", link];
  await run("go", ["install", ...flags, ...packages], {
    cwd: module,
    env: {
      ...process.env,
      CGO_ENABLED: "0",
      GOBIN: `${directory}/bin`,
      GOFLAGS: "-mod=readonly",
      GOTMPDIR: directory,
      GOWORK: "off",
    },
    signal,
    onLine: (line) => {
      if (line.startsWith("go: downloading ")) progress.detail("fetching modules");
      else progress.detail(`${(compiled += 1)} packages compiled`);
    },
  });
}
