import type { PolicyResource } from "@pulumi/policy";

import type { Graph } from "./graph";
import { listAt, textAt, UNKNOWN, valueAt } from "./values";

/** Tokens of what pipelines are made of. */
export const types = {
  project: "oci:DevOps/project:Project",
  buildPipeline: "oci:DevOps/buildPipeline:BuildPipeline",
  buildStage: "oci:DevOps/buildPipelineStage:BuildPipelineStage",
  deployPipeline: "oci:DevOps/deployPipeline:DeployPipeline",
  deployStage: "oci:DevOps/deployStage:DeployStage",
  artifact: "oci:DevOps/deployArtifact:DeployArtifact",
  environment: "oci:DevOps/deployEnvironment:DeployEnvironment",
} as const;

export interface Pipeline {
  readonly kind: "build" | "deploy";
  /** @default - it stands in another stack, and this one adds stages to it */
  readonly resource?: PolicyResource;
  /** @default - its project is not of this stack */
  readonly project?: PolicyResource;
  /** Unordered; may be empty. */
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly resource: PolicyResource;
  readonly pipeline: Pipeline;
  /** Its display name, or else the name that the program gives it. */
  readonly title: string;
  /** OCI's name of what it does, e.g. `MANUAL_APPROVAL`; empty while that is unknown. */
  readonly type: string;
  /** Stages that it follows, as far as they are of this stack; may be in a circle. */
  readonly predecessors: readonly Stage[];
  /** Whether nothing comes before it. */
  readonly isFirst: boolean;
}

const KINDS = {
  build: {
    pipeline: types.buildPipeline,
    stage: types.buildStage,
    pipelineId: "buildPipelineId",
    stageType: "buildPipelineStageType",
    predecessors: "buildPipelineStagePredecessorCollection",
  },
  deploy: {
    pipeline: types.deployPipeline,
    stage: types.deployStage,
    pipelineId: "deployPipelineId",
    stageType: "deployStageType",
    predecessors: "deployStagePredecessorCollection",
  },
} as const;

type Open<T> = { -readonly [Key in keyof T]: T[Key] };
type OpenStage = Open<Omit<Stage, "predecessors">> & { predecessors: Stage[] };
type OpenPipeline = Open<Omit<Pipeline, "stages">> & { stages: Stage[] };

/** Pipelines of a kind with their stages, whether OCIDs are known or not. Takes time in proportion to what there is. */
export function pipelinesOf(graph: Graph, kind: Pipeline["kind"]): readonly Pipeline[] {
  const fields = KINDS[kind];
  const made = new Map<unknown, OpenPipeline>();
  for (const resource of graph.ofType(fields.pipeline)) {
    const [project] = graph.named(resource, types.project, "projectId");
    made.set(resource, { kind, resource, stages: [], ...(project ? { project } : {}) });
  }

  const stages = new Map<PolicyResource, OpenStage>();
  for (const resource of graph.ofType(fields.stage)) {
    const [owner] = graph.named(resource, fields.pipeline, fields.pipelineId);
    // stages of a pipeline elsewhere belong together by its OCID; while that is unknown, each stands alone
    const key = owner ?? textAt(resource.props, fields.pipelineId) ?? resource;
    const pipeline = made.get(key) ?? { kind, stages: [] };
    made.set(key, pipeline);
    const stage: OpenStage = {
      resource,
      pipeline,
      title: textAt(resource.props, "displayName") ?? resource.name,
      type: textAt(resource.props, fields.stageType) ?? "",
      predecessors: [],
      isFirst: false,
    };
    pipeline.stages.push(stage);
    stages.set(resource, stage);
  }

  for (const [resource, stage] of stages) {
    const collection = valueAt(resource.props, fields.predecessors);
    const ids = collection === UNKNOWN ? [UNKNOWN] : listAt(collection, "items").map((item) => valueAt(item, "id"));
    const before = graph.behind(resource, fields.stage, fields.predecessors, ids);
    stage.predecessors = before.flatMap((each) => stages.get(each) ?? []);
    stage.isFirst =
      ids.length === 0 ||
      ids.includes(textAt(resource.props, fields.pipelineId) ?? resource) ||
      graph.behind(resource, fields.pipeline, fields.predecessors, ids).length > 0;
  }
  return [...made.values()];
}

/** All stages before a stage. */
export function ancestorsOf(stage: Stage): ReadonlySet<Stage> {
  const found = new Set<Stage>();
  const open = [...stage.predecessors];
  for (let next = open.pop(); next; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...next.predecessors);
  }
  return found;
}

/** How a message names a pipeline. */
export function titleOf({ resource }: Pipeline): string {
  if (!resource) return "of another stack";
  return `'${textAt(resource.props, "displayName") ?? resource.name}'`;
}
