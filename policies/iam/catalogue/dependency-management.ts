import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/en-us/iaas/Content/application-dependency-management/tasks/policies.htm read 2026-11-25, in part */
const source = "https://docs.oracle.com/en-us/iaas/Content/application-dependency-management/tasks/policies.htm";
const service = "Application Dependency Management";

/** The table of permissions by verb was not read. */
export const dependencyManagement: readonly CatalogueEntry[] = [
  {
    type: "adm-family",
    service,
    members: ["adm-vulnerability-audits", "adm-knowledge-bases", "adm-work-requests"],
    source,
  },
  {
    type: "adm-vulnerability-audits",
    service,
    all: "ADM_VULNERABILITY_AUDIT_INSPECT ADM_VULNERABILITY_AUDIT_CREATE ADM_VULNERABILITY_AUDIT_READ ADM_VULNERABILITY_AUDIT_DELETE ADM_VULNERABILITY_AUDIT_UPDATE ADM_VULNERABILITY_AUDIT_MOVE",
    source,
  },
  {
    type: "adm-knowledge-bases",
    service,
    all: "ADM_KNOWLEDGE_BASE_INSPECT ADM_KNOWLEDGE_BASE_CREATE ADM_KNOWLEDGE_BASE_DELETE ADM_KNOWLEDGE_BASE_READ ADM_KNOWLEDGE_BASE_UPDATE ADM_KNOWLEDGE_BASE_MOVE",
    source,
  },
  { type: "adm-work-requests", service, unconfirmed: "ADM_WORK_REQUEST_INSPECT", source },
];
