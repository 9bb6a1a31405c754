import { nearest } from "./nearest";

/** A stage as its place in a pipeline goes; what it does is somebody else's. */
export interface StageNode {
  /** Unique within the pipeline. */
  readonly name: string;
  /** Names of the stages that must end first; several are a join, none is the pipeline's start. @default - the stage before it */
  readonly after?: readonly string[];
}

/** A stage with its place settled. */
export interface PlacedStage<T extends StageNode> {
  readonly stage: T;
  /** Stages that it follows, in declared order; empty for one that the pipeline starts with. */
  readonly predecessors: readonly string[];
}

/** Stages in an order in which each comes after all that it follows; or what is wrong with them. Never both. */
export type StageOrder<T extends StageNode> =
  | { readonly stages: readonly PlacedStage<T>[]; readonly problems: readonly [] }
  | { readonly stages: readonly []; readonly problems: readonly [string, ...string[]] };

/** Puts declared stages in order. Declared order is kept wherever it can be. Does not throw. */
export function orderStages<T extends StageNode>(declared: readonly T[]): StageOrder<T> {
  const placed = declared.map((stage, index) => ({
    stage,
    predecessors: stage.after ?? (index === 0 ? [] : [declared[index - 1]?.name as string]),
  }));
  const problems = [...problemsOfNames(placed), ...problemsOfReferences(placed)];
  if (problems.length > 0) return refused(problems);

  const ordered: PlacedStage<T>[] = [];
  const done = new Set<string>();
  const waiting = [...placed];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ predecessors }) => predecessors.every((each) => done.has(each)));
    if (next < 0) return refused([problemOfCycle(placed)]);
    for (const each of waiting.splice(next, 1)) {
      done.add(each.stage.name);
      ordered.push(each);
    }
  }
  return { stages: ordered, problems: [] };
}

/** Names of all stages that come before `name`, near or far. */
export function ancestorsOf<T extends StageNode>(stages: readonly PlacedStage<T>[], name: string): ReadonlySet<string> {
  const byName = new Map(stages.map((each) => [each.stage.name, each]));
  const found = new Set<string>();
  const visit = (each: string): void => {
    for (const predecessor of byName.get(each)?.predecessors ?? []) {
      if (found.has(predecessor)) continue;
      found.add(predecessor);
      visit(predecessor);
    }
  };
  visit(name);
  return found;
}

function refused<T extends StageNode>(problems: readonly string[]): StageOrder<T> {
  return { stages: [], problems: problems as readonly [string, ...string[]] };
}

/** Names the stages that come before themselves, and none that only comes after them. */
function problemOfCycle(placed: readonly PlacedStage<StageNode>[]): string {
  const inCycle = placed.map(({ stage }) => stage.name).filter((name) => ancestorsOf(placed, name).has(name));
  return inCycle.length === 1
    ? `stage '${inCycle[0]}' follows itself; take it out of its 'after'`
    : `stages ${inCycle.map((name) => `'${name}'`).join(", ")} wait for each other; take one of their 'after' away`;
}

function problemsOfNames(placed: readonly PlacedStage<StageNode>[]): string[] {
  if (placed.length === 0) return ["there is no stage; declare at least one"];
  const names = placed.map(({ stage }) => stage.name);
  return twice(names).map((name) => `stage '${name}' is declared more than once; give each a name of its own`);
}

function problemsOfReferences(placed: readonly PlacedStage<StageNode>[]): string[] {
  const names = placed.map(({ stage }) => stage.name);
  const known = new Set(names);
  return placed.flatMap(({ stage, predecessors }) => [
    ...twice(predecessors).map(
      (each) => `stage '${stage.name}' follows '${each}' more than once; name it once in its 'after'`,
    ),
    ...predecessors
      .filter((each) => !known.has(each))
      .map((each) => {
        const meant = nearest(
          each,
          names.filter((name) => name !== stage.name),
        );
        const declared = names.map((name) => `'${name}'`).join(", ");
        return (
          `stage '${stage.name}' follows '${each}', which is not declared (declared: ${declared}); ` +
          (meant ? `did you mean '${meant}'?` : "declare it or fix 'after'")
        );
      }),
  ]);
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
