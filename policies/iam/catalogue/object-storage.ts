import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/Identity/policyreference/objectstoragepolicyreference.htm read 2026-11-25 */
const source = "https://docs.oracle.com/iaas/Content/Identity/policyreference/objectstoragepolicyreference.htm";
const service = "Object Storage";

export const objectStorage: readonly CatalogueEntry[] = [
  { type: "object-family", service, members: ["objectstorage-namespaces", "buckets", "objects"], source },
  {
    type: "objectstorage-namespaces",
    service,
    adds: ["", "OBJECTSTORAGE_NAMESPACE_READ", "", "OBJECTSTORAGE_NAMESPACE_UPDATE"],
    source,
  },
  {
    type: "buckets",
    service,
    adds: [
      "BUCKET_INSPECT",
      "BUCKET_READ",
      "BUCKET_UPDATE",
      "BUCKET_CREATE BUCKET_DELETE PAR_MANAGE RETENTION_RULE_MANAGE RETENTION_RULE_LOCK",
    ],
    variables: ["target.bucket.name", "target.bucket.tag.*"],
    source,
  },
  {
    type: "objects",
    service,
    adds: [
      "OBJECT_INSPECT",
      "OBJECT_READ",
      "OBJECT_OVERWRITE",
      "OBJECT_CREATE OBJECT_DELETE OBJECT_VERSION_DELETE OBJECT_RESTORE OBJECT_UPDATE_TIER",
    ],
    variables: ["target.bucket.name", "target.bucket.tag.*", "target.object.name"],
    source,
  },
];
