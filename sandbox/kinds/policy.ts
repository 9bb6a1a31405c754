import { fixedName, state, tags, text, type Kind } from "./kind";

/** IAM policy: statements that hold at or below the compartment it is attached to. */
export const policy: Kind = {
  token: "oci:Identity/policy:Policy",
  entity: "policy",
  inputs: {
    ...tags,
    compartmentId: { type: "string", required: true, replaceOnChange: true },
    description: { type: "string", required: true },
    name: fixedName,
    statements: { type: ["string"], required: true, language: "policy-statement" },
    versionDate: { type: "string", computed: true },
  },
  computed: {
    ETag: { type: "string", header: "etag" },
    inactiveState: { type: "string", attribute: "inactiveStatus" },
    lastUpdateETag: { type: "string", header: "etag" },
    policyHash: { type: "string", header: "etag" },
    state,
    timeCreated: text,
  },
  rest: {
    base: "/20160918",
    collection: "policies",
    target: "ACTIVE",
    writtenAtHome: true,
    countedOnPath: "statements",
    unique: { attribute: "name", within: "compartment" },
    list: "array",
  },
  sdk: { package: "oci-identity", client: "IdentityClient", noun: "Policy" },
};
