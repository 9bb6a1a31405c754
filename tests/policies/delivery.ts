import { types } from "../../policies/graph/pipelines";
import { UNKNOWN, type GivenResource } from "./judge";

/** `first preview`: no OCID is known, the engine says what stands behind properties. `OCIDs`: they are known, it says nothing. */
export const STATES = ["first preview", "OCIDs"] as const;
export type State = (typeof STATES)[number];

/** `Record<property, name or names of what it names>`; those of a collection of predecessors become its items. */
export type Names = Readonly<Record<string, string | readonly string[]>>;

/** A resource that names others in its properties. */
export function resource(
  state: State,
  type: string,
  name: string,
  props: Record<string, unknown> = {},
  names: Names = {},
): GivenResource {
  const id = (of: string): string => (state === "first preview" ? UNKNOWN : `ocid1.${of}`);
  const named = Object.entries(names).map(([property, to]): [string, unknown] => {
    if (typeof to === "string") return [property, id(to)];
    return [
      property,
      property.endsWith("PredecessorCollection") ? { items: to.map((each) => ({ id: id(each) })) } : to.map(id),
    ];
  });
  const behind = Object.fromEntries(Object.entries(names).map(([property, to]) => [property, [to].flat()]));
  return {
    type,
    name,
    props: { id: id(name), ...props, ...Object.fromEntries(named) },
    ...(state === "first preview" ? { behind } : {}),
  };
}

/** A stage: what it does, what comes before it (the pipeline's name: nothing does), its properties, what it names. */
export type StageOf = readonly [
  type: string,
  before: readonly string[],
  props?: Record<string, unknown>,
  names?: Names,
];

/** A deploy pipeline with its stages. */
export function deployPipeline(
  state: State,
  name: string,
  stages: Readonly<Record<string, StageOf>>,
  props: Record<string, unknown> = {},
  names: Names = {},
): GivenResource[] {
  return [
    resource(state, types.deployPipeline, name, props, names),
    ...Object.entries(stages).map(([stage, [deployStageType, before, more = {}, others = {}]]) =>
      resource(
        state,
        types.deployStage,
        stage,
        { deployStageType, ...more },
        {
          deployPipelineId: name,
          deployStagePredecessorCollection: before,
          ...others,
        },
      ),
    ),
  ];
}

/** A build pipeline with its stages. */
export function buildPipeline(
  state: State,
  name: string,
  stages: Readonly<Record<string, StageOf>>,
  props: Record<string, unknown> = {},
  names: Names = {},
): GivenResource[] {
  return [
    resource(state, types.buildPipeline, name, props, names),
    ...Object.entries(stages).map(([stage, [buildPipelineStageType, before, more = {}, others = {}]]) =>
      resource(
        state,
        types.buildStage,
        stage,
        { buildPipelineStageType, ...more },
        {
          buildPipelineId: name,
          buildPipelineStagePredecessorCollection: before,
          ...others,
        },
      ),
    ),
  ];
}
