import { namespacesOf } from "./deploy-plan";
import { iamOf } from "./iam";
import { NAMESPACE_KINDS, RBAC, DEPLOYER } from "./namespace";
import type { Plan } from "./plan";

/** A statement and what needs it. */
export interface ExplainedStatement {
  readonly statement: string;
  readonly reason: string;
}

/**
 * What the person who runs `up` must be allowed in IAM, for the resources that the plan has. Families as Oracle's pages have
 * them; the narrowest form was not tried on a tenancy.
 * @param group whose member it is, as statements name it.
 * @see facts 1.3
 */
export function deployerGrants(plan: Plan, group: string): ExplainedStatement[] {
  const { names, needs, iamExists, images, genericRepository } = plan;
  const { project, registry, vault, network } = needs.compartments;
  const grant = (verb: string, resource: string, place: string, reason: string): ExplainedStatement => ({
    statement: `Allow group ${group} to ${verb} ${resource} in ${place}`,
    reason,
  });
  const within = (compartmentId: string): string => `compartment id ${compartmentId}`;
  const { grants, dynamicGroups } = iamOf(names, needs);
  const iam = iamExists
    ? []
    : [
        ...(dynamicGroups.length > 0
          ? [
              grant(
                "manage",
                "dynamic-groups",
                "tenancy",
                needs.domain
                  ? "dynamic groups live in the identity domain, which may want a role of its own as well"
                  : "dynamic groups live in the tenancy",
              ),
            ]
          : []),
        ...[...new Set(grants.map(({ compartmentId }) => compartmentId))].map((each) =>
          grant("manage", "policies", within(each), "a policy is attached where its targets live"),
        ),
      ];
  return [
    ...iam,
    grant("manage", "devops-family", within(project), "project, repositories, pipelines, triggers"),
    grant("manage", "ons-family", within(project), "topic and subscriptions"),
    grant("manage", "logging-family", within(project), "log group and service log"),
    ...(Object.keys(images).length > 0 ? [grant("manage", "repos", within(registry), "container repositories")] : []),
    ...(genericRepository ? [grant("manage", "artifact-repositories", within(registry), "generic repository")] : []),
    ...(needs.tokenSecretNames.length > 0
      ? [
          grant("use", "vaults", within(vault), "secrets are made in a vault"),
          grant("use", "keys", within(vault), "secrets are encrypted with a key"),
          grant("manage", "secret-family", within(vault), "tokens are kept as secrets"),
        ]
      : []),
    ...(needs.scanning ? [grant("manage", "vss-family", within(registry), "scan recipe and target")] : []),
    ...(needs.privateRunners || needs.deployments?.privateEndpoint
      ? [
          grant(
            "use",
            "virtual-network-family",
            within(network),
            "private runners, and deployments to a private endpoint, are given a subnet",
          ),
        ]
      : []),
    ...(makesNamespaces(plan) && needs.deployments
      ? needs.deployments.clusterIds.map((id) =>
          grant(
            "use",
            "clusters",
            `${within(needs.deployments?.compartments.cluster ?? project)} where target.cluster.id = '${id}'`,
            "the kubeconfig is looked up, and the API server knows who comes",
          ),
        )
      : []),
  ];
}

/** Role in the cluster, with whom it is given to. */
export type ClusterManifest = Readonly<Record<string, unknown>>;

const VERBS = ["get", "list", "watch", "create", "update", "patch", "delete"];

/**
 * What the person who runs `up` must be allowed in the cluster, as manifests that a cluster administrator applies: the
 * kinds that namespaces are made of, and no workload. Kubernetes lets nobody grant what they do not have, so `escalate`
 * and `bind` are among the verbs, for the pipelines' role alone. Who holds that can grant a role of that name anything:
 * it is for people that are trusted with the cluster. Empty where no namespaces are made.
 * @param group OCID of the person's group: Kubernetes knows it by no other name.
 * @see facts 4.2; Kubernetes, "Using RBAC Authorization", on privilege escalation
 */
export function deployerRole(plan: Plan, group: string): ClusterManifest[] {
  if (!makesNamespaces(plan)) return [];
  const name = `${plan.names.project}-namespaces`;
  const groups = [...new Set(Object.values(NAMESPACE_KINDS).map(({ apiGroup }) => apiGroup))];
  const kinds = groups.map((apiGroup) => ({
    apiGroups: [apiGroup],
    resources: Object.values(NAMESPACE_KINDS)
      .filter((kind) => kind.apiGroup === apiGroup)
      .map(({ resource }) => resource),
    verbs: VERBS,
  }));
  const granting = { apiGroups: [RBAC], resources: ["roles"], resourceNames: [DEPLOYER], verbs: ["bind", "escalate"] };
  const pulling = { apiGroups: [""], resources: ["secrets"], verbs: VERBS };
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRole",
      metadata: { name },
      rules: [...kinds, granting, ...(plan.pull ? [pulling] : [])],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name },
      roleRef: { apiGroup: RBAC, kind: "ClusterRole", name },
      subjects: [{ apiGroup: RBAC, kind: "Group", name: group }],
    },
  ];
}

/** Whether `up` writes to a cluster, rather than to files or not at all. */
function makesNamespaces({ deployments, iamExists, render }: Plan): boolean {
  return deployments.some((plan) => namespacesOf(plan).length > 0) && !iamExists && render === undefined;
}
