import { movableCompartment, optionalText, state, systemTags, tags, text, type Kind } from "./kind";

/** Scan recipe: how images are scanned for vulnerabilities, and how many of a repository. */
export const containerScanRecipe: Kind = {
  token: "oci:VulnerabilityScanning/containerScanRecipe:ContainerScanRecipe",
  entity: "vsscontainerscanrecipe",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    displayName: optionalText,
    imageCount: { type: "integer", computed: true },
    scanSettings: {
      type: { properties: { scanLevel: { type: "string", required: true, oneOf: ["NONE", "STANDARD"] } } },
      required: true,
    },
  },
  computed: { state, systemTags, timeCreated: text, timeUpdated: text },
  rest: {
    base: "/20210215",
    collection: "containerScanRecipes",
    target: "ACTIVE",
    workRequest: { entityType: "containerScanRecipe", on: ["create", "update", "delete"] },
    list: "items",
    fill: (object) => ({ displayName: object["displayName"] ?? object["id"] }),
  },
  sdk: { package: "oci-vulnerabilityscanning", client: "VulnerabilityScanningClient", noun: "ContainerScanRecipe" },
};
