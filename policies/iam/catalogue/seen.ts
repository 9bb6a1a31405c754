import type { CatalogueEntry } from "./entry";

/** Types and families that published statements name, and of which no page was read: unconfirmed. */
const NAMES: Readonly<Record<string, string>> = {
  "API Gateway": "api-gateway-family",
  "Access Governance": "agcs-instance",
  Announcements: "announcements",
  Audit: "audit-events",
  Bastion: "bastion-family bastion-session",
  "Cloud Guard": "cloud-guard-family",
  "Cloud Shell": "cloud-shell",
  "Data Safe": "data-safe-family target-databases",
  Database: "database-family autonomous-database-family db-backups",
  DNS: "dns",
  Monitoring: "metrics",
  "Network Firewall": "network-firewall-family",
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
