import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import { triggerFilter, type TriggerSource, type TriggerWhen } from "./model/trigger-filter";

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
 *
 * A resource of the provider with checked inputs, not a component around one: there would be nothing else in it.
 * @throws pulumi.ResourceError for events or filters that the source does not have; nothing is registered by then.
 */
export class Trigger extends devops.Trigger {
  constructor(name: string, args: TriggerArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { source } = args;
    const { filter, problems } = triggerFilter(source.kind, args.when);
    if (problems.length > 0)
      throw new pulumi.ResourceError(`Trigger '${name}': ${problems.join("\n  ")}`, opts.parent, true);

    super(
      name,
      {
        projectId: args.projectId,
        displayName: args.displayName,
        triggerSource: source.kind,
        ...("repositoryId" in source ? { repositoryId: source.repositoryId } : {}),
        ...("connectionId" in source ? { connectionId: source.connectionId } : {}),
        actions: [{ type: "TRIGGER_BUILD_PIPELINE", buildPipelineId: args.buildPipelineId, filter }],
      },
      { replaceOnChanges: ["triggerSource"], ...opts },
    );
  }
}
