import * as kubernetes from "@pulumi/kubernetes";
import { DeployStage } from "@pulumi/oci/devops";

/** Namespaces that hold nothing back, and rights that reach past them. */
const provider = new kubernetes.Provider("cluster", {
  kubeconfig: JSON.stringify({ clusters: [{ name: "c", cluster: { server: "https://cluster.invalid" } }] }),
});
const options = { provider };

new kubernetes.core.v1.Namespace("bare", { metadata: { name: "bare" } }, options);

for (const [colour, cpu] of [
  ["shop-blue", "4"],
  ["shop-green", "2"],
] as const) {
  new kubernetes.core.v1.Namespace(
    colour,
    { metadata: { name: colour, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    options,
  );
  new kubernetes.core.v1.ResourceQuota(
    colour,
    { metadata: { name: colour, namespace: colour }, spec: { hard: { cpu } } },
    options,
  );
  new kubernetes.core.v1.LimitRange(
    colour,
    { metadata: { namespace: colour }, spec: { limits: [{ type: "Container", default: { cpu: "1" } }] } },
    options,
  );
  new kubernetes.networking.v1.NetworkPolicy(
    colour,
    { metadata: { namespace: colour }, spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } },
    options,
  );
}

new kubernetes.rbac.v1.Role(
  "anything",
  {
    metadata: { name: "anything", namespace: "bare" },
    rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["*"] }],
  },
  options,
);
new kubernetes.rbac.v1.ClusterRoleBinding(
  "root",
  {
    metadata: { name: "root" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
    subjects: [{ kind: "ServiceAccount", name: "deployer", namespace: "bare" }],
  },
  options,
);

new DeployStage("colours", {
  deployPipelineId: "ocid1.devopsdeploypipeline.oc1..example",
  displayName: "colours",
  deployStageType: "OKE_BLUE_GREEN_DEPLOYMENT",
  blueGreenStrategy: {
    strategyType: "NGINX_BLUE_GREEN_STRATEGY",
    namespaceA: "shop-blue",
    namespaceB: "shop-green",
    ingressName: "shop",
  },
  deployStagePredecessorCollection: { items: [{ id: "ocid1.devopsdeploypipeline.oc1..example" }] },
});
