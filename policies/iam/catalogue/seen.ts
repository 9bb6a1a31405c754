import type { CatalogueEntry } from "./entry";

/** Types and families that published statements name, and of which no page was read: unconfirmed. */
const NAMES: Readonly<Record<string, string>> = {
  "API Gateway": "api-gateway-family",
  "Access Governance": "agcs-instance",
  Announcements: "announcements",
  Artifacts: "all-artifacts artifact-repositories generic-artifacts",
  Audit: "audit-events",
  Bastion: "bastion-family bastion-session",
  "Block Volume": "volume-family",
  "Cloud Guard": "cloud-guard-family",
  "Cloud Shell": "cloud-shell",
  Compute: "instance-family instance-agent-plugins app-catalog-listing work-requests",
  "Data Safe": "data-safe-family target-databases",
  Database: "database-family autonomous-database-family db-backups",
  DNS: "dns",
  "File Storage": "file-family",
  Monitoring: "metrics",
  "Network Firewall": "network-firewall-family",
  Networking: "virtual-network-family capture-filters vnics vnic-attachments",
  "Service Limits": "quota resource-availability",
  Streaming: "streams",
  Usage: "usage-report usage-reports",
  "Vulnerability Scanning": "vss-family",
  "Web Application Acceleration": "waas-family",
  "Zero Trust Packet Routing": "security-attribute-namespace zpr-configuration zpr-policy",
};

export const seen: readonly CatalogueEntry[] = Object.entries(NAMES).flatMap(([service, names]) =>
  names.split(" ").map((type): CatalogueEntry => ({ type, service })),
);
