import { problemsOfDeployStage } from "./deploy-stage-fields";
import type { DeployStage, DeployStageKind } from "./deploy-stages";
import { nearest } from "./nearest";
import { ancestorsOf, orderStages, type PlacedStage, type StageOrder } from "./stage-graph";

/** Kind of the stage that a stage of another kind names in its `of`. @see facts 2.6 */
const NAMES: Readonly<Partial<Record<DeployStageKind, DeployStageKind>>> = {
  "oke-blue-green-shift": "oke-blue-green",
  "oke-canary-shift": "oke-canary",
  "oke-canary-approval": "oke-canary-shift",
  "group-blue-green-shift": "group-blue-green",
  "group-canary-shift": "group-canary",
  "group-canary-approval": "group-canary-shift",
};

/**
 * Puts the stages of a deploy pipeline in order, or says all that is wrong with them: the graph first, and then each
 * stage and what it names. Does not throw.
 * @see facts 2.6: a shift must be downstream of the stage that it names, in the same pipeline
 */
export function orderDeployStages<Id>(declared: readonly DeployStage<Id>[]): StageOrder<DeployStage<Id>> {
  const order = orderStages(declared);
  if (order.problems.length > 0) return order;
  const problems = [
    ...problemsOfRoots(order.stages),
    ...order.stages.flatMap(({ stage }) => {
      const alone = problemsOfDeployStage(stage);
      return alone.length > 0 ? alone : problemsOfNamed(stage, order.stages);
    }),
  ];
  return problems.length > 0 ? { stages: [], problems: problems as [string, ...string[]] } : order;
}

/** Name of the stage that a shift or an approval of a canary is about. */
export function namedBy<Id>(stage: DeployStage<Id>): string | undefined {
  return "of" in stage ? stage.of : undefined;
}

function problemsOfRoots<Id>(stages: readonly PlacedStage<DeployStage<Id>>[]): string[] {
  const roots = stages.filter(({ predecessors }) => predecessors.length === 0).map(({ stage }) => `'${stage.name}'`);
  if (roots.length === 1) return [];
  return [`stages ${roots.join(", ")} all begin the pipeline, expected one that does; put the others 'after' it`];
}

function problemsOfNamed<Id>(stage: DeployStage<Id>, stages: readonly PlacedStage<DeployStage<Id>>[]): string[] {
  const of = namedBy(stage);
  const kind = NAMES[stage.kind];
  if (of === undefined || kind === undefined) return [];
  const named = stages.find((each) => each.stage.name === of)?.stage;
  if (named === undefined) {
    const fitting = stages.filter((each) => each.stage.kind === kind).map((each) => each.stage.name);
    const meant = nearest(of, fitting);
    const repair = meant ? `did you mean '${meant}'?` : "declare it or fix 'of'";
    return [
      `stage '${stage.name}' is of '${of}', which is not declared (of kind '${kind}': ${listed(fitting)}); ${repair}`,
    ];
  }
  if (named.kind !== kind)
    return [`stage '${stage.name}' is of '${of}', which is of kind '${named.kind}', expected '${kind}'; fix 'of'`];
  if (!ancestorsOf(stages, stage.name).has(of))
    return [`stage '${stage.name}' is of '${of}', which does not come before it; put it 'after' that one`];
  return [];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map((name) => `'${name}'`).join(", ");
}
