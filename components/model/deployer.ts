import { iamOf } from "./iam";
import type { Plan } from "./plan";

/** A statement and what needs it. */
export interface ExplainedStatement {
  readonly statement: string;
  readonly reason: string;
}

/**
 * What the person who runs `up` must be allowed, for the resources that the plan has. Families as Oracle's pages have
 * them; the narrowest form was not tried on a tenancy.
 * @param group whose member it is, as statements name it.
 * @see facts 1.3
 */
export function deployerGrants(
  { names, needs, iamExists, images, genericRepository, environments }: Plan,
  group: string,
): ExplainedStatement[] {
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
    ...(needs.privateRunners
      ? [grant("use", "virtual-network-family", within(network), "private runners are given a subnet")]
      : []),
    ...(needs.deployments && environments["cluster"]
      ? [
          grant(
            "use",
            "clusters",
            within(needs.deployments.compartments.cluster),
            "namespaces are made in the cluster, whose roles take a cluster-admin as well",
          ),
        ]
      : []),
  ];
}
