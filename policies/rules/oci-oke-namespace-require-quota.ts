import { defineRule, onGraph } from "../define-rule";
import { inNamespace, kinds, objectName } from "../reading/namespaces";

const NEEDED = [
  { kind: kinds.quota, noun: "ResourceQuota" },
  { kind: kinds.limits, noun: "LimitRange" },
] as const;

/** A namespace without a quota can take all of the cluster; with a quota alone, pods that state nothing are refused. */
export const ociOkeNamespaceRequireQuota = defineRule(
  {
    name: "oci-oke-namespace-require-quota",
    description: "Every namespace has a resource quota, and limits for containers that state none.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Add a ResourceQuota and a LimitRange to the namespace.",
    tags: ["kubernetes", "operations"],
  },
  onGraph(kinds.namespace, (graph) =>
    graph.ofType(kinds.namespace).flatMap((namespace) => {
      const missing = NEEDED.filter(({ kind }) => inNamespace(graph, namespace, kind).length === 0);
      if (missing.length === 0) return [];
      const nouns = missing.map(({ noun }) => `'${noun}'`).join(" and ");
      const message = `namespace '${objectName(namespace)}': has no ${nouns} in this stack, expected both; add what is missing`;
      return [{ message, urn: namespace.urn }];
    }),
  ),
);
