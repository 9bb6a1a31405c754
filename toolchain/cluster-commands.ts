import * as fs from "node:fs";
import * as path from "node:path";

import type { GoCommands } from "./go";

/** The folder of the go.mod and go.sum that pin the API server, etcd, and all they are built from. */
export const CLUSTER_MODULE = path.join(__dirname, "cluster");

const SERVER = "k8s.io/kubernetes/cmd/kube-apiserver";
const STORE = "go.etcd.io/etcd/server/v3";
const VERSION = "k8s.io/component-base/version";

/** Versions of the API server and of etcd that go.mod pins, without `v`. */
export function clusterVersions(): { readonly kubernetes: string; readonly etcd: string } {
  const goMod = fs.readFileSync(path.join(CLUSTER_MODULE, "go.mod"), "utf8");
  const required = (module: string): string => new RegExp(`^\\s*${module} v(\\S+)`, "m").exec(goMod)?.[1] ?? "none";
  return { kubernetes: required("k8s.io/kubernetes"), etcd: required(STORE) };
}

/** Kubernetes' API server, and etcd, which keeps its objects. Without its version linked in, it would say `v0.0.0`. */
export function clusterCommands(): GoCommands {
  const { kubernetes } = clusterVersions();
  const [major = "", minor = ""] = kubernetes.split(".");
  return {
    module: CLUSTER_MODULE,
    packages: [STORE, SERVER],
    variables: {
      [`${VERSION}.gitVersion`]: `v${kubernetes}`,
      [`${VERSION}.gitMajor`]: major,
      [`${VERSION}.gitMinor`]: minor,
      [`${VERSION}.gitTreeState`]: "archive",
    },
  };
}

/** What Go calls etcd's command: the last part of its package's path that is no version. */
export const ETCD_AS_BUILT = path.posix.basename(path.posix.dirname(STORE));
