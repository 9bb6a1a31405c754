import { state, text, type Kind } from "./kind";

/**
 * Auth token of a user, the password that pulls images: told once, when it is made; two for each user at most. The API
 * has no GET of one, and the sandbox no users: any OCID is one.
 * @see facts 8, "Two auth tokens per user"
 * @see terraform-provider-oci, `identity_auth_token_resource.go`, read 2026-11-25
 */
export const authToken: Kind = {
  token: "oci:Identity/authToken:AuthToken",
  entity: "credential",
  inputs: {
    description: { type: "string", required: true },
    userId: { type: "string", required: true, replaceOnChange: true },
  },
  computed: {
    inactiveState: { type: "string", attribute: "inactiveStatus" },
    state,
    timeCreated: text,
    timeExpires: text,
    token: { ...text, toldOnce: true },
  },
  rest: {
    base: "/20160918",
    collection: "users/{userId}/authTokens",
    target: "ACTIVE",
    writtenAtHome: true,
    listedOnly: true,
    parent: "userId",
    most: 2,
    list: "array",
    fill: (object) => ({ token: `sandbox-${String(object["id"]).slice(-12)}` }),
  },
  sdk: { package: "oci-identity", client: "IdentityClient", noun: "AuthToken" },
};
