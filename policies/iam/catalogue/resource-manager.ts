import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/resourcemanagerpolicyreference.htm read 2026-11-25, in part */
const source = "https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/resourcemanagerpolicyreference.htm";
const service = "Resource Manager";

export const resourceManager: readonly CatalogueEntry[] = [
  {
    type: "orm-family",
    service,
    members: [
      "orm-config-source-providers",
      "orm-jobs",
      "orm-private-endpoints",
      "orm-stacks",
      "orm-template",
      "orm-work-requests",
    ],
    source,
  },
  {
    type: "orm-config-source-providers",
    service,
    adds: [
      "ORM_CONFIG_SOURCE_PROVIDER_INSPECT",
      "ORM_CONFIG_SOURCE_PROVIDER_READ",
      "",
      "ORM_CONFIG_SOURCE_PROVIDER_CREATE ORM_CONFIG_SOURCE_PROVIDER_UPDATE ORM_CONFIG_SOURCE_PROVIDER_MOVE ORM_CONFIG_SOURCE_PROVIDER_DELETE",
    ],
    variables: [],
    source,
  },
  {
    type: "orm-jobs",
    service,
    unconfirmed: "ORM_JOB_INSPECT ORM_JOB_READ ORM_JOB_MANAGE",
    variables: ["target.job.operation", "target.stack.id"],
    source,
  },
  { type: "orm-private-endpoints", service, unconfirmed: "ORM_PRIVATE_ENDPOINT_MOVE", variables: [], source },
  {
    type: "orm-stacks",
    service,
    adds: [
      "ORM_STACK_INSPECT",
      "ORM_STACK_READ",
      "ORM_STACK_USE",
      "ORM_STACK_CREATE ORM_STACK_UPDATE ORM_STACK_MOVE ORM_STACK_DELETE",
    ],
    source,
  },
  { type: "orm-template", service, variables: [], source },
  { type: "orm-work-requests", service, variables: [], source },
];
