import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/iaas/Content/Identity/Reference/keypolicyreference.htm read 2026-11-25 */
const source = "https://docs.oracle.com/iaas/Content/Identity/Reference/keypolicyreference.htm";
const service = "Vault";

/** The page lists them for the whole service, not by type. */
const variables = [
  "target.boot-volume.kms-key.id",
  "target.key.id",
  "target.vault.id",
  "target.secret.name",
  "target.secret.id",
];

export const vault: readonly CatalogueEntry[] = [
  { type: "secret-family", service, members: ["secrets", "secret-versions", "secret-bundles"], source },
  {
    type: "vaults",
    service,
    adds: [
      "VAULT_INSPECT",
      "VAULT_READ",
      "VAULT_CREATE_KEY VAULT_IMPORT_KEY VAULT_CREATE_SECRET",
      "VAULT_CREATE VAULT_UPDATE VAULT_DELETE VAULT_MOVE VAULT_BACKUP VAULT_RESTORE VAULT_REPLICATE",
    ],
    variables,
    source,
  },
  {
    type: "keys",
    service,
    adds: [
      "KEY_INSPECT",
      "KEY_READ",
      "KEY_ENCRYPT KEY_DECRYPT KEY_EXPORT KEY_SIGN KEY_VERIFY",
      "KEY_CREATE KEY_UPDATE KEY_ROTATE KEY_DELETE KEY_MOVE KEY_IMPORT KEY_BACKUP KEY_RESTORE",
    ],
    variables,
    source,
  },
  { type: "key-delegate", service, adds: ["", "", "KEY_ASSOCIATE KEY_DISASSOCIATE", ""], variables, source },
  {
    type: "hsm-cluster",
    service,
    adds: [
      "HSM_CLUSTER_INSPECT",
      "HSM_CLUSTER_READ",
      "HSM_CLUSTER_UPDATE",
      "HSM_CLUSTER_DELETE HSM_CLUSTER_CREATE HSM_CLUSTER_MOVE",
    ],
    source,
  },
  {
    type: "secrets",
    service,
    adds: ["SECRET_INSPECT", "SECRET_READ", "SECRET_UPDATE", "SECRET_CREATE SECRET_DELETE SECRET_MOVE"],
    variables,
    source,
  },
  {
    type: "secret-versions",
    service,
    adds: ["SECRET_VERSION_INSPECT", "SECRET_VERSION_READ", "", "SECRET_VERSION_DELETE"],
    variables,
    source,
  },
  {
    type: "secret-bundles",
    service,
    adds: ["SECRET_BUNDLE_INSPECT", "SECRET_BUNDLE_READ", "", ""],
    variables,
    source,
  },
  { type: "secret-replication", service, source },
];
