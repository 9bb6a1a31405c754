import { grantsFor, type NeededGrant, type Needs } from "./grants";
import { serviceIamOf, type ServiceIam } from "./service-iam";
import { resourceTypes, type Names, type Principal } from "./names";

/** All that an environment needs in IAM, whoever makes it. */
export interface Iam {
  /** Name of the identity domain that the groups are in. @default - the Default domain */
  readonly domain?: string;
  /** One for each principal that is granted anything, in the order of their first grants. */
  readonly dynamicGroups: readonly DynamicGroup[];
  /** One for each compartment in which anything is granted. */
  readonly policies: readonly Policy[];
  /** What single services have to themselves. May be empty. */
  readonly services: readonly ServiceIam[];
  /** Every grant of all policies, in a fixed order. */
  readonly grants: readonly NeededGrant[];
}

export interface DynamicGroup {
  readonly principal: Principal;
  readonly name: string;
  readonly description: string;
  readonly matchingRule: string;
}

/** What may have a compartment of its own, in the order in which it gives its policy a name. */
const PLACES = ["project", "registry", "vault", "network", "cluster", "functions", "instances", "containers"] as const;

export type Place = (typeof PLACES)[number];

export interface Policy {
  /** First of the compartments' names that is this one. */
  readonly place: Place;
  readonly compartmentId: string;
  readonly name: string;
  readonly description: string;
  readonly grants: readonly NeededGrant[];
}

/** Statements of all policies in one compartment, by its OCID. */
export function statementCounts({ grants }: Pick<Iam, "grants">): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { compartmentId } of grants) counts.set(compartmentId, (counts.get(compartmentId) ?? 0) + 1);
  return counts;
}

/** Decides which groups and policies there are; all of it is known before the first `up`. */
export function iamOf(names: Names, needs: Omit<Needs, "dynamicGroup">): Iam {
  const { compartments, domain } = needs;
  const grants = grantsFor({ ...needs, dynamicGroup: (principal) => names.dynamicGroup(principal) });
  const principals = grants
    .map(({ principal }) => principal)
    .filter((each): each is Principal => each in resourceTypes);
  const services = (needs.isolated ?? []).map((own) => serviceIamOf(names, needs, own));
  return {
    grants: [...grants, ...services.flatMap(({ policies }) => policies.flatMap((policy) => policy.grants))],
    services,
    ...(domain ? { domain: domain.name } : {}),
    dynamicGroups: [...new Set(principals)].map((principal) => ({
      principal,
      name: names.dynamicGroup(principal),
      description: `OCI DevOps ${principal.replace("-", " ")} of ${names.project}`,
      matchingRule: `ALL {resource.type='${resourceTypes[principal]}', resource.compartment.id='${compartments.project}'}`,
    })),
    policies: policiesOf(names, grants, { ...compartments, ...needs.deployments?.compartments }),
  };
}

/** A policy grants only at or below the compartment that it is attached to, so each compartment gets its own. */
function policiesOf(
  names: Names,
  grants: readonly NeededGrant[],
  compartments: Readonly<Partial<Record<Place, string>>>,
): Policy[] {
  const places = PLACES.flatMap((place) => (compartments[place] ? [[place, compartments[place]] as const] : []));
  return places
    .filter(([, compartmentId], index) => places.findIndex(([, each]) => each === compartmentId) === index)
    .map(([place, compartmentId]) => ({
      place,
      compartmentId,
      name: place === "project" ? names.policy : `${names.policy}-${place}`,
      description: `What the OCI DevOps pipelines of ${names.project} may do`,
      grants: grants.filter((grant) => grant.compartmentId === compartmentId),
    }))
    .filter((policy) => policy.grants.length > 0);
}
