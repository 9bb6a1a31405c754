import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import { problemsOfApproval } from "./model/deploy-approval";
import type { ArtifactSpec } from "./model/deploy-artifact";
import {
  placeholdersOf,
  problemsOfArtifacts,
  problemsOfDeployParameters,
  type DeployParameters,
  type User,
} from "./model/deploy-parameters";
import { deployStageInputs } from "./model/deploy-stage-inputs";
import { orderDeployStages } from "./model/deploy-stage-order";
import type { DeployStage } from "./model/deploy-stages";
import { placeholdersIn } from "./model/placeholders";
import { types } from "./types";

type Id = pulumi.Input<string>;

export interface DeployPipelineArgs {
  readonly projectId: Id;
  readonly displayName: string;
  /** Whether users are at the end of it: then people approve, and images are named by digest. */
  readonly production: boolean;
  /** At least what its stages and artifacts use; see `deployParameters`. May be empty. */
  readonly parameters: DeployParameters;
  /** At least one. A stage follows the one before it, unless its `after` says otherwise. */
  readonly stages: readonly DeployStage<Id>[];
  /**
   * What the stages deploy, by a name for messages: held against parameters and production. They are made elsewhere, for
   * a build delivers to the same ones. @default - nothing is held against anything
   */
  readonly artifacts?: Readonly<Record<string, ArtifactSpec<Id>>>;
  /** `Record<name, text>` of artifacts that are kept in a registry, as far as it is known here. @default - none is */
  readonly contents?: Readonly<Record<string, string>>;
}

/**
 * A deploy pipeline with its stages in order.
 * @throws pulumi.ResourceError with all that is wrong with stages, approvals, parameters and artifacts; nothing of the
 * pipeline is registered by then.
 */
export class DeployPipeline extends pulumi.ComponentResource {
  readonly deployPipelineId: pulumi.Output<string>;
  /** `Record<stage name, OCID>` */
  readonly stageIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: DeployPipelineArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.deployPipeline, name, {}, opts);
    const { projectId, displayName, production, parameters, artifacts = {} } = args;
    const { stages, problems: ofStages } = orderDeployStages(args.stages);
    const problems = [
      ...ofStages,
      ...(production ? problemsOfApproval(stages) : []),
      ...problemsOfDeployParameters(parameters, { production, users: usersOf(args) }),
      ...problemsOfArtifacts(artifacts, production),
    ];
    if (problems.length > 0)
      throw new pulumi.ResourceError(`DeployPipeline '${name}': ${problems.join("\n  ")}`, this, true);

    const items = Object.entries(parameters).map(([parameter, described]) => ({ name: parameter, ...described }));
    const pipeline = new devops.DeployPipeline(
      `${name}-pipeline`,
      { projectId, displayName, ...(items.length > 0 ? { deployPipelineParameters: { items } } : {}) },
      { parent: this },
    );

    const ids: Record<string, pulumi.Output<string>> = {};
    // the pipeline's own OCID stands for its start
    const idOf = (stage: string): pulumi.Output<string> => ids[stage] ?? pipeline.id;
    for (const { stage, predecessors } of stages) {
      const behind = predecessors.length === 0 ? [pipeline.id] : predecessors.map(idOf);
      ids[stage.name] = new devops.DeployStage(
        `${name}-${stage.name}`,
        {
          deployPipelineId: pipeline.id,
          displayName: stage.name,
          deployStagePredecessorCollection: { items: behind.map((id) => ({ id })) },
          ...deployStageInputs<Id>(stage, idOf),
        },
        { parent: this, replaceOnChanges: ["deployStageType"] },
      ).id;
    }

    this.deployPipelineId = pipeline.id;
    this.stageIds = ids;
    this.registerOutputs({ deployPipelineId: this.deployPipelineId, stageIds: this.stageIds });
  }
}

/** Whatever in a pipeline uses parameters. */
function usersOf({ stages, artifacts = {}, contents = {} }: DeployPipelineArgs): User[] {
  const names = [...new Set([...Object.keys(artifacts), ...Object.keys(contents)])];
  const inArtifact = (name: string): string[] => [
    ...(artifacts[name] ? placeholdersOf(artifacts[name]) : []),
    ...placeholdersIn(contents[name]),
  ];
  return [
    ...stages.map((stage) => ({ title: `stage '${stage.name}'`, placeholders: placeholdersIn(stage) })),
    ...names.map((name) => ({ title: `artifact '${name}'`, placeholders: [...new Set(inArtifact(name))] })),
  ];
}
