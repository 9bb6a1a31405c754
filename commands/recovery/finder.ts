import { kindOf } from "../../sandbox/kinds";
import { findResources } from "../../sandbox/plugins/oci/find";
import { OracleClient, type ClientConfiguration } from "../../sandbox/plugins/oci/oracle-client";
import type { Values } from "./deployment";

/** A resource whose create may not have been recorded, with every value plain. */
export interface Sought {
  /** Pulumi type token. */
  readonly type: string;
  readonly inputs: Values;
  /** Settings of its provider resource. */
  readonly provider: Values;
}

/** A resource that is there. */
export interface Found {
  readonly id: string;
  readonly outputs: Values;
}

/** Looks up what creates have made. */
export interface Finder {
  /** Why a resource need not be looked up: making it once more makes no second one. Undefined where it would. */
  readonly needless: (type: string) => string | undefined;
  /**
   * Everything that the create may have made.
   * @throws Error when that can't be told: kind unknown, nothing to tell it apart by, not allowed to look.
   */
  readonly find: (sought: Sought) => Promise<readonly Found[]>;
}

/** Where a resource is looked up, and as whom. */
export interface Access {
  /** @default Oracle's own address of the service */
  readonly endpoint?: string;
  readonly configuration: ClientConfiguration;
}

/**
 * Finds OCI's resources through Oracle's SDK, by the table of kinds: the sandbox's, or a tenancy's.
 * @param accessTo how to get at the service for a provider resource of these settings.
 */
export function ociFinder(accessTo: (provider: Values) => Access): Finder {
  return {
    needless,
    find: async ({ type, inputs, provider }) => {
      const kind = kindOf(type);
      if (!kind) throw new Error("recover does not know this type");
      const { endpoint, configuration } = accessTo(provider);
      const own = kind.sdk.endpointFrom && inputs[kind.sdk.endpointFrom];
      const client = new OracleClient(endpoint ?? (typeof own === "string" ? own : undefined), configuration);
      const found = await findResources(client, kind, { ...inputs });
      if (!found) throw new Error("it has no name that it could be looked up by");
      return found;
    },
  };
}

function needless(type: string): string | undefined {
  if (type.startsWith("pulumi:")) return "is nothing outside the state";
  // server-side apply, which the plugin uses, makes an object or takes it over
  if (type.startsWith("kubernetes:")) return "is made or taken over by the next 'up'";
  return undefined;
}
