import * as identity from "@pulumi/oci/identity";
import * as pulumi from "@pulumi/pulumi";

import type { Needs } from "./model/grants";
import { iamOf } from "./model/iam";
import { iamText } from "./model/iam-text";
import type { Names, Principal } from "./model/names";
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
  /** What to hand to those who make groups and policies; absent where this component makes them. */
  readonly toMake?: string;

  constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.access, name, {}, opts);
    const iam = iamOf(args.names, args.needs);
    this.statements = iam.grants.map(printStatement);
    if (args.existing) {
      this.dynamicGroupIds = {};
      this.toMake = iamText(iam);
      void pulumi.log.info(
        "makes no dynamic group and no policy: its output 'toMake' is what the tenancy's administrators make, " +
          `'npm run explain -- access ${pulumi.getStack()}' prints it`,
        this,
      );
      this.registerOutputs({ statements: this.statements, toMake: this.toMake });
      return;
    }

    const groups = iam.dynamicGroups.map(
      ({ principal, ...group }) =>
        [
          principal,
          new identity.DynamicGroup(
            `${name}-${principal}`,
            { compartmentId: args.tenancyId, ...group },
            { parent: this, deleteBeforeReplace: true },
          ),
        ] as const,
    );

    const hooks = args.wait > 0 ? { hooks: inEffect(name, args.wait) } : {};
    for (const { place, grants, ...policy } of iam.policies) {
      new identity.Policy(
        place === "project" ? `${name}-policy` : `${name}-${place}-policy`,
        { ...policy, statements: grants.map(printStatement) },
        // the groups are named in the text, so that nothing else orders them before the policy
        { parent: this, deleteBeforeReplace: true, dependsOn: groups.map(([, group]) => group), ...hooks },
      );
    }

    this.dynamicGroupIds = Object.fromEntries(groups.map(([principal, { id }]) => [principal, id]));
    this.registerOutputs({ dynamicGroupIds: this.dynamicGroupIds, statements: this.statements });
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
