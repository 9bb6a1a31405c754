import * as identity from "@pulumi/oci/identity";
import * as pulumi from "@pulumi/pulumi";

import { grantsFor } from "./model/grants";
import { resourceTypes, type Names, type Principal } from "./model/names";
import { printStatement } from "./model/statement";
import { types } from "./types";

export interface AccessArgs {
  readonly names: Names;
  /** The tenancy, where dynamic groups live. */
  readonly tenancyId: string;
  /** Compartment of the DevOps project: the pipelines in it are the principals, and the policy is attached there. */
  readonly compartmentId: string;
  /** Compartment of the container repositories; gets a policy of its own when it is another one. */
  readonly registryCompartmentId: string;
  /** Full names of the container repositories that the pipelines push to and pull from. */
  readonly repositories: readonly string[];
}

/**
 * Who the pipelines are in IAM and what they may do: a dynamic group for each principal, and the least policy that lets
 * them work. Statement text is known at the first preview.
 *
 * IAM is written in the home region only: give a `provider` of that region.
 */
export class Access extends pulumi.ComponentResource {
  /** The dynamic groups' OCIDs. Unknown at the first preview. */
  readonly dynamicGroupIds: Readonly<Record<Principal, pulumi.Output<string>>>;
  /** One statement each, in a fixed order; never unknown. */
  readonly statements: readonly string[];

  constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.access, name, {}, opts);

    const group = (principal: Principal): identity.DynamicGroup =>
      new identity.DynamicGroup(
        `${name}-${principal}`,
        {
          compartmentId: args.tenancyId,
          name: args.names.dynamicGroup(principal),
          description: `OCI DevOps ${principal.replace("-", " ")} of ${args.names.project}`,
          matchingRule: `ALL {resource.type='${resourceTypes[principal]}', resource.compartment.id='${args.compartmentId}'}`,
        },
        { parent: this, deleteBeforeReplace: true },
      );
    const groups = { "build-pipelines": group("build-pipelines"), "deploy-pipelines": group("deploy-pipelines") };

    const grants = grantsFor({
      dynamicGroups: {
        "build-pipelines": args.names.dynamicGroup("build-pipelines"),
        "deploy-pipelines": args.names.dynamicGroup("deploy-pipelines"),
      },
      projectCompartmentId: args.compartmentId,
      registryCompartmentId: args.registryCompartmentId,
      repositories: args.repositories,
    });
    // a policy grants only at or below the compartment that it is attached to
    for (const compartmentId of new Set(grants.map((grant) => grant.compartmentId))) {
      const place = compartmentId === args.compartmentId ? "policy" : "registry-policy";
      new identity.Policy(
        `${name}-${place}`,
        {
          compartmentId,
          name: place === "policy" ? args.names.policy : `${args.names.policy}-registry`,
          description: `What the OCI DevOps pipelines of ${args.names.project} may do`,
          statements: grants.filter((grant) => grant.compartmentId === compartmentId).map(printStatement),
        },
        // the groups are named in the text, so that nothing else orders them before the policy
        { parent: this, deleteBeforeReplace: true, dependsOn: Object.values(groups) },
      );
    }

    this.dynamicGroupIds = {
      "build-pipelines": groups["build-pipelines"].id,
      "deploy-pipelines": groups["deploy-pipelines"].id,
    };
    this.statements = grants.map(printStatement);
    this.registerOutputs({ dynamicGroupIds: this.dynamicGroupIds, statements: this.statements });
  }
}
