import { text, type Kind, type ObjectShape } from "./kind";

const pair: ObjectShape = {
  properties: { key: { type: "string", required: true }, value: { type: "string", required: true } },
};

const ociTags: ObjectShape = {
  properties: {
    definedTags: {
      type: [{ properties: { ...pair.properties, namespace: { type: "string", required: true } } }],
    },
    freeformTags: { type: [pair] },
    tagSlug: { type: "string" },
  },
};

const actor: ObjectShape = {
  properties: Object.fromEntries(
    ["display", "ocid", "ref", "type", "value"].map((key) => [key, { type: "string" as const }]),
  ),
};

const meta: ObjectShape = {
  properties: Object.fromEntries(
    ["created", "lastModified", "location", "resourceType", "version"].map((key) => [key, { type: "string" as const }]),
  ),
};

/**
 * Dynamic group of an identity domain, over SCIM: its id is SCIM's, and statements by id mean its `ocid`. Whatever
 * endpoint a program names, the sandbox has one domain. It shows every attribute to every request; OCI shows
 * `matchingRule` only to those that ask for it.
 * @see terraform-provider-oci, `identity_domains_dynamic_resource_group_resource.go`, read 2026-11-25
 */
export const domainsDynamicGroup: Kind = {
  token: "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup",
  entity: "dynamicresourcegroup",
  inputs: {
    attributeSets: { type: ["string"], local: true },
    attributes: { type: "string", local: true },
    authorization: { type: "string", local: true },
    description: { type: "string", computed: true },
    displayName: { type: "string", required: true },
    idcsEndpoint: { type: "string", required: true, replaceOnChange: true, local: true },
    matchingRule: { type: "string", required: true, language: "matching-rule" },
    ocid: { type: "string", computed: true },
    resourceTypeSchemaVersion: { type: "string", local: true },
    schemas: { type: ["string"], required: true },
    tags: { type: [pair], computed: true },
    urnietfparamsscimschemasoracleidcsextensionOciTags: {
      type: ociTags,
      computed: true,
      attribute: "urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags",
      sdkAttribute: "urnIetfParamsScimSchemasOracleIdcsExtensionOciTags",
    },
  },
  computed: {
    compartmentOcid: text,
    deleteInProgress: { type: "boolean" },
    domainOcid: text,
    dynamicGroupAppRoles: { type: ["string"] },
    grants: { type: ["string"] },
    idcsCreatedBies: { type: [actor], attribute: "idcsCreatedBy" },
    idcsLastModifiedBies: { type: [actor], attribute: "idcsLastModifiedBy" },
    idcsLastUpgradedInRelease: text,
    idcsPreventedOperations: { type: ["string"] },
    metas: { type: [meta], attribute: "meta" },
    tenancyOcid: text,
  },
  rest: {
    base: "/admin/v1",
    collection: "DynamicResourceGroups",
    ids: "scim",
    target: "ACTIVE",
    immediate: ["create", "delete"],
    unique: { attribute: "displayName", within: "tenancy" },
    list: "Resources",
    fill: (object, { tenancyId, userId, now, endpoint }) => {
      const by = { ocid: userId, type: "User", value: userId };
      const id = String(object["id"]);
      return {
        ocid: `ocid1.dynamicgroup.oc1..${id}`,
        compartmentOcid: tenancyId,
        domainOcid: "ocid1.domain.oc1..sandbox",
        tenancyOcid: tenancyId,
        deleteInProgress: false,
        dynamicGroupAppRoles: [],
        grants: [],
        tags: object["tags"] ?? [],
        idcsCreatedBy: by,
        idcsLastModifiedBy: by,
        idcsLastUpgradedInRelease: "sandbox",
        idcsPreventedOperations: [],
        meta: {
          created: now,
          lastModified: now,
          location: `${endpoint}/admin/v1/DynamicResourceGroups/${id}`,
          resourceType: "DynamicResourceGroup",
        },
      };
    },
  },
  sdk: {
    package: "oci-identitydomains",
    client: "IdentityDomainsClient",
    endpointFrom: "idcsEndpoint",
    noun: "DynamicResourceGroup",
    createDetails: "dynamicResourceGroup",
    updateVerb: "put",
    updateDetails: "dynamicResourceGroup",
  },
};
