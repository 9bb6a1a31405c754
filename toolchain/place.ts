import * as os from "node:os";
import * as path from "node:path";

/** Where npm's `pulumi` looks for the engine of one version. */
export interface Place {
  /** Version without `v`, e.g. `3.259.0`. */
  readonly version: string;
  /** `<PULUMI_HOME>/versions` */
  readonly versions: string;
  /** `<PULUMI_HOME>/versions/<version>/bin` */
  readonly bin: string;
  readonly engine: string;
  readonly languageHost: string;
}

/**
 * The place of the engine that this project's lock file pins.
 * `PULUMI_HOME` defaults to `.pulumi` in the home folder; the version is that of the npm package `pulumi`.
 */
export function enginePlace(environment: NodeJS.ProcessEnv = process.env): Place {
  const { version } = require("pulumi/package.json") as { version: string };
  const home = environment["PULUMI_HOME"] || path.join(os.homedir(), ".pulumi");
  const versions = path.resolve(home, "versions");
  const bin = path.join(versions, version, "bin");
  return {
    version,
    versions,
    bin,
    engine: path.join(bin, "pulumi"),
    languageHost: path.join(bin, "pulumi-language-nodejs"),
  };
}
