import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceOutputsRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

/** One resource as the engine is asked to register it. Keys that say nothing are left out. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  /** End of the parent's URN, e.g. `oci-delivery:index:Access::access`. */
  readonly parent?: string;
  readonly inputs: unknown;
  /** What a component registers last. */
  readonly outputs?: unknown;
  /** Ends of the URNs that the resource waits for, sorted. */
  readonly dependsOn?: readonly string[];
  readonly deleteBeforeReplace?: true;
  /** Name of the provider, when it is not the default one. */
  readonly provider?: string;
}

/** Stands for a value that only `up` can tell. */
export const UNKNOWN = "<unknown>";

/** Ids that the mocks give: none in a preview, as with the engine. */
export const idOf = (name: string): string => `${name}-id`;

const PROJECT = "oci-delivery";
const STACK = "dev";

/**
 * Runs `make` as the body of a program, waits until all of it is registered, and tells what was, sorted by name and type.
 * A throw within `apply` shows as an entry that is not there.
 */
export async function inventoryOf<T>(
  make: () => T,
  { preview = false }: { readonly preview?: boolean } = {},
): Promise<{ made: T; inventory: readonly Registration[] }> {
  await mock(preview);
  const recorded = record();

  const made = make();
  await pulumi.runtime.disconnect();

  return { made, inventory: recorded() };
}

/** Sets the mocks, in the name of the stack that the tests speak of. */
export function mock(preview = false): Promise<void> {
  return pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs, custom }) => ({
        id: custom && !preview ? idOf(name) : undefined,
        state: inputs as Record<string, unknown>,
      }),
      call: ({ token }) => {
        throw new Error(`unexpected call of '${token}'`);
      },
    },
    PROJECT,
    STACK,
    preview,
  );
}

// a component imported after this file finds the mocks in place
void mock();

interface Monitor {
  registerResource(request: RegisterResourceRequest, callback: unknown): Promise<void>;
  registerResourceOutputs(request: RegisterResourceOutputsRequest, callback: unknown): void;
}

/** Listens at the monitor: parents, options and outputs don't reach `newResource`. */
function record(): () => Registration[] {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const registerResource = monitor.registerResource.bind(monitor);
  const registerResourceOutputs = monitor.registerResourceOutputs.bind(monitor);
  const requests: RegisterResourceRequest[] = [];
  const outputs = new Map<string, unknown>();

  monitor.registerResource = (request, callback) => {
    requests.push(request);
    return registerResource(request, callback);
  };
  monitor.registerResourceOutputs = (request, callback) => {
    outputs.set(endOf(request.getUrn()), plain(request.getOutputs()?.toJavaScript()));
    registerResourceOutputs(request, callback);
  };
  return () => requests.map((request) => registration(request, outputs)).sort(byNameThenType);
}

function registration(request: RegisterResourceRequest, outputs: ReadonlyMap<string, unknown>): Registration {
  const type = request.getType();
  const name = request.getName();
  const end = `${type}::${name}`;
  const dependsOn = request.getDependenciesList().map(endOf).sort();
  return {
    type,
    name,
    ...(request.getParent() ? { parent: endOf(request.getParent()) } : {}),
    inputs: plain(request.getObject()?.toJavaScript()),
    ...(outputs.has(end) ? { outputs: outputs.get(end) } : {}),
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
    ...(request.getDeletebeforereplace() ? { deleteBeforeReplace: true } : {}),
    ...(request.getProvider() ? { provider: endOf(request.getProvider()).split("::")[1] as string } : {}),
  };
}

/** Type and name out of `urn:pulumi:<stack>::<project>::<parent type>$<type>::<name>`. */
function endOf(urn: string): string {
  const [type, name] = urn.split("::").slice(2);
  return `${type?.split("$").pop()}::${name}`;
}

/** A value as the program gave it: marks of the wire turned into words. */
function plain(value: unknown): unknown {
  if (value === pulumi.runtime.unknownValue) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const isSecret = entries.some(([, mark]) => mark === pulumi.runtime.specialSecretSig);
  if (isSecret) return { secret: plain((value as { value: unknown }).value) };
  return Object.fromEntries(entries.map(([key, each]) => [key, plain(each)]));
}

function byNameThenType(a: Registration, b: Registration): number {
  const [left, right] = [`${a.name} ${a.type}`, `${b.name} ${b.type}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
