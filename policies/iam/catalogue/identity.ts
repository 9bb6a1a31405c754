import type { CatalogueEntry } from "./entry";

/** @see https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/iampolicyreference.htm read 2026-11-25 */
const source = "https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/iampolicyreference.htm";
const service = "IAM with Identity Domains";

export const identity: readonly CatalogueEntry[] = [
  {
    type: "authentication-policies",
    service,
    adds: ["AUTHENTICATION_POLICY_INSPECT", "", "", "AUTHENTICATION_POLICY_UPDATE"],
    source,
  },
  {
    type: "compartments",
    service,
    adds: [
      "COMPARTMENT_INSPECT",
      "",
      "COMPARTMENT_UPDATE",
      "COMPARTMENT_CREATE COMPARTMENT_DELETE COMPARTMENT_RECOVER",
    ],
    source,
  },
  {
    type: "credentials",
    service,
    adds: ["CREDENTIAL_INSPECT", "", "", "CREDENTIAL_ADD CREDENTIAL_UPDATE CREDENTIAL_REMOVE"],
    variables: ["target.credential.type", "target.user.id", "target.user.name"],
    source,
  },
  {
    type: "domains",
    service,
    adds: [
      "DOMAIN_INSPECT",
      "DOMAIN_READ DOMAIN_LICENSETYPE_READ",
      "DOMAIN_UPDATE IAM_WORKREQUEST_READ",
      "DOMAIN_CREATE DOMAIN_DELETE DOMAIN_MOVE DOMAIN_REPLICATE DOMAIN_ACTIVATE DOMAIN_DEACTIVATE",
    ],
    variables: ["target.domain.id", "target.domain.name"],
    source,
  },
  {
    type: "dynamic-groups",
    service,
    adds: ["DYNAMIC_GROUP_INSPECT", "", "DYNAMIC_GROUP_UPDATE", "DYNAMIC_GROUP_CREATE DYNAMIC_GROUP_DELETE"],
    variables: ["target.dynamicgroup.id", "target.dynamicgroup.name"],
    // facts 1.1
    isOfTenancy: true,
    source,
  },
  {
    type: "groups",
    service,
    adds: ["GROUP_INSPECT", "", "GROUP_UPDATE", "GROUP_CREATE GROUP_DELETE"],
    // of a user who is added or removed: not in the page's table, not to be warned of either
    variables: ["target.group.id", "target.group.name", "target.group.member", "target.user.id", "target.user.name"],
    source,
  },
  { type: "iamworkrequest", service, source },
  {
    type: "identity-providers",
    service,
    adds: [
      "IDENTITY_PROVIDER_INSPECT",
      "",
      "",
      "IDENTITY_PROVIDER_UPDATE IDENTITY_PROVIDER_CREATE IDENTITY_PROVIDER_DELETE",
    ],
    source,
  },
  {
    type: "network-sources",
    service,
    adds: ["NETWORK_SOURCE_INSPECT", "", "NETWORK_SOURCE_UPDATE", "NETWORK_SOURCE_CREATE NETWORK_SOURCE_DELETE"],
    source,
  },
  {
    type: "policies",
    service,
    adds: ["POLICY_READ", "", "", "POLICY_UPDATE POLICY_CREATE POLICY_DELETE"],
    // `target.policy.type` came with deny policies, and is on their page
    variables: ["target.policy.id", "target.policy.name", "target.policy.autoupdate", "target.policy.type"],
    source,
  },
  {
    type: "tag-defaults",
    service,
    adds: [
      "TAG_DEFAULT_INSPECT TAG_NAMESPACE_READ",
      "",
      "",
      "TAG_DEFAULT_CREATE TAG_DEFAULT_UPDATE TAG_DEFAULT_DELETE",
    ],
    source,
  },
  {
    type: "tag-namespaces",
    service,
    adds: [
      "TAG_NAMESPACE_INSPECT",
      "",
      "TAG_NAMESPACE_USE",
      "TAG_NAMESPACE_UPDATE TAG_NAMESPACE_CREATE TAG_NAMESPACE_MOVE TAG_NAMESPACE_DELETE",
    ],
    variables: ["target.tag-namespace.id", "target.tag-namespace.name"],
    source,
  },
  { type: "tenancies", service, adds: ["TENANCY_INSPECT", "", "TENANCY_UPDATE", ""], isOfTenancy: true, source },
  {
    type: "users",
    service,
    adds: [
      "USER_INSPECT",
      "USER_READ",
      "USER_UPDATE",
      "USER_CREATE USER_DELETE USER_UNBLOCK USER_APIKEY_ADD USER_APIKEY_REMOVE USER_UIPASS_SET USER_UIPASS_RESET " +
        "USER_SWIFTPASS_SET USER_SWIFTPASS_RESET USER_SWIFTPASS_REMOVE USER_AUTHTOKEN_SET USER_AUTHTOKEN_RESET " +
        "USER_AUTHTOKEN_REMOVE USER_OAUTH2_CLIENT_CRED_CREATE USER_OAUTH2_CLIENT_CRED_UPDATE " +
        "USER_OAUTH2_CLIENT_CRED_REMOVE USER_SECRETKEY_ADD USER_SECRETKEY_UPDATE USER_SECRETKEY_REMOVE " +
        "USER_SUPPORT_ACCOUNT_LINK USER_SUPPORT_ACCOUNT_UNLINK USER_TOTPDEVICE_ADD USER_TOTPDEVICE_REMOVE " +
        "USER_TOTPDEVICE_UPDATE",
    ],
    // of the group that a user is added to or removed from: as the documentation's examples have it
    variables: ["target.user.id", "target.user.name", "target.group.id", "target.group.name", "target.group.member"],
    // "users reside in the tenancy": https://docs.oracle.com/en-us/iaas/Content/Identity/policiescommon/commonpolicies.htm
    // read 2026-11-25
    isOfTenancy: true,
    source,
  },
  { type: "workrequest", service, source },
];
