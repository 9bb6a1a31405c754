import { movableCompartment, state, systemTags, tags, text, type Kind } from "./kind";

/** Container repository: unique by name across all compartments of the tenancy. */
export const containerRepository: Kind = {
  token: "oci:Artifacts/containerRepository:ContainerRepository",
  entity: "containerrepo",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    displayName: { type: "string", required: true, replaceOnChange: true },
    isImmutable: { type: "boolean", computed: true },
    isPublic: { type: "boolean", computed: true },
    readme: {
      type: { properties: { content: { type: "string", required: true }, format: { type: "string", required: true } } },
      computed: true,
    },
  },
  computed: {
    billableSizeInGbs: { type: "string", attribute: "billableSizeInGBs" },
    createdBy: text,
    imageCount: { type: "integer" },
    layerCount: { type: "integer" },
    layersSizeInBytes: text,
    namespace: text,
    state,
    systemTags,
    timeCreated: text,
    timeLastPushed: text,
  },
  rest: {
    base: "/20160918",
    collection: "container/repositories",
    target: "AVAILABLE",
    immediate: ["create"],
    takesAlong: true,
    unique: { attribute: "displayName", within: "tenancy" },
    list: "items",
    fill: (object, { userId }) => ({
      createdBy: userId,
      namespace: "sandbox",
      imageCount: 0,
      layerCount: 0,
      layersSizeInBytes: 0,
      billableSizeInGBs: 0,
      isImmutable: object["isImmutable"] ?? false,
      isPublic: object["isPublic"] ?? false,
    }),
  },
  sdk: { package: "oci-artifacts", client: "ArtifactsClient", noun: "ContainerRepository", idKey: "repositoryId" },
};
