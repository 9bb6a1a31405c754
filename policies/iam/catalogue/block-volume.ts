import type { CatalogueEntry } from "./entry";

/**
 * Types, family and variables.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/corepolicyreference.htm read 2026-11-25
 *
 * Permissions by verb.
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/corepolicyreference_topic-Details_for_Verb__ResourceType_Combinations.htm
 * read 2026-11-25
 */
const source =
  "https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/corepolicyreference_topic-Details_for_Verb__ResourceType_Combinations.htm";
const service = "Block Volume";

/** The page lists them for all core services. */
const variables = ["target.boot-volume.kms-key.id", "target.image.id"];

const ADDS: Readonly<Record<string, NonNullable<CatalogueEntry["adds"]>>> = {
  volumes: ["VOLUME_INSPECT", "", "VOLUME_UPDATE VOLUME_WRITE", "VOLUME_CREATE VOLUME_DELETE VOLUME_MOVE"],
  "volume-attachments": [
    "VOLUME_ATTACHMENT_INSPECT",
    "VOLUME_ATTACHMENT_READ",
    "VOLUME_ATTACHMENT_UPDATE",
    "VOLUME_ATTACHMENT_CREATE VOLUME_ATTACHMENT_DELETE",
  ],
  "volume-backups": [
    "VOLUME_BACKUP_INSPECT",
    "VOLUME_BACKUP_READ",
    "VOLUME_BACKUP_COPY VOLUME_BACKUP_UPDATE",
    "VOLUME_BACKUP_CREATE VOLUME_BACKUP_DELETE VOLUME_BACKUP_MOVE",
  ],
  "boot-volume-backups": [
    "BOOT_VOLUME_BACKUP_INSPECT",
    "BOOT_VOLUME_BACKUP_READ",
    "BOOT_VOLUME_BACKUP_UPDATE BOOT_VOLUME_BACKUP_COPY",
    "BOOT_VOLUME_BACKUP_CREATE BOOT_VOLUME_BACKUP_DELETE BOOT_VOLUME_BACKUP_MOVE",
  ],
  "backup-policies": [
    "BACKUP_POLICY_INSPECT",
    "",
    "BACKUP_POLICIES_UPDATE",
    "BACKUP_POLICIES_CREATE BACKUP_POLICIES_DELETE",
  ],
  "backup-policy-assignments": [
    "BACKUP_POLICY_ASSIGNMENT_INSPECT",
    "",
    "",
    "BACKUP_POLICY_ASSIGNMENT_CREATE BACKUP_POLICY_ASSIGNMENT_DELETE",
  ],
  "volume-groups": [
    "VOLUME_GROUP_INSPECT",
    "",
    "",
    "VOLUME_GROUP_UPDATE VOLUME_GROUP_CREATE VOLUME_GROUP_DELETE VOLUME_GROUP_MOVE",
  ],
  "volume-group-backups": [
    "VOLUME_GROUP_BACKUP_INSPECT",
    "",
    "",
    "VOLUME_GROUP_BACKUP_UPDATE VOLUME_GROUP_BACKUP_CREATE VOLUME_GROUP_BACKUP_DELETE VOLUME_GROUP_BACKUP_MOVE",
  ],
};

export const blockVolume: readonly CatalogueEntry[] = [
  { type: "volume-family", service, members: Object.keys(ADDS), source },
  ...Object.entries(ADDS).map(([type, adds]): CatalogueEntry => ({ type, service, adds, variables, source })),
];
