import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import { connectionInputs } from "./model/connection";
import type { SourcePlan } from "./model/plan";
import type { MirrorSchedule } from "./model/schedule";
import { types } from "./types";
import { VaultSecret } from "./vault-secret";

export interface SourceArgs {
  readonly projectId: pulumi.Input<string>;
  /** Name of the repository; unique in the project. */
  readonly repository: string;
  readonly branch: string;
  readonly source: SourcePlan;
  /** Whether the engine refuses to replace or delete the repository. @default false */
  readonly protect?: boolean;
}

/**
 * The DevOps code repository that a service is built from, and the connection that it is mirrored through. A mirror is
 * empty until its first run: `firstSync` is the command that makes it run at once. A token that is not in a vault yet is
 * put into one.
 * @see facts 2.1
 */
export class Source extends pulumi.ComponentResource {
  readonly repositoryId: pulumi.Output<string>;
  /** Address that a build stage clones from. */
  readonly repositoryUrl: pulumi.Output<string>;
  /** OCID of the connection; absent where the repository is not mirrored. */
  readonly connectionId?: pulumi.Output<string>;
  /** Command of the OCI CLI that fills the mirror for the first time; absent where there is none. */
  readonly firstSync?: pulumi.Output<string>;

  constructor(name: string, args: SourceArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.source, name, {}, opts);
    const { source, projectId } = args;

    const connection = source.kind === "mirrored" ? connect(this, name, args, source.connection) : undefined;
    const repository = new devops.Repository(
      `${name}-repository`,
      {
        projectId,
        name: args.repository,
        defaultBranch: args.branch,
        ...repositoryInputs(source, connection?.id),
      },
      {
        parent: this,
        deleteBeforeReplace: true,
        replaceOnChanges: ["repositoryType"],
        protect: args.protect ?? false,
      },
    );

    this.repositoryId = repository.id;
    this.repositoryUrl = repository.httpUrl;
    if (connection) {
      this.connectionId = connection.id;
      this.firstSync = pulumi.interpolate`oci devops repository mirror --repository-id ${repository.id}`;
    }
    this.registerOutputs({
      repositoryId: this.repositoryId,
      repositoryUrl: this.repositoryUrl,
      ...(this.connectionId ? { connectionId: this.connectionId, firstSync: this.firstSync } : {}),
    });
  }
}

type MirrorPlan = Extract<SourcePlan, { readonly kind: "mirrored" }>;

function connect(parent: Source, name: string, args: SourceArgs, spec: MirrorPlan["connection"]): devops.Connection {
  const { tokenSecretId: token } = spec;
  const tokenSecretId =
    typeof token === "string" ? token : new VaultSecret(`${name}-token`, token, { parent }).secretId;
  return new devops.Connection(
    `${name}-connection`,
    {
      projectId: args.projectId,
      displayName: `${args.repository}-source`,
      ...connectionInputs<pulumi.Input<string>>({ ...spec, tokenSecretId }),
    },
    { parent, replaceOnChanges: ["connectionType"] },
  );
}

function repositoryInputs(
  source: SourcePlan,
  connectorId: pulumi.Output<string> | undefined,
): Pick<devops.RepositoryArgs, "repositoryType" | "mirrorRepositoryConfig" | "parentRepositoryId"> {
  switch (source.kind) {
    case "hosted":
      return { repositoryType: "HOSTED" };
    case "forked":
      return { repositoryType: "FORKED", parentRepositoryId: source.parentRepositoryId };
    case "mirrored":
      return {
        repositoryType: "MIRRORED",
        mirrorRepositoryConfig: {
          ...(connectorId ? { connectorId } : {}),
          repositoryUrl: source.url,
          triggerSchedule: triggerSchedule(source.schedule),
        },
      };
  }
}

function triggerSchedule(schedule: MirrorSchedule): { scheduleType: string; customSchedule?: string } {
  switch (schedule.kind) {
    case "default":
      return { scheduleType: "DEFAULT" };
    case "manual":
      return { scheduleType: "NONE" };
    case "rule":
      return { scheduleType: "CUSTOM", customSchedule: schedule.rule };
  }
}
