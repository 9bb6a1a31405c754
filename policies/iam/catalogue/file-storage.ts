import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/Identity/policyreference/filestoragepolicyreference.htm read 2026-11-25, in part */
const source = "https://docs.oracle.com/iaas/Content/Identity/policyreference/filestoragepolicyreference.htm";
const service = "File Storage";

/** As published statements have them: the tables of these types were not read. */
const UNCONFIRMED: Readonly<Record<string, string>> = {
  "file-systems":
    "FILE_SYSTEM_INSPECT FILE_SYSTEM_READ FILE_SYSTEM_CLONE FILE_SYSTEM_DELETE FILE_SYSTEM_DELETE_SNAPSHOT FILE_SYSTEM_NFSV3_EXPORT FILE_SYSTEM_NFSV3_UNEXPORT",
  "mount-targets": "MOUNT_TARGET_INSPECT MOUNT_TARGET_DELETE",
};

const TYPES = [
  "file-systems",
  "filesystem-snapshot-policies",
  "mount-targets",
  "outbound-connectors",
  "replications",
  "replication-targets",
];

export const fileStorage: readonly CatalogueEntry[] = [
  { type: "file-family", service, members: [...TYPES, "export-sets", "work-requests"], source },
  {
    type: "export-sets",
    service,
    adds: ["EXPORT_SET_INSPECT", "EXPORT_SET_READ", "", "EXPORT_SET_CREATE EXPORT_SET_UPDATE EXPORT_SET_DELETE"],
    source,
  },
  ...TYPES.map((type): CatalogueEntry => {
    const unconfirmed = UNCONFIRMED[type];
    return { type, service, ...(unconfirmed && { unconfirmed }), source };
  }),
];
