/** Type tokens of this project's components. Part of every URN: a token is never renamed without an alias. */
export const types = {
  access: "oci-delivery:index:Access",
  project: "oci-delivery:index:Project",
  registry: "oci-delivery:index:Registry",
} as const;
