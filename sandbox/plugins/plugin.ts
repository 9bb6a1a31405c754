import type { Properties } from "./values";

/** A resource as a call of the engine names it. */
export interface Named {
  /** Pulumi type token, e.g. `oci:DevOps/project:Project`. */
  readonly token: string;
  /** Its name in the program. */
  readonly name: string;
}

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  /** The inputs with what the plugin fills in. */
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
}

export interface Difference {
  /** Path of the property that differs, e.g. `configuration.source.resource`. */
  readonly path: string;
  readonly kind: "add" | "update" | "delete";
  readonly replace: boolean;
}

export interface Diff {
  readonly differences: readonly Difference[];
  /** Top-level properties that make the change a replacement. */
  readonly replaces: readonly string[];
  /** Set when the new resource would have the old one's name, which is still taken until the old one is gone. */
  readonly deleteBeforeReplace: boolean;
}

/** A resource as it really is. */
export interface Resource {
  readonly id: string;
  readonly outputs: Properties;
}

/** What the state has of a resource. */
export interface Known {
  readonly id: string;
  /** Outputs; at an import there are none. */
  readonly outputs: Properties;
  readonly inputs: Properties;
}

/** The service has the resource, but it could not be read back: the engine must keep its id, or it is lost. */
export class HalfMadeError extends Error {
  constructor(
    readonly id: string,
    readonly outputs: Properties,
    cause: unknown,
  ) {
    super(`created as ${id}, but could not be read: ${(cause as Error).message}`, { cause });
  }
}

/**
 * What a resource provider does, in values. `servePlugin` speaks the engine's protocol around it. What a method throws
 * becomes the error of the call.
 */
export interface Plugin<Client> {
  /** Name of the package, e.g. `oci`. */
  readonly package: string;
  /** Version of the official plugin whose answers this one gives. */
  readonly version: string;
  /** Makes what the calls of one provider resource go through, from its settings. */
  readonly connect: (settings: Readonly<Record<string, string>>) => Client;
  readonly check: (resource: Named, olds: Properties, news: Properties, seed: Uint8Array) => Checked;
  /** What changes between the inputs of the last update and those of this one. @param outputs of the last update */
  readonly diff: (resource: Named, olds: Properties, news: Properties, outputs: Properties) => Diff;
  /** Outputs in the preview of a creation. */
  readonly previewCreate: (client: Client, resource: Named, inputs: Properties) => Properties | Promise<Properties>;
  /** @throws HalfMadeError when the resource was made and could not be read. */
  readonly create: (client: Client, resource: Named, inputs: Properties) => Promise<Resource>;
  /** The resource as it is now, and the inputs that say so; undefined when it is gone. */
  readonly read: (
    client: Client,
    resource: Named,
    known: Known,
  ) => Promise<(Resource & { readonly inputs: Properties }) | undefined>;
  /** Outputs in the preview of an update. */
  readonly previewUpdate: (resource: Named, known: Known, inputs: Properties) => Properties;
  readonly update: (client: Client, resource: Named, known: Known, inputs: Properties) => Promise<Resource>;
  /** One that is gone already is no error. */
  readonly delete: (client: Client, resource: Named, known: Known) => Promise<void>;
  readonly invoke: (client: Client, token: string, args: Properties) => Promise<Properties>;
  /** An error in the words of the official plugin. */
  readonly describe: (error: Error) => string;
}
