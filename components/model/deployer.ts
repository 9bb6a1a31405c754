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
  { needs, iamExists, images, genericRepository }: Plan,
  group: string,
): ExplainedStatement[] {
  const { project, registry, vault, network } = needs.compartments;
  const grant = (verb: string, resource: string, place: string, reason: string): ExplainedStatement => ({
    statement: `Allow group ${group} to ${verb} ${resource} in ${place}`,
    reason,
  });
  const within = (compartmentId: string): string => `compartment id ${compartmentId}`;
  const attached = [
    project,
    registry,
    ...(needs.tokenSecretIds.length + needs.buildSecretIds.length > 0 ? [vault] : []),
    ...(needs.privateRunners ? [network] : []),
  ];
  const iam = iamExists
    ? []
    : [
        grant("manage", "dynamic-groups", "tenancy", "dynamic groups live in the tenancy"),
        ...[...new Set(attached)].map((each) =>
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
    ...(needs.scanning ? [grant("manage", "vss-family", within(registry), "scan recipe and target")] : []),
    ...(needs.privateRunners
      ? [grant("use", "virtual-network-family", within(network), "private runners are given a subnet")]
      : []),
  ];
}
