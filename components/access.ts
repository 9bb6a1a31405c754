import * as identity from "@pulumi/oci/identity";
import * as pulumi from "@pulumi/pulumi";

import { grantsFor, type NeededGrant, type Needs } from "./model/grants";
import { resourceTypes, type Names, type Principal } from "./model/names";
import { printStatement } from "./model/statement";
import { types } from "./types";

export interface AccessArgs {
  readonly names: Names;
  /** The tenancy, where dynamic groups live. */
  readonly tenancyId: string;
  /** What the pipelines work with. */
  readonly needs: Omit<Needs, "dynamicGroup">;
  /** Seconds that a new or changed policy is given to take effect everywhere; 0 waits for nothing. */
  readonly wait: number;
}

/**
 * Who the pipelines are in IAM and what they may do: a dynamic group for each principal that is granted anything, and
 * the least policies that let them work, each attached where its targets live. Statement text is known at the first
 * preview. What depends on this component is made when its policies are in effect.
 *
 * IAM is written in the home region only: give a `provider` of that region.
 */
export class Access extends pulumi.ComponentResource {
  /** The dynamic groups' OCIDs, by principal. Unknown at the first preview. */
  readonly dynamicGroupIds: Readonly<Partial<Record<Principal, pulumi.Output<string>>>>;
  /** One statement each, in a fixed order; never unknown. */
  readonly statements: readonly string[];

  constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.access, name, {}, opts);
    const { names } = args;
    const grants = grantsFor({ ...args.needs, dynamicGroup: (principal) => names.dynamicGroup(principal) });

    const groups = Object.fromEntries(
      [...new Set(grants.flatMap(({ principal }) => principal ?? []))].map((principal) => [
        principal,
        new identity.DynamicGroup(
          `${name}-${principal}`,
          {
            compartmentId: args.tenancyId,
            name: names.dynamicGroup(principal),
            description: `OCI DevOps ${principal.replace("-", " ")} of ${names.project}`,
            matchingRule: `ALL {resource.type='${resourceTypes[principal]}', resource.compartment.id='${args.needs.compartments.project}'}`,
          },
          { parent: this, deleteBeforeReplace: true },
        ),
      ]),
    );

    const hooks = args.wait > 0 ? { hooks: inEffect(name, args.wait) } : {};
    for (const { place, compartmentId, statements } of policiesOf(grants, args.needs.compartments)) {
      const suffix = place === "project" ? "" : `-${place}`;
      new identity.Policy(
        place === "project" ? `${name}-policy` : `${name}-${place}-policy`,
        {
          compartmentId,
          name: `${names.policy}${suffix}`,
          description: `What the OCI DevOps pipelines of ${names.project} may do`,
          statements: statements.map(printStatement),
        },
        // the groups are named in the text, so that nothing else orders them before the policy
        { parent: this, deleteBeforeReplace: true, dependsOn: Object.values(groups), ...hooks },
      );
    }

    this.dynamicGroupIds = Object.fromEntries(Object.entries(groups).map(([principal, { id }]) => [principal, id]));
    this.statements = grants.map(printStatement);
    this.registerOutputs({ dynamicGroupIds: this.dynamicGroupIds, statements: this.statements });
  }
}

interface PlacedPolicy {
  /** First of the compartments' names that is this one. */
  readonly place: keyof Needs["compartments"];
  readonly compartmentId: string;
  readonly statements: readonly NeededGrant[];
}

/** A policy grants only at or below the compartment that it is attached to, so each compartment gets its own. */
function policiesOf(grants: readonly NeededGrant[], compartments: Needs["compartments"]): PlacedPolicy[] {
  const { project, registry, vault, network } = compartments;
  const places = Object.entries({ project, registry, vault, network }) as [PlacedPolicy["place"], string][];
  return places
    .filter(([, compartmentId], index) => places.findIndex(([, each]) => each === compartmentId) === index)
    .map(([place, compartmentId]) => ({
      place,
      compartmentId,
      statements: grants.filter((grant) => grant.compartmentId === compartmentId),
    }))
    .filter(({ statements }) => statements.length > 0);
}

/** Holds what depends on a policy back until the policy is in effect: OCI answers 404 to those who come too early. */
function inEffect(name: string, seconds: number): pulumi.ResourceHookBinding {
  const wait = new pulumi.ResourceHook(`${name}-in-effect`, async ({ name: policy, oldInputs, newInputs }) => {
    const statements = (inputs: unknown): string =>
      JSON.stringify((inputs as identity.PolicyArgs | undefined)?.statements);
    if (statements(oldInputs) === statements(newInputs)) return;
    await pulumi.log.info(`policy '${policy}': waiting ${seconds} s until it is in effect everywhere`);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  });
  return { afterCreate: [wait], afterUpdate: [wait] };
}
