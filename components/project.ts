import * as devops from "@pulumi/oci/devops";
import * as logging from "@pulumi/oci/logging";
import * as ons from "@pulumi/oci/ons";
import * as pulumi from "@pulumi/pulumi";

import type { Names } from "./model/names";
import type { Subscription } from "./model/subscription";
import { types } from "./types";

export interface ProjectArgs {
  readonly names: Names;
  /** Compartment of everything here. */
  readonly compartmentId: string;
  /** @default - no description */
  readonly description?: string;
  /** Name of the DevOps project. A change replaces the project and all that stands in it. @default names.project */
  readonly projectName?: string;
  /** Who hears of builds and deployments; at least one. Each but a function stays pending until it is confirmed. */
  readonly subscriptions: readonly Subscription[];
  /** Whether the engine refuses to replace or delete the project, with all that stands in it. @default false */
  readonly protect?: boolean;
  /** Days, 30 to 180 in steps of 30. */
  readonly logRetention: number;
}

/**
 * The DevOps project with what OCI demands around it: a topic before it, and a service log behind it, without which no
 * pipeline runs.
 * @see https://docs.oracle.com/en-us/iaas/Content/devops/using/create_project.htm read 2026-11-21
 */
export class Project extends pulumi.ComponentResource {
  readonly projectId: pulumi.Output<string>;
  readonly topicId: pulumi.Output<string>;
  readonly logGroupId: pulumi.Output<string>;
  readonly logId: pulumi.Output<string>;

  constructor(name: string, args: ProjectArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.project, name, {}, opts);
    const child = { parent: this };
    const unique = { parent: this, deleteBeforeReplace: true };

    const topic = new ons.NotificationTopic(
      `${name}-topic`,
      {
        compartmentId: args.compartmentId,
        name: args.names.topic,
        description: `Builds and deployments of ${args.names.project}`,
      },
      unique,
    );
    for (const { name: recipient, protocol, endpoint, isSecret } of args.subscriptions) {
      new ons.Subscription(
        `${name}-${recipient}`,
        {
          compartmentId: args.compartmentId,
          topicId: topic.id,
          protocol,
          endpoint: isSecret ? pulumi.secret(endpoint) : endpoint,
        },
        child,
      );
    }
    const project = new devops.Project(
      name,
      {
        compartmentId: args.compartmentId,
        name: args.projectName ?? args.names.project,
        notificationConfig: { topicId: topic.id },
        ...(args.description ? { description: args.description } : {}),
      },
      { ...unique, protect: args.protect ?? false },
    );
    const logGroup = new logging.LogGroup(
      `${name}-logs`,
      {
        compartmentId: args.compartmentId,
        displayName: args.names.logGroup,
        description: `OCI DevOps logs of ${args.names.project}`,
      },
      child,
    );
    const log = new logging.Log(
      `${name}-log`,
      {
        logGroupId: logGroup.id,
        displayName: "devops",
        logType: "SERVICE",
        isEnabled: true,
        retentionDuration: args.logRetention,
        configuration: {
          compartmentId: args.compartmentId,
          source: { sourceType: "OCISERVICE", service: "devops", resource: project.id, category: "all" },
        },
      },
      unique,
    );

    this.projectId = project.id;
    this.topicId = topic.id;
    this.logGroupId = logGroup.id;
    this.logId = log.id;
    this.registerOutputs({
      projectId: this.projectId,
      topicId: this.topicId,
      logGroupId: this.logGroupId,
      logId: this.logId,
    });
  }
}
