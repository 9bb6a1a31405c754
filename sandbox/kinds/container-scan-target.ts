import { discriminator, movableCompartment, optionalText, state, systemTags, tags, text, type Kind } from "./kind";

/**
 * Scan target: the repositories whose images a recipe is used on. The recipe can't be deleted meanwhile. The service must
 * be allowed to read the repositories first.
 * @see facts 3.5
 */
export const containerScanTarget: Kind = {
  token: "oci:VulnerabilityScanning/containerScanTarget:ContainerScanTarget",
  entity: "vsscontainerscantarget",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    containerScanRecipeId: { type: "string", required: true },
    description: optionalText,
    displayName: optionalText,
    targetRegistry: {
      type: {
        properties: {
          compartmentId: { type: "string", required: true },
          repositories: { type: ["string"] },
          type: discriminator({ OCIR: [] }),
          url: { type: "string" },
        },
      },
      required: true,
    },
  },
  computed: { state, systemTags, timeCreated: text, timeUpdated: text },
  rest: {
    base: "/20210215",
    collection: "containerScanTargets",
    target: "ACTIVE",
    workRequest: { entityType: "containerScanTarget", on: ["create", "update", "delete"] },
    uses: [
      {
        by: { service: "vulnerability-scanning-service" },
        permission: "REPOSITORY_READ",
        compartment: "targetRegistry.compartmentId",
      },
    ],
    parent: "containerScanRecipeId",
    parentKind: "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe",
    list: "items",
    fill: (object) => ({ displayName: object["displayName"] ?? object["id"] }),
  },
  sdk: { package: "oci-vulnerabilityscanning", client: "VulnerabilityScanningClient", noun: "ContainerScanTarget" },
};
