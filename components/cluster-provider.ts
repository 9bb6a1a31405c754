import * as kubernetes from "@pulumi/kubernetes/provider";
import { getClusterKubeConfigOutput } from "@pulumi/oci/containerengine";
import type * as pulumi from "@pulumi/pulumi";

/**
 * The provider of an OKE cluster.
 * @param kubeconfig a secret. @default - it is looked up by the cluster's OCID: it holds no password then, and who runs
 * `up` gets a token by the OCI CLI, which must be there
 * @see facts 4.2
 */
export function clusterProvider(clusterId: string, kubeconfig?: pulumi.Output<string>): kubernetes.Provider {
  return new kubernetes.Provider("cluster", {
    kubeconfig: kubeconfig ?? getClusterKubeConfigOutput({ clusterId }).content,
  });
}
