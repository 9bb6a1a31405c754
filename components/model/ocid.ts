/** Realm of an OCID, e.g. `oc1`. Undefined for what is no OCID. */
export function realmOf(ocid: string): string | undefined {
  return /^ocid1\.[a-z]+\.(oc\d+)\./.exec(ocid)?.[1];
}

/**
 * Region identifier of an OCID, e.g. `eu-frankfurt-1`. Undefined for one that names none, as those of IAM, or that names
 * it by a key such as `fra`.
 * @see facts 8
 */
export function regionOf(ocid: string): string | undefined {
  return /^ocid1\.[a-z]+\.oc\d+\.([a-z]+(?:-[a-z]+)+-\d+)\./.exec(ocid)?.[1];
}
