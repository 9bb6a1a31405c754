import { fixedName, state, tags, text, type Kind } from "./kind";

/** IAM dynamic group of the classic API: unique by name in the tenancy, written in the home region only. */
export const dynamicGroup: Kind = {
  token: "oci:Identity/dynamicGroup:DynamicGroup",
  entity: "dynamicgroup",
  inputs: {
    ...tags,
    compartmentId: { type: "string", required: true, replaceOnChange: true },
    description: { type: "string", required: true },
    matchingRule: { type: "string", required: true, language: "matching-rule" },
    name: fixedName,
  },
  computed: { inactiveState: { type: "string", attribute: "inactiveStatus" }, state, timeCreated: text },
  rest: {
    base: "/20160918",
    collection: "dynamicGroups",
    target: "ACTIVE",
    writtenAtHome: true,
    unique: { attribute: "name", within: "tenancy" },
    list: "array",
  },
  sdk: { package: "oci-identity", client: "IdentityClient", noun: "DynamicGroup" },
};
