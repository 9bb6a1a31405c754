import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceOutputsRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import * as state from "@pulumi/pulumi/runtime/state";

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
  readonly protect?: true;
  /** Inputs of which a change replaces the resource, beside those that the provider knows of. */
  readonly replaceOnChanges?: readonly string[];
  /** Inputs of which a change does nothing. */
  readonly ignoreChanges?: readonly string[];
  /** Names of the hooks, by the moment that each runs at. */
  readonly hooks?: Readonly<Record<string, readonly string[]>>;
  /** Name of the provider, when it is not the default one. */
  readonly provider?: string;
}

/** A moment in the life of a resource: the engine is asked for it, and answers when it is there. */
export interface Moment {
  readonly step: "asked" | "answered";
  readonly name: string;
}

export interface Inventory<T> {
  /** What the program's body gave. */
  readonly made: T;
  /** All that was registered, sorted by name and type. */
  readonly inventory: readonly Registration[];
  /** The same as it went. */
  readonly moments: readonly Moment[];
  /** Hooks that the program made, bound to something or not. */
  readonly hooks: readonly pulumi.ResourceHook[];
}

/** Stands for a value that only `up` can tell. */
export const UNKNOWN = "<unknown>";

/** Ids that the mocks give: none in a preview, as with the engine. */
export const idOf = (name: string): string => `${name}-id`;

/** Addresses of the repositories that the mocks give: none in a preview. */
export const urlOf = (name: string): string => `https://devops.example.com/${name}`;

/** OCIDs that the mocks give where an id is none: none in a preview. */
export const ocidOf = (name: string): string => `${name}-ocid`;

/** Object storage namespace that the mocks tell. */
export const NAMESPACE = "axlookedup";

/** Kubeconfig that the mocks tell of every cluster. */
const KUBECONFIG = "a kubeconfig";

/** What the provider makes up beside the id. */
const COMPUTED: Readonly<Record<string, (name: string) => Record<string, unknown>>> = {
  "oci:DevOps/repository:Repository": (name) => ({ httpUrl: urlOf(name) }),
  "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup": (name) => ({ ocid: ocidOf(name) }),
};

const PROJECT = "oci-delivery";
const STACK = "dev";

/**
 * Runs `make` as the body of a program, waits until all of it is registered, and tells what was.
 * A throw within `apply` shows as an entry that is not there.
 */
export async function inventoryOf<T>(
  make: () => T,
  { preview = false, stack = STACK }: { readonly preview?: boolean; readonly stack?: string } = {},
): Promise<Inventory<T>> {
  await mock(preview, stack);
  const recorded = record();
  const hooks = recordHooks();

  const made = make();
  await pulumi.runtime.disconnect();

  return { made, ...recorded(), hooks };
}

/** Sets the mocks. @param stack its name. @default "dev", which the tests of components speak of */
export function mock(preview = false, stack = STACK): Promise<void> {
  return pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, custom }) => ({
        id: custom && !preview ? idOf(name) : undefined,
        state: { ...(inputs as Record<string, unknown>), ...(preview ? {} : COMPUTED[type]?.(name)) },
      }),
      call: ({ token }) => {
        if (token === "oci:ObjectStorage/getNamespace:getNamespace") return { namespace: NAMESPACE };
        if (token === "oci:ContainerEngine/getClusterKubeConfig:getClusterKubeConfig") return { content: KUBECONFIG };
        throw new Error(`unexpected call of '${token}'`);
      },
    },
    PROJECT,
    stack,
    preview,
  );
}

// a component imported after this file finds the mocks in place
void mock();

type Answer = (error: unknown, response: unknown) => void;

interface Monitor {
  registerResource(request: RegisterResourceRequest, callback: Answer): Promise<void>;
  registerResourceOutputs(request: RegisterResourceOutputsRequest, callback: unknown): void;
}

/** Listens at the monitor: parents, options and outputs don't reach `newResource`. */
function record(): () => Pick<Inventory<unknown>, "inventory" | "moments"> {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const registerResource = monitor.registerResource.bind(monitor);
  const registerResourceOutputs = monitor.registerResourceOutputs.bind(monitor);
  const requests: RegisterResourceRequest[] = [];
  const outputs = new Map<string, unknown>();
  const moments: Moment[] = [];

  monitor.registerResource = (request, answer) => {
    const name = request.getName();
    requests.push(request);
    moments.push({ step: "asked", name });
    return registerResource(request, (error, response) => {
      moments.push({ step: "answered", name });
      answer(error, response);
    });
  };
  monitor.registerResourceOutputs = (request, callback) => {
    outputs.set(endOf(request.getUrn()), plain(request.getOutputs()?.toJavaScript()));
    registerResourceOutputs(request, callback);
  };
  return () => ({
    inventory: requests.map((request) => registration(request, outputs)).sort(byNameThenType),
    moments,
  });
}

/** Stands in for the server that the engine calls hooks at, which the mocks' monitor does not know. */
function recordHooks(): readonly pulumi.ResourceHook[] {
  const hooks: pulumi.ResourceHook[] = [];
  const callbacks = {
    registerResourceHook: (hook: pulumi.ResourceHook) => Promise.resolve(void hooks.push(hook)),
    awaitStackRegistrations: () => Promise.resolve(),
    shutdown: () => undefined,
  };
  // exported, but left out of the SDK's type declarations
  const { getStore } = state as unknown as { getStore: () => { callbacks: unknown } };
  getStore().callbacks = callbacks;
  return hooks;
}

function registration(request: RegisterResourceRequest, outputs: ReadonlyMap<string, unknown>): Registration {
  const type = request.getType();
  const name = request.getName();
  const end = `${type}::${name}`;
  const dependsOn = request.getDependenciesList().map(endOf).sort();
  const replaceOnChanges = request.getReplaceonchangesList();
  const ignoreChanges = request.getIgnorechangesList();
  const hooks = hooksOf(request);
  return {
    type,
    name,
    ...(request.getParent() ? { parent: endOf(request.getParent()) } : {}),
    inputs: plain(request.getObject()?.toJavaScript()),
    ...(outputs.has(end) ? { outputs: outputs.get(end) } : {}),
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
    ...(request.getDeletebeforereplace() ? { deleteBeforeReplace: true } : {}),
    ...(request.getProtect() ? { protect: true } : {}),
    ...(replaceOnChanges.length > 0 ? { replaceOnChanges } : {}),
    ...(ignoreChanges.length > 0 ? { ignoreChanges } : {}),
    ...(Object.keys(hooks).length > 0 ? { hooks } : {}),
    ...(request.getProvider() ? { provider: endOf(request.getProvider()).split("::")[1] as string } : {}),
  };
}

function hooksOf(request: RegisterResourceRequest): Record<string, readonly string[]> {
  const binding = request.getHooks()?.toObject() ?? {};
  const moments = Object.entries(binding) as [listName: string, hooks: readonly string[]][];
  const bound = moments.filter(([, hooks]) => hooks.length > 0);
  return Object.fromEntries(bound.map(([listName, hooks]) => [listName.replace(/List$/, ""), hooks]));
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
