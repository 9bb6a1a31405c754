/** Tokens of registries and of what scans them. */
export const registryTypes = {
  container: "oci:Artifacts/containerRepository:ContainerRepository",
  generic: "oci:Artifacts/repository:Repository",
  scanTarget: "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget",
  scanRecipe: "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe",
} as const;
