import * as path from "node:path";

import type { ClientConfiguration } from "../../sandbox/plugins/oci/oracle-client";
import { runEngineIn } from "../engine";
import { idOf, type StackSource } from "../programs";
import { labelOf, PROJECT } from "../workspace";
import { ociFinder } from "./finder";
import type { Interrupted } from "./recover-stack";

/** A profile of the file that Oracle's CLI and SDKs read. */
export interface Profile {
  /** @default `~/.oci/config` */
  readonly file?: string;
  /** @default `DEFAULT` */
  readonly name?: string;
}

/**
 * A stack of a tenancy: its state is where the user's own `pulumi login` has it, and its resources are looked up as the
 * user of the profile, in the region of each resource's provider.
 */
export function interruptedInTenancy(source: StackSource, profile: Profile): Interrupted {
  const configured = profileConfiguration(profile);
  return {
    name: labelOf(idOf(source)),
    engine: (args) => runEngineIn(process.env, args, { output: "collect" }),
    place: ["--stack", source.stack, "-C", source.program.folder],
    refresh: [],
    finder: ociFinder(({ region }) => ({
      configuration: { ...configured, ...(typeof region === "string" ? { region } : {}) },
    })),
    others: new Set(),
    backups: path.join(PROJECT, ".recover"),
  };
}

/** Who signs requests, as the profile says: a user's key, or a session of `oci session authenticate`. @throws Error */
export function profileConfiguration({ file, name = "DEFAULT" }: Profile): ClientConfiguration {
  const { ConfigFileAuthenticationDetailsProvider } = require("oci-common") as typeof import("oci-common");
  const read = (): InstanceType<typeof ConfigFileAuthenticationDetailsProvider> => {
    try {
      return new ConfigFileAuthenticationDetailsProvider(file, name);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`profile '${name}' of '${file ?? "~/.oci/config"}' could not be read: ${reason}`, {
        cause: error,
      });
    }
  };
  const details = read();
  const [passphrase, sessionToken] = [details.getPassphrase(), details.sessionToken];
  return {
    tenancyId: details.getTenantId(),
    userId: details.getUser(),
    fingerprint: details.getFingerprint(),
    privateKey: details.getPrivateKey(),
    region: details.getRegion().regionId,
    ...(passphrase ? { passphrase } : {}),
    ...(sessionToken ? { sessionToken } : {}),
  };
}
