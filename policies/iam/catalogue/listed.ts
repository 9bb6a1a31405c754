import type { CatalogueEntry } from "./entry";

/**
 * The page of the Search service lists types of every service by name.
 * @see https://docs.oracle.com/iaas/Content/Identity/policyreference/searchpolicyreference.htm read 2026-11-25
 */
const source = "https://docs.oracle.com/iaas/Content/Identity/policyreference/searchpolicyreference.htm";

const NAMES: Readonly<Record<string, string>> = {
  "Application Performance Monitoring": "apm-domains",
  "Analytics Cloud": "analytics-instance",
  "API Gateway": "api-deployments api-gateways api-definitions api-certificates",
  "Autonomous Recovery Service": "recovery-service-protected-database recovery-service-policy recovery-service-subnet",
  Bastion: "bastion",
  "Block Volume": "volume-replicas",
  "Blockchain Platform": "blockchain-platforms",
  Budgets: "usage-budgets",
  Certificates:
    "cabundles cabundle-associations leaf-certificates certificate-associations certificate-authorities certificate-authority-associations",
  "Cloud Guard":
    "cloud-guard-detector-recipes cloud-guard-managed-lists cloud-guard-responder-recipes cloud-guard-targets",
  "Cluster Placement Groups": "cluster-placement-group",
  "Connector Hub": "serviceconnectors",
  "Container Instances": "compute-containers compute-container-instances",
  "Console Dashboards": "dashboards dashboard-groups",
  "Data Catalog": "data-catalogs data-catalog-private-endpoints data-catalog-metastores",
  "Data Flow": "dataflow-application dataflow-run",
  "Data Integration": "dis-workspaces",
  "Data Safe": "data-safe-private-endpoints",
  "Data Science":
    "data-science-jobs data-science-job-runs data-science-models data-science-model-deployments data-science-notebook-sessions data-science-projects",
  Database:
    "autonomous-container-databases autonomous-databases autonomous-vmclusters backup-destinations cloud-autonomous-vmclusters cloud-exadata-infrastructures cloud-vmclusters databases database-software-images db-homes key-stores db-nodes dbservers db-systems exadata-infrastructures external-container-databases external-database-connectors external-non-container-databases external-pluggable-databases pluggable-databases vmclusters vmcluster-networks",
  "Database Management":
    "dbmgmt-jobs dbmgmt-managed-databases dbmgmt-managed-database-groups dbmgmt-named-credentials dbmgmt-private-endpoints",
  "Database Migration": "odms-agent odms-connection odms-job odms-migration",
  "Database Tools": "database-tools-connections database-tools-private-endpoints",
  "Digital Assistant": "oda-instances",
  "Email Delivery": "approved-senders email-domains dkim",
  Events: "cloudevents-rules",
  "File Storage": "mount-target",
  "Fleet Application Management": "fams-fleets fams-maintenance-windows fams-schedules",
  "Full Stack Disaster Recovery":
    "disaster-recovery-protection-groups disaster-recovery-plans disaster-recovery-plan-executions",
  GoldenGate: "goldengate-deployments goldengate-connections",
  Integration: "integration-instance",
  "Java Management": "fleets",
  Logging: "logs",
  "Management Agent": "management-agents management-agent-install-keys",
  "Media Services":
    "media-workflow media-stream-distribution-channel media-stream-packaging-config media-stream-cdn-config",
  Monitoring: "alarms",
  "Network Firewall": "network-firewall-policy",
  "NoSQL Database Cloud": "nosql-tables",
  "OCI Database with PostgreSQL": "postgres-backups postgres-configurations postgres-db-systems",
  "OS Management": "osms-managed-instance-groups osms-scheduled-jobs osms-software-sources",
  "OS Management Hub":
    "osmh-lifecycle-environments osmh-managed-instance-groups osmh-management-stations osmh-profiles osmh-scheduled-jobs osmh-software-sources",
  "Process Automation": "process-automation-instance",
  Queue: "queue",
  "Resource Manager": "orm-templates",
  "Security Zones": "security-zone security-recipe",
  "Service Limits": "quotas",
  "Service Mesh": "service-meshes mesh-access-policies",
};

/** Types of which only the name and the service are known. */
export const listed: readonly CatalogueEntry[] = Object.entries(NAMES).flatMap(([service, names]) =>
  names.split(" ").map((type): CatalogueEntry => ({ type, service, source })),
);
