/** A Kubernetes object as it is written: nothing of it is filled in by a server. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: ManifestKind;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

export type ManifestKind =
  "Namespace" | "ResourceQuota" | "LimitRange" | "NetworkPolicy" | "ServiceAccount" | "Role" | "RoleBinding";

/** What the pods of a namespace may do. @see Kubernetes, Pod Security Standards */
export type PodSecurity = "privileged" | "baseline" | "restricted";

/** CPU, memory and pods, as Kubernetes writes quantities, e.g. `4`, `500m`, `8Gi`. */
export interface Quota {
  readonly cpu: string;
  readonly memory: string;
  readonly pods: number;
}

/** Where a namespace's pods may connect to. */
export type Egress = { readonly port: number } & (
  | { /** Address range, e.g. `10.0.20.0/24`. */ readonly cidr: string }
  | { /** Name of another namespace. */ readonly namespace: string }
);

/** What one namespace of a service allows. All colours of a service are made from one, so that they cannot differ. */
export interface NamespaceSpec {
  /** Name of the service: its service account, and the label of everything. */
  readonly service: string;
  /** @default "restricted" */
  readonly podSecurity?: PodSecurity;
  /** What everything in the namespace may ask for together: full production and the surge of a roll-out. */
  readonly quota: Quota;
  /** Container that says nothing of its resources. @default 100m CPU and 128 MiB, limited to 500m and 512 MiB */
  readonly container?: { readonly request: Omit<Quota, "pods">; readonly limit: Omit<Quota, "pods"> };
  /** Who may connect: the port, and the namespace of the ingress controller. Nobody where it is left out. */
  readonly ingress?: { readonly port: number; readonly namespace: string };
  /** Beside DNS. @default none */
  readonly egress?: readonly Egress[];
  /** Name of the secret that images are pulled with. @default none: the nodes' credential provider does it */
  readonly pullSecret?: string;
  /** Whether the pipeline's role has secrets, which Helm keeps its releases in. @default false */
  readonly helm?: boolean;
}

/** Name of the secret that images are pulled with, where one is needed. */
export const PULL_SECRET = "registry";

/** Name of the pipeline's role and of its binding. */
export const DEPLOYER = "deployer";

export const RBAC = "rbac.authorization.k8s.io";

/** Where the API server has the kinds that a namespace is made of. */
export const NAMESPACE_KINDS: Readonly<Record<ManifestKind, { readonly apiGroup: string; readonly resource: string }>> =
  {
    Namespace: { apiGroup: "", resource: "namespaces" },
    ResourceQuota: { apiGroup: "", resource: "resourcequotas" },
    LimitRange: { apiGroup: "", resource: "limitranges" },
    ServiceAccount: { apiGroup: "", resource: "serviceaccounts" },
    NetworkPolicy: { apiGroup: "networking.k8s.io", resource: "networkpolicies" },
    Role: { apiGroup: RBAC, resource: "roles" },
    RoleBinding: { apiGroup: RBAC, resource: "rolebindings" },
  };

const DEFAULT_CONTAINER = { request: { cpu: "100m", memory: "128Mi" }, limit: { cpu: "500m", memory: "512Mi" } };

/** Verbs and kinds that a deployment works with. @see facts 4.2 */
const DEPLOYED: Readonly<Record<string, readonly string[]>> = {
  "": ["configmaps", "pods", "serviceaccounts", "services"],
  apps: ["deployments", "replicasets", "statefulsets"],
  autoscaling: ["horizontalpodautoscalers"],
  batch: ["jobs"],
  "networking.k8s.io": ["ingresses"],
  policy: ["poddisruptionbudgets"],
};

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"];

/**
 * The objects of one namespace: itself with its pod security, quota and limits, a network that is closed but for what
 * the service needs, the service's account, and what the deploy pipeline may do in it.
 *
 * Network policies hold only where the cluster's network plugin enforces them; OKE's flannel does not.
 * @param name of the namespace.
 * @param group OCID of the deploy pipelines' dynamic group. Kubernetes knows an IAM group by its OCID.
 * @see facts 4.2, 4.4
 */
export function namespaceManifests<Id = string>(name: string, spec: NamespaceSpec, group: Id): Manifest[] {
  const labels = { "app.kubernetes.io/part-of": spec.service };
  const object = (apiVersion: string, kind: ManifestKind, own: string, body: object): Manifest => ({
    apiVersion,
    kind,
    metadata: { name: own, namespace: name, labels },
    ...body,
  });
  return [
    {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels: { ...labels, ...podSecurityLabels(spec.podSecurity ?? "restricted") } },
    },
    object("v1", "ResourceQuota", "quota", { spec: { hard: hardQuota(spec.quota) } }),
    object("v1", "LimitRange", "limits", { spec: { limits: [containerLimit(spec.container ?? DEFAULT_CONTAINER)] } }),
    ...networkPolicies(spec).map(([own, policy]) =>
      object("networking.k8s.io/v1", "NetworkPolicy", own, { spec: policy }),
    ),
    object("v1", "ServiceAccount", spec.service, {
      automountServiceAccountToken: false,
      ...(spec.pullSecret ? { imagePullSecrets: [{ name: spec.pullSecret }] } : {}),
    }),
    object(`${RBAC}/v1`, "Role", DEPLOYER, { rules: deployerRules(spec.helm ?? false) }),
    object(`${RBAC}/v1`, "RoleBinding", DEPLOYER, {
      roleRef: { apiGroup: RBAC, kind: "Role", name: DEPLOYER },
      subjects: [{ apiGroup: RBAC, kind: "Group", name: group }],
    }),
  ];
}

function podSecurityLabels(level: PodSecurity): Record<string, string> {
  return Object.fromEntries(
    ["enforce", "audit", "warn"].flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, level],
      [`pod-security.kubernetes.io/${mode}-version`, "latest"],
    ]),
  );
}

/** Load balancers and node ports are the platform's: a service comes in through the ingress controller. */
function hardQuota({ cpu, memory, pods }: Quota): Record<string, string> {
  return {
    "requests.cpu": cpu,
    "requests.memory": memory,
    "limits.cpu": cpu,
    "limits.memory": memory,
    pods: String(pods),
    "services.loadbalancers": "0",
    "services.nodeports": "0",
  };
}

function containerLimit({ request, limit }: Required<NamespaceSpec>["container"]): object {
  return { type: "Container", default: limit, defaultRequest: request };
}

/** Namespaces by the label that the API server puts on each. */
function inNamespace(name: string): object {
  return { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } };
}

function networkPolicies({ ingress, egress = [] }: NamespaceSpec): [string, object][] {
  const dns = ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 }));
  const outward = egress.map((each) => ({
    to: ["cidr" in each ? { ipBlock: { cidr: each.cidr } } : inNamespace(each.namespace)],
    ports: [{ protocol: "TCP", port: each.port }],
  }));
  const inward = ingress && {
    podSelector: {},
    policyTypes: ["Ingress"],
    ingress: [{ from: [inNamespace(ingress.namespace)], ports: [{ protocol: "TCP", port: ingress.port }] }],
  };
  return [
    ["default-deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }],
    [
      "allow-dns",
      { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [inNamespace("kube-system")], ports: dns }] },
    ],
    ...(inward ? [["allow-ingress", inward] as [string, object]] : []),
    ...(outward.length > 0
      ? [["allow-egress", { podSelector: {}, policyTypes: ["Egress"], egress: outward }] as [string, object]]
      : []),
  ];
}

function deployerRules(helm: boolean): object[] {
  const rules = Object.entries(DEPLOYED).map(([group, resources]) => ({
    apiGroups: [group],
    resources: [...resources, ...(helm && group === "" ? ["secrets"] : [])].sort(),
    verbs: VERBS,
  }));
  return [...rules, { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] }];
}
