import type { PolicyResource } from "@pulumi/policy";

import { defineRule, onGraph } from "../define-rule";
import type { Graph } from "../graph/graph";
import { textAt, UNKNOWN, valueAt } from "../graph/values";
import { inNamespace, kinds, objectName } from "../reading/namespaces";

const BLUE_GREEN = "OKE_BLUE_GREEN_DEPLOYMENT";
const STAGE = "oci:DevOps/deployStage:DeployStage";

/** What a namespace allows, and where it stands. Names may differ by the colour. */
const COMPARED = [
  { kind: kinds.quota, field: "spec" },
  { kind: kinds.limits, field: "spec" },
  { kind: kinds.networkPolicy, field: "spec" },
  { kind: kinds.role, field: "rules" },
] as const;

/** What differs between the colours shows when traffic is shifted, and not before. */
export const ociOkeNamespaceRequireEqualColours = defineRule(
  {
    name: "oci-oke-namespace-require-equal-colours",
    description: "Both namespaces of a blue-green deployment have the same labels, quota, limits, policies and roles.",
    severity: "medium",
    enforcementLevel: "mandatory",
    remediationSteps: "Make both namespaces from one specification.",
    tags: ["kubernetes", "blue-green"],
  },
  onGraph(STAGE, (graph) =>
    graph.ofType(STAGE).flatMap(({ props, urn, name }) => {
      if (textAt(props, "deployStageType") !== BLUE_GREEN) return [];
      const [a, b] = ["namespaceA", "namespaceB"].map((field) => {
        const namespace = textAt(props, "blueGreenStrategy", field);
        return graph.ofType(kinds.namespace).find((each) => textAt(each.props, "metadata", "name") === namespace);
      });
      if (!a || !b || a === b) return [];
      const differing = differencesOf(graph, a, b);
      if (differing.length === 0) return [];
      const message =
        `stage '${textAt(props, "displayName") ?? name}': namespaces '${objectName(a)}' and '${objectName(b)}' differ in ` +
        `${differing.join(", ")}, expected two that are alike; make both from one specification`;
      return [{ message, urn }];
    }),
  ),
);

function differencesOf(graph: Graph, a: PolicyResource, b: PolicyResource): string[] {
  const kindsOf = COMPARED.filter(({ kind, field }) => {
    const [first, second] = [a, b].map((namespace) =>
      inNamespace(graph, namespace, kind).map(({ props }) => textOf(valueAt(props, field))),
    );
    if (!first || !second || [...first, ...second].includes(undefined)) return false;
    return first.sort().join("\n") !== second.sort().join("\n");
  }).map(({ kind }) => `'${kind.slice(kind.lastIndexOf(":") + 1)}'`);
  const [labelsA, labelsB] = [a, b].map((each) => textOf(labelsOf(each)));
  const isSame = labelsA === undefined || labelsB === undefined || labelsA === labelsB;
  return isSame ? kindsOf : ["'labels'", ...kindsOf];
}

/** Labels without those that hold the namespace's own name. */
function labelsOf(namespace: PolicyResource): unknown {
  const labels = valueAt(namespace.props, "metadata", "labels");
  if (typeof labels !== "object" || labels === null) return labels;
  const kept = Object.keys(labels).filter((key) => textAt(labels, key) !== objectName(namespace));
  return Object.fromEntries(kept.map((key) => [key, valueAt(labels, key)]));
}

/** A value as text that is equal for equal values, whatever the order of keys; undefined where a part is unknown. */
function textOf(value: unknown): string | undefined {
  if (value === UNKNOWN) return undefined;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const parts = Object.keys(value)
    .sort()
    .map((key) => [key, textOf(valueAt(value, key))] as const);
  if (parts.some(([, text]) => text === undefined)) return undefined;
  return `{${parts.map(([key, text]) => `${JSON.stringify(key)}:${text ?? ""}`).join()}}`;
}
