import * as vault from "@pulumi/oci/vault";
import * as pulumi from "@pulumi/pulumi";

import { types } from "./types";

export interface VaultSecretArgs {
  readonly compartmentId: pulumi.Input<string>;
  readonly vaultId: pulumi.Input<string>;
  /** Symmetric key in the same vault. */
  readonly keyId: pulumi.Input<string>;
  /** Unique in the vault, among secrets whose deletion is pending too; a change replaces the secret. */
  readonly secretName: string;
  /** What is kept. Encrypted in the state and shown nowhere, whether it is given as a secret or not. */
  readonly value: pulumi.Input<string>;
  /** Days, 1 to 90, after which a version can't be read any more. @default - it can be read for ever */
  readonly expiry?: number;
  /** Whether the engine refuses to replace or delete the secret. @default false */
  readonly protect?: boolean;
}

/**
 * A secret of a vault that is made from a secret of the stack file. Another value becomes a new version under the same
 * OCID, so that who reads the secret needs no change. OCI rotates secrets by itself only for databases and functions: a
 * token is renewed where it was issued, and then here.
 *
 * When it is deleted, OCI keeps it for 30 days and its name with it: a secret that is made again needs another name.
 * @see facts 3.1
 */
export class VaultSecret extends pulumi.ComponentResource {
  readonly secretId: pulumi.Output<string>;

  constructor(name: string, args: VaultSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.vaultSecret, name, {}, opts);
    const content = pulumi.secret(args.value).apply((value) => Buffer.from(value, "utf8").toString("base64"));

    const secret = new vault.Secret(
      name,
      {
        compartmentId: args.compartmentId,
        vaultId: args.vaultId,
        keyId: args.keyId,
        secretName: args.secretName,
        // without a name for the version: with one, OCI refuses the next (terraform-provider-oci issue 1913)
        secretContent: { contentType: "BASE64", content },
        ...(args.expiry === undefined
          ? {}
          : {
              secretRules: [
                {
                  ruleType: "SECRET_EXPIRY_RULE",
                  secretVersionExpiryInterval: `P${args.expiry}D`,
                  isSecretContentRetrievalBlockedOnExpiry: true,
                },
              ],
            }),
      },
      { parent: this, protect: args.protect ?? false, additionalSecretOutputs: ["secretContent"] },
    );

    this.secretId = secret.id;
    this.registerOutputs({ secretId: this.secretId });
  }
}
