import { fixedName, movableCompartment, state, tags, text, type Kind } from "./kind";

/** Tag namespace: holds the keys of defined tags. Unique by name in the tenancy. */
export const tagNamespace: Kind = {
  token: "oci:Identity/tagNamespace:TagNamespace",
  entity: "tagnamespace",
  inputs: {
    ...tags,
    compartmentId: movableCompartment,
    description: { type: "string", required: true },
    isRetired: { type: "boolean", computed: true },
    name: fixedName,
  },
  computed: { state, timeCreated: text },
  rest: {
    base: "/20160918",
    collection: "tagNamespaces",
    target: "ACTIVE",
    immediate: ["create"],
    writtenAtHome: true,
    unique: { attribute: "name", within: "tenancy" },
    list: "array",
    fill: (object) => ({ isRetired: object["isRetired"] ?? false }),
  },
  sdk: {
    package: "oci-identity",
    client: "IdentityClient",
    noun: "TagNamespace",
    moveDetails: "changeTagNamespaceCompartmentDetail",
  },
};
