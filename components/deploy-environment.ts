import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import { deployEnvironmentInputs, problemsOfEnvironment, type DeployEnvironmentSpec } from "./model/deploy-environment";
import { types } from "./types";

type Id = pulumi.Input<string>;

export interface DeployEnvironmentArgs {
  readonly projectId: Id;
  readonly displayName: string;
  readonly target: DeployEnvironmentSpec<Id>;
}

/**
 * What deploy stages deploy to: a cluster, a group of instances or a function, which is there already. One environment
 * serves all pipelines of its project.
 * @throws pulumi.ResourceError with all that is wrong with the target; nothing is registered by then.
 */
export class DeployEnvironment extends pulumi.ComponentResource {
  readonly environmentId: pulumi.Output<string>;

  constructor(name: string, args: DeployEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.deployEnvironment, name, {}, opts);
    const problems = problemsOfEnvironment(args.target);
    if (problems.length > 0)
      throw new pulumi.ResourceError(`DeployEnvironment '${name}': ${problems.join("\n  ")}`, this, true);

    const environment = new devops.DeployEnvironment(
      `${name}-environment`,
      { projectId: args.projectId, displayName: args.displayName, ...deployEnvironmentInputs(args.target) },
      { parent: this, replaceOnChanges: ["deployEnvironmentType"] },
    );

    this.environmentId = environment.id;
    this.registerOutputs({ environmentId: this.environmentId });
  }
}
