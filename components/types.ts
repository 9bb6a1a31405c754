/** Type tokens of this project's components. Part of every URN: a token is never renamed without an alias. */
export const types = {
  access: "oci-delivery:index:Access",
  buildPipeline: "oci-delivery:index:BuildPipeline",
  deployEnvironment: "oci-delivery:index:DeployEnvironment",
  deployPipeline: "oci-delivery:index:DeployPipeline",
  imageScanning: "oci-delivery:index:ImageScanning",
  namespaces: "oci-delivery:index:Namespaces",
  project: "oci-delivery:index:Project",
  registry: "oci-delivery:index:Registry",
  serviceAccess: "oci-delivery:index:ServiceAccess",
  serviceDelivery: "oci-delivery:index:ServiceDelivery",
  source: "oci-delivery:index:Source",
  vaultSecret: "oci-delivery:index:VaultSecret",
} as const;
