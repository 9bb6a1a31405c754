import * as kubernetes from "@pulumi/kubernetes/provider";
import { getClusterKubeConfigOutput } from "@pulumi/oci/containerengine";

/**
 * The provider of an OKE cluster: its kubeconfig is looked up by the cluster's OCID. It holds no password; who runs `up`
 * gets a token by the OCI CLI, which must be there.
 * @see facts 4.2
 */
export function clusterProvider(clusterId: string): kubernetes.Provider {
  const { content } = getClusterKubeConfigOutput({ clusterId });
  return new kubernetes.Provider("cluster", { kubeconfig: content });
}
