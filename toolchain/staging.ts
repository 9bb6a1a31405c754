import * as fs from "node:fs";
import * as path from "node:path";

import type { VersionPlace } from "./place";
import { isRunning } from "./run";

/** Runs `work` with a folder of its own beside the versions, which is gone afterwards, whatever happens. */
export async function inStaging<T>(place: VersionPlace, work: (staging: string) => T | Promise<T>): Promise<T> {
  fs.mkdirSync(place.versions, { recursive: true });
  removeAbandoned(place);
  const staging = path.join(place.versions, `.${place.version}.${process.pid}`);
  // process ids come again, in containers soon: what an earlier owner of this one left counts for nothing
  fs.rmSync(staging, { recursive: true, force: true });
  fs.mkdirSync(path.join(staging, "bin"), { recursive: true });
  try {
    return await work(staging);
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

/** Renames what was prepared in `staging` into its place, `last` at the end: its presence means that all is there. */
export function moveInto(place: VersionPlace, staging: string, last: string): void {
  fs.mkdirSync(place.bin, { recursive: true });
  const final = path.basename(last);
  const names = fs.readdirSync(path.join(staging, "bin")).sort((a, b) => Number(a === final) - Number(b === final));
  for (const name of names) fs.renameSync(path.join(staging, "bin", name), path.join(place.bin, name));
}

/** Removes the staging folders of runs that were killed. */
function removeAbandoned(place: VersionPlace): void {
  for (const name of fs.readdirSync(place.versions)) {
    const owner = name.startsWith(`.${place.version}.`) ? name.slice(place.version.length + 2) : undefined;
    if (owner && !isRunning(Number(owner)))
      fs.rmSync(path.join(place.versions, name), { recursive: true, force: true });
  }
}
