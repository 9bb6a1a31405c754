import type { PolicyResource } from "@pulumi/policy";

import type { Graph } from "../graph/graph";
import { textAt } from "../graph/values";

/** Tokens of Kubernetes kinds. */
export const kinds = {
  namespace: "kubernetes:core/v1:Namespace",
  networkPolicy: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  quota: "kubernetes:core/v1:ResourceQuota",
  limits: "kubernetes:core/v1:LimitRange",
  role: "kubernetes:rbac.authorization.k8s.io/v1:Role",
  clusterRole: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
  roleBinding: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
  clusterRoleBinding: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
} as const;

/** The name of a Kubernetes object, or the one that the program gives it. */
export function objectName({ props, name }: Pick<PolicyResource, "props" | "name">): string {
  return textAt(props, "metadata", "name") ?? name;
}

/** Objects of a kind in a namespace of the stack: by its name, or, while that is unknown, by what it depends on. */
export function inNamespace(graph: Graph, namespace: PolicyResource, kind: string): PolicyResource[] {
  const name = textAt(namespace.props, "metadata", "name");
  return graph.ofType(kind).filter(({ props, propertyDependencies }) => {
    const stated = textAt(props, "metadata", "namespace");
    if (stated !== undefined && name !== undefined) return stated === name;
    return (propertyDependencies["metadata"] ?? []).some(({ urn }) => urn === namespace.urn);
  });
}
