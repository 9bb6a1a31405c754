import { z } from "zod";

import { usesCluster } from "./deploy-plan";
import type { Names } from "./names";
import { ocid, text } from "./fields";
import type { ServiceSettings } from "./service-schema";
import { GROUP } from "./subject";
import { withheld } from "./withheld";

/**
 * How the nodes of the cluster pull images, where their own credential provider does not. The token stands in the stack
 * file, encrypted, and is not read from its vault: whoever previews the stack would have to be allowed to read it then.
 * @see facts 4.3
 */
export const pullSchema = z
  .strictObject(
    {
      user: text(/^[^\s:]+$/, "the name of a user, e.g. 'image-puller' or 'Corp/image-puller'").describe(
        "User whose token it is, one for this alone; `<domain>/<user>` outside of the Default domain",
      ),
      token: text(/^\S.*$/, "an auth token, encrypted by 'pulumi config set --secret --path'").describe(
        "Auth token of that user, encrypted by `pulumi config set --secret --path`",
      ),
      tokenSecret: ocid("vaultsecret")
        .optional()
        .describe(
          "OCID of the vault secret that the token is kept in: the output `pull` has the commands to rotate it",
        ),
      group: text(GROUP, "a group, e.g. 'Image-Pullers', 'Domain/Image-Pullers' or its OCID")
        .optional()
        .describe(
          "Group of that user, which may then read the repositories of what runs in the cluster. Default: nothing is granted",
        ),
    },
    "e.g. { user: image-puller, token: ... }",
  )
  .optional()
  .describe("How the cluster pulls images. Default: by the nodes' credential provider, without a password")
  .register(withheld, {
    mayBeCredential: (path, value) => path.at(-1) === "token" || /\btoken\b/.test(JSON.stringify(value) ?? ""),
  });

type PullSettings = NonNullable<z.output<typeof pullSchema>>;

/** A user's way into the container registry. */
export interface PullPlan extends Pick<PullSettings, "user" | "token" | "tokenSecret"> {
  /** Full names of the container repositories that this user reads, and no other. */
  readonly repositories: readonly string[];
}

/** Decides whose images are pulled by the user's token: those of the services that run in the cluster. */
export function pullOf(
  pull: PullSettings | undefined,
  services: readonly ServiceSettings[],
  names: Names,
): PullPlan | undefined {
  if (pull === undefined) return undefined;
  const { user, token, tokenSecret } = pull;
  const repositories = services
    .filter(({ deploy }) => deploy !== undefined && usesCluster(deploy))
    .map(({ artifacts }) => names.repository(artifacts.image));
  return { user, token, ...(tokenSecret === undefined ? {} : { tokenSecret }), repositories };
}

/** What people know of a pull token, without it. */
export interface PullFacts {
  readonly user: string;
  /** Full names of the repositories that it must be able to read. */
  readonly repositories: readonly string[];
  /**
   * Commands that rotate it, in order: a user has two tokens at most, so that the old one works until the new one is in
   * every namespace. What is in angle brackets is for whoever types them. @see facts 4.3
   */
  readonly rotate: readonly string[];
}

/** Says whose the token is, what it reads, and how it is rotated. */
export function pullFacts({ user, tokenSecret, repositories }: PullPlan): PullFacts {
  const set = "pulumi config set --secret --path 'oci-delivery:pull.token'";
  const renewed =
    tokenSecret === undefined
      ? [set]
      : [
          `oci vault secret update-base64 --secret-id ${tokenSecret} --secret-content-content '<token in base64>'`,
          `oci secrets secret-bundle get --secret-id ${tokenSecret} --query 'data."secret-bundle-content".content' --raw-output | base64 --decode | ${set}`,
        ];
  return {
    user,
    repositories,
    rotate: [
      `oci iam auth-token create --user-id '<OCID of ${user}>' --description 'images of the cluster'`,
      ...renewed,
      "pulumi up",
      `oci iam auth-token delete --user-id '<OCID of ${user}>' --auth-token-id '<OCID of the old one>'`,
    ],
  };
}
