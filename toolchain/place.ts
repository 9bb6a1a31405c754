import * as os from "node:os";
import * as path from "node:path";

import { clusterVersions } from "./cluster-commands";

/** Where one version of something is kept. */
export interface VersionPlace {
  /** Name of the folder of this version, e.g. `3.259.0`. */
  readonly version: string;
  /** `<PULUMI_HOME>/versions` */
  readonly versions: string;
  /** `<PULUMI_HOME>/versions/<version>/bin` */
  readonly bin: string;
}

/** Where npm's `pulumi` looks for the engine of one version. */
export interface Place extends VersionPlace {
  readonly engine: string;
  readonly languageHost: string;
}

/** Where the API server of one version is, beside the engine. */
export interface ClusterPlace extends VersionPlace {
  readonly apiServer: string;
  readonly etcd: string;
}

/**
 * The place of the engine that this project's lock file pins.
 * `PULUMI_HOME` defaults to `.pulumi` in the home folder; the version is that of the npm package `pulumi`.
 */
export function enginePlace(environment: NodeJS.ProcessEnv = process.env): Place {
  const { version } = require("pulumi/package.json") as { version: string };
  const place = versionPlace(version, environment);
  return {
    ...place,
    engine: path.join(place.bin, "pulumi"),
    languageHost: path.join(place.bin, "pulumi-language-nodejs"),
  };
}

/** The place of the API server that `toolchain/cluster/go.mod` pins. */
export function clusterPlace(environment: NodeJS.ProcessEnv = process.env): ClusterPlace {
  const place = versionPlace(`kubernetes-${clusterVersions().kubernetes}`, environment);
  return { ...place, apiServer: path.join(place.bin, "kube-apiserver"), etcd: path.join(place.bin, "etcd") };
}

function versionPlace(version: string, environment: NodeJS.ProcessEnv): VersionPlace {
  const home = environment["PULUMI_HOME"] || path.join(os.homedir(), ".pulumi");
  const versions = path.resolve(home, "versions");
  return { version, versions, bin: path.join(versions, version, "bin") };
}
