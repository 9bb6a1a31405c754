import { strict as assert } from "node:assert";

import type { ClusterObject } from "../../../sandbox/cluster/kind";
import { clusterKindOf, clusterKinds } from "../../../sandbox/cluster/kinds";

const RBAC = "rbac.authorization.k8s.io";
const RULES = { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] };
const ROLE_REF = { apiGroup: RBAC, kind: "ClusterRole", name: "view" };

interface Case {
  readonly apiVersion?: string;
  readonly good: object;
  /** What is wrong, and what is said of it. */
  readonly bad: readonly (readonly [object, string])[];
}

const cases: Readonly<Record<string, Case>> = {
  Namespace: {
    good: { metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted", team: "shop" } } },
    bad: [
      [
        { metadata: { labels: { "pod-security.kubernetes.io/enforce": "strict" } } },
        'metadata.labels[pod-security.kubernetes.io/enforce]: Unsupported value: "strict": supported values: "privileged", "baseline", "restricted"',
      ],
      [
        { metadata: { labels: { "pod-security.kubernetes.io/warn-version": "1.30" } } },
        `metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value: "1.30": must be 'latest' or 'v1.x'`,
      ],
    ],
  },
  ResourceQuota: {
    good: { spec: { hard: { "requests.cpu": "500m", "limits.memory": "2Gi", pods: "10" } } },
    bad: [
      [
        { spec: { hard: { pods: "many" } } },
        `spec.hard[pods]: Invalid value: "many": must be a quantity, such as '500m' or '2Gi'`,
      ],
    ],
  },
  LimitRange: {
    good: { spec: { limits: [{ type: "Container", default: { cpu: "1" } }] } },
    bad: [
      [
        { spec: { limits: [{ type: "Box" }] } },
        'spec.limits[0].type: Unsupported value: "Box": supported values: "Container", "PersistentVolumeClaim", "Pod"',
      ],
      [
        { spec: { limits: [{ type: "Pod", max: { cpu: "1 core" } }] } },
        `spec.limits[0].max[cpu]: Invalid value: "1 core": must be a quantity, such as '500m' or '2Gi'`,
      ],
    ],
  },
  ServiceAccount: { good: {}, bad: [] },
  Secret: {
    good: { type: "kubernetes.io/dockerconfigjson", stringData: { ".dockerconfigjson": "{}" } },
    bad: [
      [{ data: { token: "not base64!" } }, "data[token]: Invalid value: must be base64"],
      [{ type: "kubernetes.io/dockerconfigjson" }, "data[.dockerconfigjson]: Required value"],
      [
        { type: "kubernetes.io/dockerconfigjson", stringData: { ".dockerconfigjson": "{" } },
        "data[.dockerconfigjson]: Invalid value: must be JSON",
      ],
    ],
  },
  NetworkPolicy: {
    apiVersion: "networking.k8s.io/v1",
    good: { spec: { podSelector: {}, policyTypes: ["Ingress"] } },
    bad: [
      [{ spec: {} }, "spec.podSelector: Required value"],
      [
        { spec: { podSelector: {}, policyTypes: ["Out"] } },
        'spec.policyTypes: Unsupported value: "Out": supported values: "Egress", "Ingress"',
      ],
    ],
  },
  Role: {
    apiVersion: `${RBAC}/v1`,
    good: RULES,
    bad: [[{ rules: [{ apiGroups: [""], resources: ["pods"], verbs: [] }] }, "rules[0].verbs: Required value"]],
  },
  ClusterRole: {
    apiVersion: `${RBAC}/v1`,
    good: { rules: [{ nonResourceURLs: ["/healthz"], verbs: ["get"] }] },
    bad: [[{ rules: [{ apiGroups: [""], verbs: ["get"] }] }, "rules[0].resources: Required value"]],
  },
  RoleBinding: {
    apiVersion: `${RBAC}/v1`,
    good: { roleRef: { ...ROLE_REF, kind: "Role" }, subjects: [{ kind: "Group", name: "g", apiGroup: RBAC }] },
    bad: [
      [{ roleRef: { ...ROLE_REF, name: "" } }, "roleRef.name: Required value"],
      [
        { roleRef: { ...ROLE_REF, kind: "Roll" } },
        'roleRef.kind: Unsupported value: "Roll": supported values: "ClusterRole", "Role"',
      ],
      [
        { roleRef: ROLE_REF, subjects: [{ kind: "Groups", name: "g" }] },
        'subjects[0].kind: Unsupported value: "Groups": supported values: "Group", "ServiceAccount", "User"',
      ],
      [
        { roleRef: ROLE_REF, subjects: [{ kind: "ServiceAccount", name: "s" }] },
        "subjects[0].namespace: Required value",
      ],
      [
        { roleRef: ROLE_REF, subjects: [{ kind: "Group", name: "g", apiGroup: "rbac" }] },
        `subjects[0].apiGroup: Unsupported value: "rbac": supported values: "${RBAC}"`,
      ],
    ],
  },
  ClusterRoleBinding: {
    apiVersion: `${RBAC}/v1`,
    good: { roleRef: ROLE_REF },
    bad: [
      [
        { roleRef: { ...ROLE_REF, kind: "Role" } },
        'roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"',
      ],
    ],
  },
};

describe("clusterKinds", () => {
  /** What is said of an object of a kind. */
  function said(kind: string, apiVersion: string, body: object): string[] {
    const object = { apiVersion, kind, metadata: { name: "it" }, ...body } as ClusterObject;
    const causes = clusterKindOf(object)?.check?.(object) ?? [];
    return causes.map(({ field, message }) => `${field}: ${message}`);
  }

  it("has a case here for each of them", () => {
    assert.deepEqual(clusterKinds.map(({ kind }) => kind).sort(), Object.keys(cases).sort());
  });

  for (const [kind, { apiVersion = "v1", good, bad }] of Object.entries(cases)) {
    it(`takes a ${kind} of the right form`, () => {
      assert.ok(clusterKindOf({ apiVersion, kind }));
      assert.deepEqual(said(kind, apiVersion, good), []);
    });

    for (const [body, message] of bad) {
      it(`refuses a ${kind}: ${message}`, () => {
        assert.deepEqual(said(kind, apiVersion, body), [message]);
      });
    }
  }

  it("says nothing of a secret's value", () => {
    const wrong = { type: "kubernetes.io/dockerconfigjson", data: { ".dockerconfigjson": "CANARY4711!" } };

    assert.ok(!said("Secret", "v1", wrong).join().includes("CANARY"));
  });

  it("turns a secret's text into data", () => {
    const object: ClusterObject = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, stringData: { a: "b" } };

    assert.deepEqual(clusterKindOf(object)?.fill?.(object), {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "s" },
      type: "Opaque",
      data: { a: "Yg==" },
    });
  });
});
