import { discriminator, fixedName, fixedParent, state, tags, text, type Kind, type ObjectShape } from "./kind";

const validator: ObjectShape = {
  properties: {
    validatorType: discriminator({ DEFAULT: [], ENUM: ["values"] }),
    values: { type: ["string"], required: true },
  },
};

/** Key of a tag namespace. The API knows it by name; it must be retired before it can be deleted. */
export const tag: Kind = {
  token: "oci:Identity/tag:Tag",
  entity: "tagdefinition",
  inputs: {
    ...tags,
    description: { type: "string", required: true },
    isCostTracking: { type: "boolean", computed: true },
    isRetired: { type: "boolean", computed: true },
    name: fixedName,
    tagNamespaceId: fixedParent,
    validator: { type: validator },
  },
  computed: { state, timeCreated: text },
  rest: {
    base: "/20160918",
    collection: "tagNamespaces/{tagNamespaceId}/tags",
    key: "name",
    target: "ACTIVE",
    immediate: ["create"],
    writtenAtHome: true,
    retired: true,
    workRequest: { entityType: "tagdefinition", on: ["delete"], collection: "taggingWorkRequests" },
    parent: "tagNamespaceId",
    parentKind: "oci:Identity/tagNamespace:TagNamespace",
    unique: { attribute: "name", within: "parent" },
    list: "array",
    fill: (object, { parent }) => ({
      compartmentId: parent?.["compartmentId"],
      isCostTracking: object["isCostTracking"] ?? false,
      isRetired: object["isRetired"] ?? false,
      tagNamespaceName: parent?.["name"],
    }),
  },
  sdk: {
    package: "oci-identity",
    client: "IdentityClient",
    noun: "Tag",
    idKey: "tagName",
    workRequest: "TaggingWorkRequest",
  },
};
