import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { clusterProvider } from "./cluster-provider";
import type { NamespacesPlace } from "./service-deployment";

/** What decides where namespaces are made. */
export interface NamespacesTarget {
  /** OCID of the cluster. @default - nothing is deployed to one */
  readonly cluster?: string | undefined;
  /** Folder for manifests, where the cluster's API endpoint can't be reached from here. @default - it can */
  readonly render?: string | undefined;
  /** OCID of the deploy pipelines' dynamic group. @default - somebody else makes it, and it is not known here */
  readonly deployGroupId?: pulumi.Input<string> | undefined;
}

/**
 * Where the services' namespaces are made: in the cluster, or as files. Nowhere when there is no cluster, and when
 * somebody else makes the dynamic group: its OCID, which role bindings name, is not known then; a warning says so.
 */
export function namespacesPlace({ cluster, render, deployGroupId }: NamespacesTarget): NamespacesPlace | undefined {
  if (cluster === undefined) return undefined;
  if (deployGroupId === undefined) {
    void pulumi.log.warn(
      "makes no namespaces: the OCID of the deploy pipelines' dynamic group, which somebody else makes, is not known here",
    );
    return undefined;
  }
  if (render !== undefined) return { deployGroupId, folder: path.join(render, pulumi.getStack()) };
  return { deployGroupId, provider: clusterProvider(cluster) };
}
