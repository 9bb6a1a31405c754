import {
  invalid,
  items,
  record,
  required,
  unsupported,
  type Cause,
  type ClusterKind,
  type ClusterObject,
} from "./kind";
import { quantityCauses } from "./quantity";

const RBAC = "rbac.authorization.k8s.io";
const POD_SECURITY_LEVELS = ["privileged", "baseline", "restricted"];
const POD_SECURITY = /^pod-security\.kubernetes\.io\/(enforce|audit|warn)(-version)?$/;

const namespace: ClusterKind = {
  apiVersion: "v1",
  kind: "Namespace",
  plural: "namespaces",
  namespaced: false,
  check: ({ metadata: { labels = {} } }) =>
    Object.entries(labels).flatMap(([label, value]) => {
      const [, , version] = POD_SECURITY.exec(label) ?? [];
      if (!POD_SECURITY.test(label)) return [];
      const field = `metadata.labels[${label}]`;
      if (version) return /^(latest|v1\.\d+)$/.test(value) ? [] : [invalid(field, value, "must be 'latest' or 'v1.x'")];
      return POD_SECURITY_LEVELS.includes(value) ? [] : [unsupported(field, value, POD_SECURITY_LEVELS)];
    }),
  fill: (object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, "kubernetes.io/metadata.name": object.metadata.name },
    },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  }),
};

const resourceQuota: ClusterKind = {
  apiVersion: "v1",
  kind: "ResourceQuota",
  plural: "resourcequotas",
  namespaced: true,
  check: ({ spec }) => quantityCauses("spec.hard", record(spec)["hard"]),
};

const LIMIT_TYPES = ["Container", "PersistentVolumeClaim", "Pod"];

const limitRange: ClusterKind = {
  apiVersion: "v1",
  kind: "LimitRange",
  plural: "limitranges",
  namespaced: true,
  check: ({ spec }) =>
    items(record(spec)["limits"]).flatMap((limit, i) => {
      const field = `spec.limits[${i}]`;
      const quantities = ["max", "min", "default", "defaultRequest"];
      return [
        ...(LIMIT_TYPES.includes(String(limit["type"]))
          ? []
          : [unsupported(`${field}.type`, limit["type"], LIMIT_TYPES)]),
        ...quantities.flatMap((each) => quantityCauses(`${field}.${each}`, limit[each])),
      ];
    }),
};

const serviceAccount: ClusterKind = {
  apiVersion: "v1",
  kind: "ServiceAccount",
  plural: "serviceaccounts",
  namespaced: true,
};

const DOCKER_CONFIG = ".dockerconfigjson";

const secret: ClusterKind = {
  apiVersion: "v1",
  kind: "Secret",
  plural: "secrets",
  namespaced: true,
  immutable: ["type"],
  secret: ["data", "stringData"],
  writeOnly: ["stringData"],
  check: (object) => [...base64Causes(object), ...dockerConfigCauses(object)],
  fill: ({ stringData, ...object }) => ({
    type: "Opaque",
    ...object,
    data: {
      ...record(object["data"]),
      ...Object.fromEntries(
        Object.entries(record(stringData)).map(([key, text]) => [key, Buffer.from(String(text)).toString("base64")]),
      ),
    },
  }),
};

/** Never with the value: it is a secret. */
function base64Causes({ data }: ClusterObject): Cause[] {
  return Object.entries(record(data))
    .filter(([, value]) => !/^[A-Za-z0-9+/]*={0,2}$/.test(String(value)))
    .map(([key]) => ({ field: `data[${key}]`, message: "Invalid value: must be base64" }));
}

function dockerConfigCauses({ type, data, stringData }: ClusterObject): Cause[] {
  if (type !== "kubernetes.io/dockerconfigjson") return [];
  const encoded = record(data)[DOCKER_CONFIG];
  const text =
    record(stringData)[DOCKER_CONFIG] ??
    (typeof encoded === "string" ? Buffer.from(encoded, "base64").toString() : undefined);
  if (text === undefined) return [required(`data[${DOCKER_CONFIG}]`)];
  try {
    JSON.parse(text as string);
    return [];
  } catch {
    return [{ field: `data[${DOCKER_CONFIG}]`, message: "Invalid value: must be JSON" }];
  }
}

const POLICY_TYPES = ["Egress", "Ingress"];

const networkPolicy: ClusterKind = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  plural: "networkpolicies",
  namespaced: true,
  check: ({ spec }) => [
    ...(record(spec)["podSelector"] === undefined ? [required("spec.podSelector")] : []),
    ...((record(spec)["policyTypes"] as string[] | undefined) ?? [])
      .filter((type) => !POLICY_TYPES.includes(type))
      .map((type) => unsupported("spec.policyTypes", type, POLICY_TYPES)),
  ],
};

const role: ClusterKind = {
  apiVersion: `${RBAC}/v1`,
  kind: "Role",
  plural: "roles",
  namespaced: true,
  check: ({ rules }) => ruleCauses(rules),
};

const clusterRole: ClusterKind = {
  apiVersion: `${RBAC}/v1`,
  kind: "ClusterRole",
  plural: "clusterroles",
  namespaced: false,
  check: ({ rules }) => ruleCauses(rules),
};

function ruleCauses(rules: unknown): Cause[] {
  return items(rules).flatMap((rule, i) =>
    ["verbs", ...(rule["nonResourceURLs"] ? [] : ["apiGroups", "resources"])]
      .filter((field) => !Array.isArray(rule[field]) || rule[field].length === 0)
      .map((field) => required(`rules[${i}].${field}`)),
  );
}

const roleBinding: ClusterKind = {
  apiVersion: `${RBAC}/v1`,
  kind: "RoleBinding",
  plural: "rolebindings",
  namespaced: true,
  immutable: ["roleRef"],
  check: bindingCauses(["ClusterRole", "Role"]),
};

const clusterRoleBinding: ClusterKind = {
  apiVersion: `${RBAC}/v1`,
  kind: "ClusterRoleBinding",
  plural: "clusterrolebindings",
  namespaced: false,
  immutable: ["roleRef"],
  check: bindingCauses(["ClusterRole"]),
};

const SUBJECT_KINDS = ["Group", "ServiceAccount", "User"];

function bindingCauses(roles: readonly string[]) {
  return ({ roleRef, subjects }: ClusterObject): Cause[] => {
    const { kind, name, apiGroup } = record(roleRef);
    return [
      ...(roles.includes(String(kind)) ? [] : [unsupported("roleRef.kind", kind, roles)]),
      ...(apiGroup === RBAC ? [] : [unsupported("roleRef.apiGroup", apiGroup, [RBAC])]),
      ...(name ? [] : [required("roleRef.name")]),
      ...items(subjects).flatMap((subject, i) => subjectCauses(subject, `subjects[${i}]`)),
    ];
  };
}

function subjectCauses(subject: Readonly<Record<string, unknown>>, field: string): Cause[] {
  const { kind, name, namespace: itsNamespace, apiGroup } = subject;
  if (!SUBJECT_KINDS.includes(String(kind))) return [unsupported(`${field}.kind`, kind, SUBJECT_KINDS)];
  return [
    ...(name ? [] : [required(`${field}.name`)]),
    ...(kind === "ServiceAccount" && !itsNamespace ? [required(`${field}.namespace`)] : []),
    ...(kind !== "ServiceAccount" && apiGroup !== undefined && apiGroup !== RBAC
      ? [unsupported(`${field}.apiGroup`, apiGroup, [RBAC])]
      : []),
  ];
}

/** Every kind that the sandbox's cluster has. */
export const clusterKinds: readonly ClusterKind[] = [
  namespace,
  resourceQuota,
  limitRange,
  serviceAccount,
  secret,
  networkPolicy,
  role,
  clusterRole,
  roleBinding,
  clusterRoleBinding,
];

const byName = new Map(clusterKinds.map((each) => [`${each.apiVersion} ${each.kind}`, each]));

/** The kind of an object; undefined when the cluster does not have it. */
export function clusterKindOf({
  apiVersion,
  kind,
}: Pick<ClusterObject, "apiVersion" | "kind">): ClusterKind | undefined {
  return byName.get(`${apiVersion} ${kind}`);
}
