import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { buildLanguageHost, isOurs, isOutdated } from "./build-language-host";
import { engineCommands } from "./engine-commands";
import { buildCommands, findGo } from "./go";
import { downloadOfficial } from "./official-download";
import type { Place } from "./place";
import { step } from "./progress";
import { inStaging, moveInto } from "./staging";

export interface Installed {
  readonly version: string;
  /** Path of the engine. */
  readonly engine: string;
  /** What this call had to do: nothing, fetch the official release, or build from registries. */
  readonly origin: "present" | "official download" | "go module";
  /** Whose language host runs the programs. */
  readonly languageHost: "official" | "oci-delivery";
}

/**
 * Brings the engine and its language host into their place: nothing when both are there in the right version,
 * else the official download, else a build from the pinned Go module. Everything is written aside and then renamed,
 * the engine last, so that an interruption or a second run at the same time leaves either nothing or the whole.
 * @throws Error that says what to install, when there is neither download nor Go.
 */
export async function install(place: Place, signal: AbortSignal): Promise<Installed> {
  let origin: Installed["origin"] = "present";
  if (!isRightVersion(place.engine, place.version)) {
    origin = await inStaging(place, (staging) => bringEngine(place, staging, signal));
  }
  if (!fs.existsSync(place.languageHost) || isOutdated(place.languageHost)) {
    await inStaging(place, (staging) => {
      buildLanguageHost(place.version, path.join(staging, "bin", path.basename(place.languageHost)));
      moveInto(place, staging, place.engine);
    });
  }
  const languageHost = isOurs(place.languageHost) ? "oci-delivery" : "official";
  return { version: place.version, engine: place.engine, origin, languageHost };
}

async function bringEngine(place: Place, staging: string, signal: AbortSignal): Promise<Installed["origin"]> {
  const reasons: string[] = [];
  const download = step(`engine ${place.version}: trying the official download`);
  try {
    await downloadOfficial(place.version, staging, signal);
    requireEngine(place, staging);
    download.done();
    moveInto(place, staging, place.engine);
    return "official download";
  } catch (error) {
    signal.throwIfAborted();
    download.done("not to be had");
    reasons.push(`official download: ${(error as Error).message}`);
  }

  const go = await findGo();
  if (!go) throw new Error(neitherWay(place, [...reasons, "build from the Go module: no 'go' on PATH"]));
  const build = step(`engine ${place.version}: building it from its Go module, about 4 minutes once per machine`);
  try {
    await buildCommands(engineCommands(place.version), staging, build, signal);
    requireEngine(place, staging);
  } catch (error) {
    build.done("failed");
    signal.throwIfAborted();
    throw new Error(neitherWay(place, [...reasons, `build from the Go module (${go}): ${(error as Error).message}`]), {
      cause: error,
    });
  }
  build.done();
  buildLanguageHost(place.version, path.join(staging, "bin", path.basename(place.languageHost)));
  moveInto(place, staging, place.engine);
  return "go module";
}

function neitherWay(place: Place, reasons: readonly string[]): string {
  return [
    `engine ${place.version}: neither way to get it is open`,
    ...reasons.map((reason) => `  ${reason}`),
    "install Go 1.25 or newer with access to a Go module proxy, or give this machine access to the official download; then run 'npm run toolchain' again",
  ].join("\n");
}

/** @throws Error when the engine in `staging` is not there, or is another one: a proxy's page can pass for an installer. */
function requireEngine(place: Place, staging: string): void {
  if (!isRightVersion(path.join(staging, "bin", path.basename(place.engine)), place.version))
    throw new Error(`it brought no engine that answers with v${place.version}`);
}

function isRightVersion(engine: string, version: string): boolean {
  try {
    const answer = execFileSync(engine, ["version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return answer.trim() === `v${version}`;
  } catch {
    return false;
  }
}
