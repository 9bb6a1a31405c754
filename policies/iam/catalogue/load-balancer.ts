import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/Identity/policyreference/lbpolicyreference.htm read 2026-11-25 */
const source = "https://docs.oracle.com/iaas/Content/Identity/policyreference/lbpolicyreference.htm";

export const loadBalancer: readonly CatalogueEntry[] = [
  {
    type: "load-balancers",
    service: "Load Balancer",
    adds: [
      "LOAD_BALANCER_INSPECT",
      "LOAD_BALANCER_READ",
      "LOAD_BALANCER_UPDATE LOAD_BALANCER_MOVE",
      "LOAD_BALANCER_CREATE LOAD_BALANCER_DELETE",
    ],
    variables: [],
    source,
  },
];
