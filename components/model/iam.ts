import { grantsFor, type NeededGrant, type Needs } from "./grants";
import { resourceTypes, type Names, type Principal } from "./names";

/** All that an environment needs in IAM, whoever makes it. */
export interface Iam {
  /** One for each principal that is granted anything, in the order of their first grants. */
  readonly dynamicGroups: readonly DynamicGroup[];
  /** One for each compartment in which anything is granted. */
  readonly policies: readonly Policy[];
  /** Every grant of the policies, in a fixed order. */
  readonly grants: readonly NeededGrant[];
}

export interface DynamicGroup {
  readonly principal: Principal;
  readonly name: string;
  readonly description: string;
  readonly matchingRule: string;
}

export interface Policy {
  /** First of the compartments' names that is this one. */
  readonly place: keyof Needs["compartments"];
  readonly compartmentId: string;
  readonly name: string;
  readonly description: string;
  readonly grants: readonly NeededGrant[];
}

/** Decides which groups and policies there are; all of it is known before the first `up`. */
export function iamOf(names: Names, needs: Omit<Needs, "dynamicGroup">): Iam {
  const { compartments } = needs;
  const grants = grantsFor({ ...needs, dynamicGroup: (principal) => names.dynamicGroup(principal) });
  const principals = grants
    .map(({ principal }) => principal)
    .filter((each): each is Principal => each in resourceTypes);
  return {
    grants,
    dynamicGroups: [...new Set(principals)].map((principal) => ({
      principal,
      name: names.dynamicGroup(principal),
      description: `OCI DevOps ${principal.replace("-", " ")} of ${names.project}`,
      matchingRule: `ALL {resource.type='${resourceTypes[principal]}', resource.compartment.id='${compartments.project}'}`,
    })),
    policies: policiesOf(names, grants, compartments),
  };
}

/** A policy grants only at or below the compartment that it is attached to, so each compartment gets its own. */
function policiesOf(names: Names, grants: readonly NeededGrant[], compartments: Needs["compartments"]): Policy[] {
  const { project, registry, vault, network } = compartments;
  const places = Object.entries({ project, registry, vault, network }) as [Policy["place"], string][];
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
