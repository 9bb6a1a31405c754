import * as fs from "node:fs";

import * as devops from "@pulumi/oci/devops";
import * as pulumi from "@pulumi/pulumi";

import {
  orderBuildStages,
  problemsOfParameters,
  type BuildSource,
  type BuildStage,
  type ManagedBuildStage,
} from "./model/build-stages";
import type { SpecFile } from "./model/spec-check";
import type { PlacedStage } from "./model/stage-graph";
import { types } from "./types";

type Id = pulumi.Input<string>;

export interface BuildPipelineArgs {
  readonly projectId: Id;
  readonly displayName: string;
  /** `Record<parameter, default value>`; may be empty. @default - no parameters */
  readonly parameters?: Readonly<Record<string, string>>;
  /** At least one. A stage follows the one before it, unless its `after` says otherwise. */
  readonly stages: readonly BuildStage<Id>[];
  /**
   * Build specifications that the stages are held against, `Record<build stage, specification>`; may be empty. Artifacts
   * that are delivered and not produced, placeholders that nothing sets, and the like are refused in the preview.
   * @default - not checked
   */
  readonly specs?: Readonly<Record<string, CheckedSpec>>;
  /** OCIDs of the vault secrets that builds may read. @default - vault variables of `specs` are not checked */
  readonly grantedSecrets?: readonly string[];
}

/** A service's build specification in this checkout. */
export interface CheckedSpec {
  /** From the folder that the program runs in. */
  readonly path: string;
  /** @default - what the file holds */
  readonly text?: string;
}

/** Runner image of every build stage: Oracle Linux 8; Oracle is about to retire the one of Oracle Linux 7. */
const IMAGE = "OL8_X86_64_STANDARD_10";

/**
 * A build pipeline with its stages in order.
 * @throws pulumi.ResourceError with all that is wrong with stages and parameters, or where `specs` contradict them;
 * nothing of the pipeline is registered by then.
 */
export class BuildPipeline extends pulumi.ComponentResource {
  readonly buildPipelineId: pulumi.Output<string>;
  /** `Record<stage name, OCID>` */
  readonly stageIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: BuildPipelineArgs, opts?: pulumi.ComponentResourceOptions) {
    super(types.buildPipeline, name, {}, opts);
    const { stages, problems: ofStages } = orderBuildStages(args.stages);
    const problems = [...ofStages, ...problemsOfParameters(args.parameters ?? {})];
    if (problems.length === 0 && args.specs) problems.push(...problemsOfCheckedSpecs(stages, args, args.specs));
    if (problems.length > 0)
      throw new pulumi.ResourceError(`BuildPipeline '${name}': ${problems.join("\n  ")}`, this, true);

    const parameters = Object.entries(args.parameters ?? {});
    const pipeline = new devops.BuildPipeline(
      `${name}-pipeline`,
      {
        projectId: args.projectId,
        displayName: args.displayName,
        ...(parameters.length > 0
          ? {
              buildPipelineParameters: {
                items: parameters.map(([parameter, defaultValue]) => ({ name: parameter, defaultValue })),
              },
            }
          : {}),
      },
      { parent: this },
    );

    const ids: Record<string, pulumi.Output<string>> = {};
    for (const { stage, predecessors } of stages) {
      // the pipeline's own OCID stands for its start
      const behind = predecessors.length === 0 ? [pipeline.id] : predecessors.map((each) => ids[each] ?? pipeline.id);
      ids[stage.name] = new devops.BuildPipelineStage(
        `${name}-${stage.name}`,
        {
          buildPipelineId: pipeline.id,
          displayName: stage.name,
          buildPipelineStagePredecessorCollection: { items: behind.map((id) => ({ id })) },
          ...stageInputs(stage),
        },
        { parent: this, replaceOnChanges: ["buildPipelineStageType"] },
      ).id;
    }

    this.buildPipelineId = pipeline.id;
    this.stageIds = ids;
    this.registerOutputs({ buildPipelineId: this.buildPipelineId, stageIds: this.stageIds });
  }
}

/** What is wrong with specifications, and with their files. */
function problemsOfCheckedSpecs(
  stages: readonly PlacedStage<BuildStage<Id>>[],
  { parameters = {}, grantedSecrets }: BuildPipelineArgs,
  specs: Readonly<Record<string, CheckedSpec>>,
): string[] {
  // most pipelines check none, and start without a parser of YAML
  const { problemsOfSpecs } = require("./model/spec-check") as typeof import("./model/spec-check");
  const problems: string[] = [];
  const files = new Map<string, SpecFile>();
  for (const [stage, { path, text }] of Object.entries(specs)) {
    try {
      files.set(stage, { path, text: text ?? fs.readFileSync(path, "utf8") });
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
      problems.push(`specification '${path}' of stage '${stage}' can't be read (${reason}); correct the path`);
    }
  }
  const surroundings = { parameters: Object.keys(parameters), ...(grantedSecrets ? { grantedSecrets } : {}) };
  return [...problems, ...problemsOfSpecs(stages, files, surroundings)];
}

type StageInputs = Omit<
  devops.BuildPipelineStageArgs,
  "buildPipelineId" | "displayName" | "buildPipelineStagePredecessorCollection"
>;

function stageInputs(stage: BuildStage<Id>): StageInputs {
  switch (stage.kind) {
    case "build":
      return managedBuild(stage);
    case "deliver":
      return {
        buildPipelineStageType: "DELIVER_ARTIFACT",
        deliverArtifactCollection: {
          items: stage.artifacts.map(({ name, artifactId }) => ({ artifactName: name, artifactId })),
        },
      };
    case "wait":
      return {
        buildPipelineStageType: "WAIT",
        waitCriteria: { waitType: "ABSOLUTE_WAIT", waitDuration: `PT${stage.duration}S` },
      };
    case "trigger-deployment":
      return {
        buildPipelineStageType: "TRIGGER_DEPLOYMENT_PIPELINE",
        deployPipelineId: stage.deployPipelineId,
        isPassAllParametersEnabled: stage.passAllParameters ?? false,
      };
  }
}

function managedBuild({ sources, spec, timeout, runner, privateAccess }: ManagedBuildStage<Id>): StageInputs {
  return {
    buildPipelineStageType: "BUILD",
    image: IMAGE,
    primaryBuildSource: sources[0].name,
    buildSourceCollection: { items: sources.map(sourceItem) },
    ...(spec ? { buildSpecFile: spec } : {}),
    ...(timeout ? { stageExecutionTimeoutInSeconds: timeout } : {}),
    ...(runner ? { buildRunnerShapeConfig: { buildRunnerType: "CUSTOM", ...runner } } : {}),
    ...(privateAccess
      ? {
          privateAccessConfig: {
            networkChannelType: "SERVICE_VNIC_CHANNEL",
            subnetId: privateAccess.subnetId,
            nsgIds: [...privateAccess.nsgIds],
          },
        }
      : {}),
  };
}

function sourceItem(source: BuildSource<Id>): {
  connectionType: string;
  name: string;
  branch: string;
  repositoryUrl: Id;
  repositoryId?: Id;
  connectionId?: Id;
} {
  const { kind, name, branch, url } = source;
  if (kind === "repository") {
    const { repositoryId } = source;
    return { connectionType: "DEVOPS_CODE_REPOSITORY", name, branch, repositoryUrl: url, repositoryId };
  }
  return { connectionType: kind, name, branch, repositoryUrl: url, connectionId: source.connectionId };
}
