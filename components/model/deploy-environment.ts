/** Where a stage deploys to. `Id` is an OCID, in the program possibly not known yet. */
export type DeployEnvironmentSpec<Id> =
  /** A Kubernetes cluster. One whose API endpoint is private is reached through a subnet. */
  | { readonly kind: "oke"; readonly clusterId: Id; readonly privateEndpoint?: PrivateEndpoint<Id> }
  /** Instances, together those of all selectors. */
  | { readonly kind: "instance-group"; readonly instances: readonly [InstanceSelector<Id>, ...InstanceSelector<Id>[]] }
  | { readonly kind: "function"; readonly functionId: Id };

/** Subnet that the DevOps service gets a network card in. */
export interface PrivateEndpoint<Id> {
  readonly subnetId: Id;
  /** May be empty. @default - none */
  readonly nsgIds?: readonly Id[];
}

/** Which instances: by OCID, or by a query, which finds those too that are made later. */
export type InstanceSelector<Id> =
  | { readonly ids: readonly [Id, ...Id[]] }
  /** @param query in the language of OCI Search, e.g. `query instance resources where freeformTags.role = 'web'`. */
  | { readonly query: string; readonly region: string };

/** Inputs of a `DeployEnvironment` that say what it is, as the provider takes them. */
export interface DeployEnvironmentInputs<Id> {
  deployEnvironmentType: string;
  clusterId?: Id;
  networkChannel?: { networkChannelType: string; subnetId: Id; nsgIds?: Id[] };
  computeInstanceGroupSelectors?: { items: SelectorInputs<Id>[] };
  functionId?: Id;
}

interface SelectorInputs<Id> {
  selectorType: string;
  computeInstanceIds?: Id[];
  query?: string;
  region?: string;
}

/** A query in OCI's search language that asks for instances. @see oci-devops 2.137.0, `ComputeInstanceGroupByQuerySelector` */
const QUERY = /^\s*query\b.*\binstance\b/is;

/**
 * What the provider is given for an environment.
 * @see facts 2.4, 2.2: a private endpoint is a PRIVATE_ENDPOINT_CHANNEL
 */
export function deployEnvironmentInputs<Id>(spec: DeployEnvironmentSpec<Id>): DeployEnvironmentInputs<Id> {
  switch (spec.kind) {
    case "oke":
      return {
        deployEnvironmentType: "OKE_CLUSTER",
        clusterId: spec.clusterId,
        ...(spec.privateEndpoint
          ? {
              networkChannel: {
                networkChannelType: "PRIVATE_ENDPOINT_CHANNEL",
                subnetId: spec.privateEndpoint.subnetId,
                ...(spec.privateEndpoint.nsgIds ? { nsgIds: [...spec.privateEndpoint.nsgIds] } : {}),
              },
            }
          : {}),
      };
    case "instance-group":
      return {
        deployEnvironmentType: "COMPUTE_INSTANCE_GROUP",
        computeInstanceGroupSelectors: { items: spec.instances.map(selector) },
      };
    case "function":
      return { deployEnvironmentType: "FUNCTION", functionId: spec.functionId };
  }
}

/** What is wrong with an environment, for those whom no compiler told; empty when nothing is. */
export function problemsOfEnvironment<Id>(spec: DeployEnvironmentSpec<Id>): string[] {
  if (spec.kind !== "instance-group") return [];
  if (spec.instances.length === 0) return ["'instances' is empty, expected OCIDs or a query; add one"];
  return spec.instances.flatMap((each, index) => {
    const at = `'instances[${index}]`;
    if ("ids" in each) return each.ids.length === 0 ? [`${at}.ids' is empty, expected at least one OCID; add one`] : [];
    if (QUERY.test(each.query)) return [];
    return [`${at}.query' is '${each.query}', expected 'query instance resources where ...'; change it`];
  });
}

function selector<Id>(each: InstanceSelector<Id>): SelectorInputs<Id> {
  return "ids" in each
    ? { selectorType: "INSTANCE_IDS", computeInstanceIds: [...each.ids] }
    : { selectorType: "INSTANCE_QUERY", query: each.query, region: each.region };
}
