import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { clusterCommands, clusterVersions, ETCD_AS_BUILT } from "./cluster-commands";
import { buildCommands, findGo } from "./go";
import type { ClusterPlace } from "./place";
import { step } from "./progress";
import { inStaging, moveInto } from "./staging";

/**
 * Brings Kubernetes' API server and etcd into their place: nothing when both are there in the right version, else a
 * build from the pinned Go modules. They appear as a whole or not at all, as the engine does.
 * @throws Error that says what to install, when there is no Go or it fails.
 */
export async function installCluster(place: ClusterPlace, signal: AbortSignal): Promise<"present" | "go module"> {
  if (isRightCluster(place)) return "present";
  const { kubernetes } = clusterVersions();
  const title = `API server ${kubernetes}`;
  const go = await findGo();
  if (!go) throw new Error(`${title}: it is built from its Go module, and no 'go' is on PATH; ${REPAIR}`);
  const build = step(`${title}: building it and etcd from their Go modules, about 4 minutes once per machine`);
  try {
    await inStaging(place, async (staging) => {
      await buildCommands(clusterCommands(), staging, build, signal);
      const built = path.join(staging, "bin");
      fs.renameSync(path.join(built, ETCD_AS_BUILT), path.join(built, path.basename(place.etcd)));
      requireRight(built, place);
      moveInto(place, staging, place.apiServer);
    });
  } catch (error) {
    build.done("failed");
    signal.throwIfAborted();
    throw new Error(`${title}: building it failed (${go}): ${(error as Error).message}\n${REPAIR}`, { cause: error });
  }
  build.done();
  return "go module";
}

const REPAIR =
  "install Go 1.25 or newer with access to a Go module proxy, then run 'npm run toolchain -- --cluster'; " +
  "without '--cluster' the sandbox keeps Kubernetes' objects itself";

/** Whether API server and etcd are in place, in the versions that are pinned. */
export function isRightCluster({ apiServer, etcd }: Pick<ClusterPlace, "apiServer" | "etcd">): boolean {
  const versions = clusterVersions();
  return says(apiServer, `Kubernetes v${versions.kubernetes}`) && says(etcd, `etcd Version: ${versions.etcd}`);
}

/** @throws Error when what was built does not answer with its version. */
function requireRight(bin: string, place: ClusterPlace): void {
  const [apiServer, etcd] = [place.apiServer, place.etcd].map((file) => path.join(bin, path.basename(file)));
  if (!apiServer || !etcd || !isRightCluster({ apiServer, etcd }))
    throw new Error("it brought no API server and etcd that answer with the pinned versions");
}

function says(program: string, firstLine: string): boolean {
  try {
    const answer = execFileSync(program, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return answer.split("\n")[0] === firstLine;
  } catch {
    return false;
  }
}
