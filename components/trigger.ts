import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import { triggerFilter, type TriggerSource, type TriggerWhen } from "./model/trigger-filter";
import { types } from "./types";

type Id = pulumi.Input<string>;

export interface TriggerArgs {
  readonly projectId: Id;
  readonly displayName: string;
  readonly buildPipelineId: Id;
  readonly source: TriggerSource<Id>;
  readonly when: TriggerWhen;
}

/**
 * Starts a build pipeline when something happens to the sources. A trigger on a mirror hears of a push when the mirror is
 * brought up to date, not before. One on an external service needs a webhook there, whose secret OCI shows only once, in
 * an answer that the provider does not keep: mirror the repository instead where you can.
 * @throws pulumi.ResourceError for events or filters that the source does not have.
 */
export class Trigger extends pulumi.ComponentResource {
  readonly triggerId: pulumi.Output<string>;

  constructor(name: string, args: TriggerArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.trigger, name, {}, opts);
    const { source } = args;
    const { filter, problems } = triggerFilter(source.kind, args.when);
    if (problems.length > 0) throw new pulumi.ResourceError(`Trigger '${name}': ${problems.join("\n  ")}`, this, true);

    const trigger = new devops.Trigger(
      `${name}-trigger`,
      {
        projectId: args.projectId,
        displayName: args.displayName,
        triggerSource: source.kind,
        ...("repositoryId" in source ? { repositoryId: source.repositoryId } : {}),
        ...("connectionId" in source ? { connectionId: source.connectionId } : {}),
        actions: [{ type: "TRIGGER_BUILD_PIPELINE", buildPipelineId: args.buildPipelineId, filter }],
      },
      { parent: this, replaceOnChanges: ["triggerSource"] },
    );

    this.triggerId = trigger.id;
    this.registerOutputs({ triggerId: this.triggerId });
  }
}
