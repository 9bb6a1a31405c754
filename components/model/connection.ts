import type { ExternalSource } from "./build-stages";

/**
 * A connection to an external git service, by what its type needs. Bitbucket Cloud is not among them: it takes app
 * passwords alone, which Atlassian has removed.
 * @see facts 2.1
 */
export type ConnectionSpec<Secret = string> =
  | { readonly provider: "github" | "gitlab"; readonly tokenSecretId: Secret }
  | { readonly provider: "vbs"; readonly tokenSecretId: Secret; readonly baseUrl: string }
  | {
      readonly provider: "gitlab-server" | "bitbucket-server";
      readonly tokenSecretId: Secret;
      readonly baseUrl: string;
      /** OCID of the bundle that the server's certificate is checked with. @default - public authorities */
      readonly caBundleId?: string;
    };

export type Provider = ConnectionSpec["provider"];

/** How OCI calls each provider: as a connection, and as the source of a build stage or trigger. */
export const PROVIDERS: Readonly<
  Record<Provider, { readonly connectionType: string; readonly source: ExternalSource }>
> = {
  github: { connectionType: "GITHUB_ACCESS_TOKEN", source: "GITHUB" },
  gitlab: { connectionType: "GITLAB_ACCESS_TOKEN", source: "GITLAB" },
  "gitlab-server": { connectionType: "GITLAB_SERVER_ACCESS_TOKEN", source: "GITLAB_SERVER" },
  "bitbucket-server": { connectionType: "BITBUCKET_SERVER_ACCESS_TOKEN", source: "BITBUCKET_SERVER" },
  vbs: { connectionType: "VBS_ACCESS_TOKEN", source: "VBS" },
};

/** Inputs of a `Connection` that depend on its type. The token's OCID is given, never the token. */
export interface ConnectionInputs<Secret = string> {
  readonly connectionType: string;
  readonly accessToken: Secret;
  readonly baseUrl?: string;
  readonly tlsVerifyConfig?: { readonly tlsVerifyMode: string; readonly caCertificateBundleId: string };
}

/** @see facts 2.1 */
export function connectionInputs<Secret>(spec: ConnectionSpec<Secret>): ConnectionInputs<Secret> {
  const { connectionType } = PROVIDERS[spec.provider];
  const common = { connectionType, accessToken: spec.tokenSecretId };
  switch (spec.provider) {
    case "github":
    case "gitlab":
      return common;
    case "vbs":
      return { ...common, baseUrl: spec.baseUrl };
    case "gitlab-server":
    case "bitbucket-server":
      return {
        ...common,
        baseUrl: spec.baseUrl,
        ...(spec.caBundleId
          ? { tlsVerifyConfig: { tlsVerifyMode: "CA_CERTIFICATE_VERIFY", caCertificateBundleId: spec.caBundleId } }
          : {}),
      };
  }
}
