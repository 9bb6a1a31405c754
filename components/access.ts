import * as pulumi from "@pulumi/pulumi";

import { makeGroup, makePolicies } from "./iam-resources";
import type { Needs } from "./model/grants";
import { iamOf } from "./model/iam";
import { iamText } from "./model/iam-text";
import type { Names, Principal } from "./model/names";
import { printStatement } from "./model/statement";
import type { ServiceAccessArgs } from "./service-access";
import { types } from "./types";

export interface AccessArgs {
  readonly names: Names;
  /** The tenancy, where dynamic groups live. */
  readonly tenancyId: string;
  /** What the pipelines work with. */
  readonly needs: Omit<Needs, "dynamicGroup">;
  /** Seconds that a new or changed policy is given to take effect everywhere; 0 waits for nothing. */
  readonly wait: number;
  /** Whether somebody else makes groups and policies; the component then stands empty. @default false */
  readonly existing?: boolean;
}

/**
 * Who the pipelines are in IAM and what they may do: a dynamic group for each principal that is granted anything, and
 * the least policies that let them work, each attached where its targets live. Statement text is known at the first
 * preview. What depends on this component is made when its policies are in effect.
 *
 * IAM is written in the home region only: give a `provider` of that region.
 *
 * Where somebody else makes all of this, the component is there all the same, without children: whatever depends on it
 * stays as it is, and the state holds what the environment relies on.
 */
export class Access extends pulumi.ComponentResource {
  /** The dynamic groups' OCIDs, by principal. Unknown at the first preview. */
  readonly dynamicGroupIds: Readonly<Partial<Record<Principal, pulumi.Output<string>>>>;
  /** One statement each, in a fixed order; never unknown. */
  readonly statements: readonly string[];
  /** What `ServiceAccess` makes for single services once their pipelines are there, by service. May be empty. */
  readonly ofServices: Readonly<Record<string, Omit<ServiceAccessArgs, "buildPipelineId">>>;
  /** What to hand to those who make groups and policies; absent where this component makes them. */
  readonly toMake?: string;

  constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.access, name, {}, opts);
    const iam = iamOf(args.names, args.needs);
    this.statements = iam.grants.map(printStatement);
    if (args.existing) {
      this.dynamicGroupIds = {};
      this.ofServices = {};
      this.toMake = iamText(iam);
      void pulumi.log.info(
        "makes no dynamic group and no policy: its output 'toMake' is what the tenancy's administrators make, " +
          `'npm run explain -- access ${pulumi.getStack()}' prints it`,
        this,
      );
      this.registerOutputs({ statements: this.statements, toMake: this.toMake });
      return;
    }

    const { domain } = args.needs;
    const groups = iam.dynamicGroups.map((group) => ({
      principal: group.principal,
      ...makeGroup(name, group.principal, group, args.tenancyId, domain, this),
    }));
    const policies = iam.policies.map(({ place, ...policy }) =>
      place === "project" ? policy : { ...policy, what: place },
    );
    makePolicies(name, policies, groups, args.wait, this);
    this.ofServices = Object.fromEntries(
      iam.services.map((each) => [
        each.service,
        { iam: each, tenancyId: args.tenancyId, wait: args.wait, ...(domain ? { domain } : {}) },
      ]),
    );

    this.dynamicGroupIds = Object.fromEntries(groups.map(({ principal, ocid }) => [principal, ocid]));
    this.registerOutputs({ dynamicGroupIds: this.dynamicGroupIds, statements: this.statements });
  }
}
