import { strict as assert } from "node:assert";

import fc from "fast-check";

import { namespaceManifests, type Manifest, type NamespaceSpec } from "../../../components/model/namespace";
import { clusterKindOf } from "../../../sandbox/cluster/kinds";

const GROUP = "ocid1.dynamicgroup.oc1..deploy";

const spec: NamespaceSpec = {
  service: "orders-api",
  quota: { cpu: "4", memory: "8Gi", pods: 10 },
  ingress: { port: 8080, namespace: "ingress-nginx" },
  egress: [
    { cidr: "10.0.20.0/24", port: 1521 },
    { namespace: "payments", port: 8080 },
  ],
};

function manifest(kind: string, name: string, given: NamespaceSpec = spec): Manifest {
  const found = namespaceManifests("orders-blue", given, GROUP).find(
    (each) => each.kind === kind && each.metadata.name === name,
  );
  assert.ok(found, `there is no ${kind} '${name}'`);
  return found;
}

describe("namespaceManifests", () => {
  it("has one object for each purpose, the namespace first", () => {
    const objects = namespaceManifests("orders-blue", spec, GROUP).map(({ kind, metadata }) => [
      kind,
      metadata.namespace,
      metadata.name,
    ]);

    assert.deepEqual(objects, [
      ["Namespace", undefined, "orders-blue"],
      ["ResourceQuota", "orders-blue", "quota"],
      ["LimitRange", "orders-blue", "limits"],
      ["NetworkPolicy", "orders-blue", "default-deny"],
      ["NetworkPolicy", "orders-blue", "allow-dns"],
      ["NetworkPolicy", "orders-blue", "allow-ingress"],
      ["NetworkPolicy", "orders-blue", "allow-egress"],
      ["ServiceAccount", "orders-blue", "orders-api"],
      ["Role", "orders-blue", "deployer"],
      ["RoleBinding", "orders-blue", "deployer"],
    ]);
  });

  it("lets no pod in that is more than restricted, unless told", () => {
    const enforced = (given: NamespaceSpec): unknown =>
      manifest("Namespace", "orders-blue", given).metadata.labels?.["pod-security.kubernetes.io/enforce"];

    assert.equal(enforced(spec), "restricted");
    assert.equal(enforced({ ...spec, podSecurity: "baseline" }), "baseline");
  });

  it("has a quota for pods, CPU and memory, and none left for load balancers and node ports", () => {
    assert.deepEqual(manifest("ResourceQuota", "quota")["spec"], {
      hard: {
        "requests.cpu": "4",
        "requests.memory": "8Gi",
        "limits.cpu": "4",
        "limits.memory": "8Gi",
        pods: "10",
        "services.loadbalancers": "0",
        "services.nodeports": "0",
      },
    });
  });

  it("gives resources to a container that says nothing, which a quota would refuse", () => {
    assert.deepEqual(manifest("LimitRange", "limits")["spec"], {
      limits: [
        {
          type: "Container",
          default: { cpu: "500m", memory: "512Mi" },
          defaultRequest: { cpu: "100m", memory: "128Mi" },
        },
      ],
    });
  });

  it("closes the network, both ways, for every pod", () => {
    assert.deepEqual(manifest("NetworkPolicy", "default-deny")["spec"], {
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
    });
  });

  it("opens the service's port to the ingress controller's namespace alone", () => {
    assert.deepEqual(manifest("NetworkPolicy", "allow-ingress")["spec"], {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } }],
          ports: [{ protocol: "TCP", port: 8080 }],
        },
      ],
    });
  });

  it("opens nothing but DNS where nothing is asked for", () => {
    const policies = namespaceManifests("orders-blue", { service: spec.service, quota: spec.quota }, GROUP).filter(
      ({ kind }) => kind === "NetworkPolicy",
    );

    assert.deepEqual(
      policies.map(({ metadata }) => metadata.name),
      ["default-deny", "allow-dns"],
    );
  });

  it("opens each address and namespace that the service calls", () => {
    assert.deepEqual(manifest("NetworkPolicy", "allow-egress")["spec"], {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        { to: [{ ipBlock: { cidr: "10.0.20.0/24" } }], ports: [{ protocol: "TCP", port: 1521 }] },
        {
          to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "payments" } } }],
          ports: [{ protocol: "TCP", port: 8080 }],
        },
      ],
    });
  });

  it("lets the deploy group work with workloads, and with secrets for Helm alone", () => {
    const core = (given: NamespaceSpec): unknown =>
      (manifest("Role", "deployer", given)["rules"] as { apiGroups: string[]; resources: string[] }[])[0]?.resources;

    assert.deepEqual(core(spec), ["configmaps", "pods", "serviceaccounts", "services"]);
    assert.deepEqual(core({ ...spec, helm: true }), ["configmaps", "pods", "secrets", "serviceaccounts", "services"]);
  });

  it("has no wildcard in the role", () => {
    assert.ok(!JSON.stringify(manifest("Role", "deployer")).includes("*"));
  });

  it("binds the role to the group's OCID", () => {
    assert.deepEqual(manifest("RoleBinding", "deployer")["subjects"], [
      { apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: GROUP },
    ]);
  });

  it("pulls images with the secret that is named, and else without one", () => {
    assert.deepEqual(
      manifest("ServiceAccount", "orders-api", { ...spec, pullSecret: "registry" })["imagePullSecrets"],
      [{ name: "registry" }],
    );
    assert.ok(!("imagePullSecrets" in manifest("ServiceAccount", "orders-api")));
  });

  const port = fc.integer({ min: 1, max: 65_535 });
  const anySpec: fc.Arbitrary<NamespaceSpec> = fc.record(
    {
      service: fc.constantFrom("orders-api", "a1"),
      quota: fc.record({
        cpu: fc.constantFrom("500m", "4"),
        memory: fc.constantFrom("512Mi", "8Gi"),
        pods: fc.integer({ min: 1, max: 500 }),
      }),
      podSecurity: fc.constantFrom("privileged", "baseline", "restricted"),
      ingress: fc.record({ port, namespace: fc.constant("ingress-nginx") }),
      egress: fc.array(
        fc.oneof(
          fc.record({ cidr: fc.constant("10.0.0.0/8"), port }),
          fc.record({ namespace: fc.constant("db"), port }),
        ),
      ),
      pullSecret: fc.constant("registry"),
      helm: fc.boolean(),
    },
    { requiredKeys: ["service", "quota"] },
  );

  it("is the same for both colours but for the name", () => {
    fc.assert(
      fc.property(anySpec, (given) => {
        const blue = JSON.stringify(namespaceManifests("app-blue", given, GROUP));
        const green = JSON.stringify(namespaceManifests("app-green", given, GROUP));

        assert.equal(blue.replaceAll('"app-blue"', '"app-green"'), green);
      }),
    );
  });

  it("has the form that an API server asks for", () => {
    fc.assert(
      fc.property(anySpec, (given) => {
        const causes = namespaceManifests("app-blue", given, GROUP).flatMap((each) => {
          const kind = clusterKindOf(each);
          assert.ok(kind, each.kind);
          return kind.check?.(each) ?? [];
        });

        assert.deepEqual(causes, []);
      }),
    );
  });
});
