import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/Identity/Reference/contengpolicyreference.htm read 2026-11-25 */
const source = "https://docs.oracle.com/iaas/Content/Identity/Reference/contengpolicyreference.htm";
const service = "Kubernetes Engine";

/** The page writes the type of virtual node pools with and without a hyphen. */
const VIRTUAL_NODE_POOLS = ["cluster-virtualnode-pools", "cluster-virtual-node-pools"];

export const kubernetes: readonly CatalogueEntry[] = [
  {
    type: "cluster-family",
    service,
    members: [
      "clusters",
      "cluster-node-pools",
      "cluster-pod-shapes",
      "cluster-virtualnode-pools",
      "cluster-work-requests",
      "cluster-workload-mappings",
    ],
    source,
  },
  {
    type: "clusters",
    service,
    adds: [
      "CLUSTER_INSPECT",
      "CLUSTER_READ",
      "CLUSTER_USE",
      "CLUSTER_CREATE CLUSTER_DELETE CLUSTER_UPDATE CLUSTER_MANAGE CLUSTER_JOIN",
    ],
    variables: ["target.cluster.id"],
    source,
  },
  {
    type: "cluster-node-pools",
    service,
    adds: [
      "CLUSTER_NODE_POOL_INSPECT",
      "CLUSTER_NODE_POOL_READ",
      "",
      "CLUSTER_NODE_POOL_CREATE CLUSTER_NODE_POOL_DELETE CLUSTER_NODE_POOL_UPDATE",
    ],
    variables: ["target.nodepool.id"],
    source,
  },
  { type: "cluster-pod-shapes", service, adds: ["CLUSTER_VIRTUAL_NODE_POOL_INSPECT", "", "", ""], source },
  ...VIRTUAL_NODE_POOLS.map((type): CatalogueEntry => ({
    type,
    service,
    adds: [
      "CLUSTER_VIRTUAL_NODE_POOL_INSPECT",
      "CLUSTER_VIRTUAL_NODE_POOL_READ",
      "",
      "CLUSTER_VIRTUAL_NODE_POOL_CREATE CLUSTER_VIRTUAL_NODE_POOL_UPDATE CLUSTER_VIRTUAL_NODE_POOL_DELETE",
    ],
    variables: ["target.virtualnodepool.id", "target.cluster.id"],
    source,
  })),
  {
    type: "cluster-work-requests",
    service,
    adds: ["CLUSTER_WORK_REQUEST_INSPECT", "CLUSTER_WORK_REQUEST_READ", "", "CLUSTER_WORK_REQUEST_DELETE"],
    source,
  },
  {
    type: "cluster-workload-mappings",
    service,
    adds: [
      "CLUSTER_WORKLOAD_MAPPING_INSPECT",
      "CLUSTER_WORKLOAD_MAPPING_READ",
      "CLUSTER_WORKLOAD_MAPPING_UPDATE CLUSTER_WORKLOAD_COMPARTMENT_BIND CLUSTER_WORKLOAD_COMPARTMENT_UNBIND",
      "CLUSTER_WORKLOAD_MAPPING_CREATE CLUSTER_WORKLOAD_MAPPING_DELETE",
    ],
    variables: ["target.clusterworkloadmapping.id", "target.mapping.cluster_id"],
    source,
  },
];
