import { randomBytes } from "node:crypto";

import type { Kind } from "../kinds/kind";

const BYTES = 30;

/** No OCID of OCI's has hexadecimal digits alone. */
const ISSUED = new RegExp(`^ocid1\\.[a-z]+\\.oc1\\.[a-z0-9-]*\\.[0-9a-f]{${BYTES * 2}}$`);

/** An identifier for a new object. IAM is global: its OCIDs name no region. */
export function newId(kind: Kind, region: string): string {
  if (kind.rest.ids === "scim") return randomBytes(16).toString("hex");
  return newOcid(kind.entity, kind.sdk.package === "oci-identity" ? "" : region);
}

/** An OCID for something new. @param entity its second part, e.g. `containerimage` */
export function newOcid(entity: string, region: string): string {
  return `ocid1.${entity}.oc1.${region}.${randomBytes(BYTES).toString("hex")}`;
}

/** Whether an OCID is one that a sandbox gives out. Any other is of something that was there before. */
export function isIssued(id: string): boolean {
  return ISSUED.test(id);
}
