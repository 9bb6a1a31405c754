import { discriminator, fixedParent, optionalText, state, systemTags, tags, text, type Kind, type Use } from "./kind";

const secret = {
  by: { resource: "devopsconnection" },
  permission: "SECRET_BUNDLE_READ",
  variables: { target: "target.secret", nameOf: "secretName" },
} as const satisfies Partial<Use>;

/**
 * DevOps connection: how a project gets at a repository elsewhere, with a token that a secret holds, which it must be
 * allowed to read.
 * @see facts 1.2 and 1.4
 */
export const connection: Kind = {
  token: "oci:DevOps/connection:Connection",
  entity: "devopsconnection",
  inputs: {
    ...tags,
    accessToken: optionalText,
    appPassword: { ...optionalText, secret: true },
    baseUrl: optionalText,
    connectionType: discriminator({
      GITHUB_ACCESS_TOKEN: ["accessToken"],
      GITLAB_ACCESS_TOKEN: ["accessToken"],
      GITLAB_SERVER_ACCESS_TOKEN: ["accessToken", "baseUrl"],
      BITBUCKET_SERVER_ACCESS_TOKEN: ["accessToken", "baseUrl"],
      BITBUCKET_CLOUD_APP_PASSWORD: ["username", "appPassword"],
      VBS_ACCESS_TOKEN: ["accessToken", "baseUrl"],
    }),
    description: optionalText,
    displayName: optionalText,
    projectId: fixedParent,
    tlsVerifyConfig: {
      type: {
        properties: {
          caCertificateBundleId: { type: "string", required: true },
          tlsVerifyMode: discriminator({ CA_CERTIFICATE_VERIFY: ["caCertificateBundleId"] }),
        },
      },
      computed: true,
    },
    username: optionalText,
  },
  computed: {
    compartmentId: text,
    lastConnectionValidationResults: {
      type: [{ properties: { message: text, result: text, timeValidated: text } }],
      attribute: "lastConnectionValidationResult",
    },
    state,
    systemTags,
    timeCreated: text,
    timeUpdated: text,
  },
  rest: {
    base: "/20210630",
    collection: "connections",
    target: "ACTIVE",
    immediate: ["create"],
    workRequest: { entityType: "connection", on: ["create", "update", "delete"] },
    uses: [
      { ...secret, object: "accessToken" },
      { ...secret, object: "appPassword" },
    ],
    parent: "projectId",
    parentKind: "oci:DevOps/project:Project",
    list: "items",
    fill: (_object, { now, parent }) => ({
      compartmentId: parent?.["compartmentId"],
      lastConnectionValidationResult: { result: "PASS", message: "", timeValidated: now },
    }),
  },
  sdk: { package: "oci-devops", client: "DevopsClient", noun: "Connection" },
};
