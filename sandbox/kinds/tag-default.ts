import { fixedParent, state, text, type Kind } from "./kind";

/** Tag default: the value that everything in a compartment gets for a key, unless it says another. One for each key. */
export const tagDefault: Kind = {
  token: "oci:Identity/tagDefault:TagDefault",
  entity: "tagdefault",
  inputs: {
    compartmentId: { type: "string", required: true, replaceOnChange: true },
    isRequired: { type: "boolean", computed: true },
    tagDefinitionId: fixedParent,
    value: { type: "string", required: true },
  },
  computed: { state, tagDefinitionName: text, tagNamespaceId: text, timeCreated: text },
  rest: {
    base: "/20160918",
    collection: "tagDefaults",
    target: "ACTIVE",
    immediate: ["create"],
    writtenAtHome: true,
    parent: "tagDefinitionId",
    parentKind: "oci:Identity/tag:Tag",
    unique: { attribute: "tagDefinitionId", within: "compartment" },
    list: "array",
    fill: (object, { parent }) => ({
      isRequired: object["isRequired"] ?? false,
      tagDefinitionName: parent?.["name"],
      tagNamespaceId: parent?.["tagNamespaceId"],
    }),
  },
  sdk: { package: "oci-identity", client: "IdentityClient", noun: "TagDefault" },
};
