import * as pulumi from "@pulumi/pulumi";

import { makeGroup, makePolicies } from "./iam-resources";
import type { IdentityDomain } from "./model/grants";
import { ruleOfPipeline, type ServiceIam } from "./model/service-iam";
import { types } from "./types";

export interface ServiceAccessArgs {
  readonly iam: ServiceIam;
  /** The build pipeline that alone is in the group. */
  readonly buildPipelineId: pulumi.Input<string>;
  readonly tenancyId: string;
  /** @default - the group is one of the classic API */
  readonly domain?: IdentityDomain;
  /** Seconds that a new or changed policy is given to take effect everywhere; 0 waits for nothing. */
  readonly wait: number;
}

/**
 * What the builds of one service have to themselves in IAM: a dynamic group that its build pipeline alone is in, and
 * policies for its secrets and its image. It comes after the pipeline, whose id is in the group's rule, and before what
 * starts a build. IAM is written in the home region only: give a `provider` of that region.
 */
export class ServiceAccess extends pulumi.ComponentResource {
  /** OCID of the dynamic group. Unknown at the first preview. */
  readonly dynamicGroupId: pulumi.Output<string>;

  constructor(name: string, args: ServiceAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.serviceAccess, name, {}, opts);
    const { iam, tenancyId, domain, wait } = args;
    const matchingRule = pulumi.output(args.buildPipelineId).apply(ruleOfPipeline);
    const group = makeGroup(name, "builds", { ...iam.group, matchingRule }, tenancyId, domain, this);
    makePolicies(name, iam.policies, [group], wait, this);
    this.dynamicGroupId = group.ocid;
    this.registerOutputs({ dynamicGroupId: this.dynamicGroupId });
  }
}
