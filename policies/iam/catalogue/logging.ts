import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/Identity/policyreference/loggingpolicyreference.htm read 2026-11-25 */
const source = "https://docs.oracle.com/iaas/Content/Identity/policyreference/loggingpolicyreference.htm";
const service = "Logging";

export const logging: readonly CatalogueEntry[] = [
  { type: "logging-family", service, members: ["log-groups", "log-content", "unified-configuration"], source },
  {
    type: "log-groups",
    service,
    adds: ["LOG_GROUP_INSPECT", "LOG_GROUP_READ", "LOG_GROUP_UPDATE", "LOG_GROUP_CREATE LOG_GROUP_DELETE"],
    variables: ["target.loggroup.id"],
    source,
  },
  {
    type: "log-content",
    service,
    adds: ["", "LOG_CONTENT_READ", "LOG_CONTENT_PUSH UNIFIED_AGENT_CONFIG_GENERATE", ""],
    variables: ["target.loggroup.id"],
    source,
  },
  {
    type: "unified-configuration",
    service,
    adds: [
      "UNIFIED_AGENT_CONFIG_INSPECT",
      "UNIFIED_AGENT_CONFIG_READ",
      "UNIFIED_AGENT_CONFIG_UPDATE",
      "UNIFIED_AGENT_CONFIG_CREATE UNIFIED_AGENT_CONFIG_DELETE",
    ],
    source,
  },
];
