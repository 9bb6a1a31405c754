import { defineRule, onGraph } from "../define-rule";
import { listAt, UNKNOWN, valueAt } from "../graph/values";
import { inNamespace, kinds, objectName } from "../reading/namespaces";

const DIRECTIONS = [
  { type: "Ingress", rules: "ingress" },
  { type: "Egress", rules: "egress" },
] as const;

/** Pods of a namespace without a policy talk to everything, and everything talks to them. */
export const ociOkeNamespaceRequireDefaultDeny = defineRule(
  {
    name: "oci-oke-namespace-require-default-deny",
    description: "Every namespace has network policies that deny its pods all traffic that no other policy allows.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps: "Add a NetworkPolicy with an empty 'podSelector', both 'policyTypes' and no rules.",
    tags: ["kubernetes", "network"],
  },
  onGraph(kinds.namespace, (graph) =>
    graph.ofType(kinds.namespace).flatMap((namespace) => {
      const policies = inNamespace(graph, namespace, kinds.networkPolicy).map(({ props }) => valueAt(props, "spec"));
      if (policies.includes(UNKNOWN)) return [];
      const open = DIRECTIONS.filter(({ type, rules }) => !policies.some((spec) => denies(spec, type, rules)));
      if (open.length === 0) return [];
      const message =
        `namespace '${objectName(namespace)}': no network policy of this stack denies all ` +
        `'${open.map(({ type }) => type).join("' and '")}' by default, expected one for all of its pods; add a ` +
        "NetworkPolicy with 'podSelector: {}', both 'policyTypes' and no rules";
      return [{ message, urn: namespace.urn }];
    }),
  ),
);

/** Whether a policy is about all pods and allows them nothing in a direction. Without types, it is about what comes in. */
function denies(spec: unknown, type: string, rules: string): boolean {
  const selector = valueAt(spec, "podSelector") ?? {};
  const isOfAll = typeof selector === "object" && Object.keys(selector).length === 0;
  const stated = valueAt(spec, "policyTypes") === undefined ? ["Ingress"] : listAt(spec, "policyTypes");
  return isOfAll && stated.includes(type) && listAt(spec, rules).length === 0;
}
