import { movableCompartment, optionalText, state, tags, text, type Kind } from "./kind";

/** Repository of Artifact Registry: files by path and version. */
export const genericRepository: Kind = {
  token: "oci:Artifacts/repository:Repository",
  entity: "artifactrepository",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    description: optionalText,
    displayName: optionalText,
    isImmutable: { type: "boolean", required: true, replaceOnChange: true },
    repositoryType: { type: "string", required: true, oneOf: ["GENERIC"] },
  },
  computed: { state, timeCreated: text },
  rest: {
    base: "/20160918",
    collection: "repositories",
    target: "AVAILABLE",
    immediate: ["create"],
    list: "items",
    fill: (object) => ({
      description: object["description"] ?? "",
      displayName: object["displayName"] ?? object["id"],
    }),
  },
  sdk: { package: "oci-artifacts", client: "ArtifactsClient", noun: "Repository" },
};
