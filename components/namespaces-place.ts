import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { clusterProvider } from "./cluster-provider";
import type { PullPlan } from "./model/pull";
import type { PullCredentials } from "./namespaces";
import type { NamespacesPlace } from "./service-deployment";

/** What decides where namespaces are made. */
export interface NamespacesTarget {
  /** OCID of the cluster. @default - nothing is deployed to one */
  readonly cluster?: string | undefined;
  /** Kubeconfig of the cluster; a secret. @default - it is looked up */
  readonly kubeconfig?: pulumi.Output<string> | undefined;
  /** Folder for manifests, where the cluster's API endpoint can't be reached from here. @default - it can */
  readonly render?: string | undefined;
  /** OCID of the deploy pipelines' dynamic group. @default - somebody else makes it, and it is not known here */
  readonly deployGroupId?: pulumi.Input<string> | undefined;
  /** Address that the repositories of images are below, e.g. `eu-frankfurt-1.ocir.io/axexample`. */
  readonly registryAddress: string;
  /** How images are pulled. @default - by the nodes' credential provider */
  readonly pull?: PullPlan | undefined;
}

/**
 * Where the services' namespaces are made: in the cluster, or as files. Nowhere when there is no cluster, and when
 * somebody else makes the dynamic group: its OCID, which role bindings name, is not known then; a warning says so.
 */
export function namespacesPlace(target: NamespacesTarget): NamespacesPlace | undefined {
  const { cluster, kubeconfig, render, deployGroupId, registryAddress, pull } = target;
  if (cluster === undefined) return undefined;
  if (deployGroupId === undefined) {
    void pulumi.log.warn(
      "makes no namespaces: the OCID of the deploy pipelines' dynamic group, which somebody else makes, is not known here",
    );
    return undefined;
  }
  const place = { deployGroupId, ...(pull ? { pull: credentialsOf(pull, registryAddress) } : {}) };
  if (render !== undefined) return { ...place, folder: path.join(render, pulumi.getStack()) };
  return { ...place, provider: clusterProvider(cluster, kubeconfig) };
}

function credentialsOf({ user, token }: PullPlan, registryAddress: string): PullCredentials {
  const [host = "", namespace = ""] = registryAddress.split("/");
  return { host, user: `${namespace}/${user}`, token: pulumi.secret(token) };
}
