import * as identity from "@pulumi/oci/identity";
import * as pulumi from "@pulumi/pulumi";

import type { IdentityDomain, NeededGrant } from "./model/grants";
import { printStatement } from "./model/statement";

/** A dynamic group to be made; its rule may be unknown in a preview. */
export interface GroupSpec {
  readonly name: string;
  readonly description: string;
  readonly matchingRule: pulumi.Input<string>;
}

/** A dynamic group that is made. */
export interface MadeGroup {
  readonly resource: pulumi.Resource;
  /** In an identity domain it is not the resource's id, which is SCIM's. */
  readonly ocid: pulumi.Output<string>;
}

/**
 * Makes a dynamic group, called `<name>-<what>`: of the classic API, or in an identity domain.
 * @see facts 1.1, 6, 8
 */
export function makeGroup(
  name: string,
  what: string,
  { name: displayName, description, matchingRule }: GroupSpec,
  tenancyId: string,
  domain: IdentityDomain | undefined,
  parent: pulumi.Resource,
): MadeGroup {
  if (!domain) {
    const group = new identity.DynamicGroup(
      `${name}-${what}`,
      { compartmentId: tenancyId, name: displayName, description, matchingRule },
      { parent, deleteBeforeReplace: true },
    );
    return { resource: group, ocid: group.id };
  }
  const group = new identity.DomainsDynamicResourceGroup(
    `${name}-${what}`,
    {
      idcsEndpoint: domain.endpoint,
      schemas: ["urn:ietf:params:scim:schemas:oracle:idcs:DynamicResourceGroup"],
      // else OCI keeps the rule to itself, and a refresh does not see it changed
      attributeSets: ["all"],
      displayName,
      description,
      matchingRule,
    },
    // OCI tags who made a group and when, which would be taken off again in every update
    {
      parent,
      deleteBeforeReplace: true,
      ignoreChanges: ["tags", "urnietfparamsscimschemasoracleidcsextensionOciTags"],
    },
  );
  return { resource: group, ocid: group.ocid };
}

/** A policy to be made. */
export interface PolicySpec {
  /** Tells it apart from the others, in the resource's name. @default - it is the only one, or the first */
  readonly what?: string;
  readonly name: string;
  readonly description: string;
  readonly compartmentId: string;
  readonly grants: readonly NeededGrant[];
}

/**
 * Makes policies, called `<name>-policy` and `<name>-<what>-policy`, that take effect before what depends on them is made.
 * @param wait seconds that a new or changed policy is given; 0 waits for nothing.
 */
export function makePolicies(
  name: string,
  policies: readonly PolicySpec[],
  groups: readonly MadeGroup[],
  wait: number,
  parent: pulumi.Resource,
): void {
  const hooks = wait > 0 ? { hooks: inEffect(name, wait) } : {};
  // the groups are named in the text, so that nothing else orders them before a policy
  const dependsOn = groups.map(({ resource }) => resource);
  for (const { what, grants, name: policyName, description, compartmentId } of policies) {
    new identity.Policy(
      `${name}${what === undefined ? "" : `-${what}`}-policy`,
      { compartmentId, name: policyName, description, statements: grants.map(printStatement) },
      { parent, deleteBeforeReplace: true, dependsOn, ...hooks },
    );
  }
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
