import { ancestorsOf, orderStages, type PlacedStage, type StageNode, type StageOrder } from "./stage-graph";
import { outside, WAIT, type Range } from "./stage-range";

/** Where a managed build takes its sources from. `Id` is an OCID, in the program possibly not known yet. */
export type BuildSource<Id> =
  /** A DevOps code repository: hosted, mirrored or forked. */
  | {
      readonly kind: "repository";
      readonly name: string;
      readonly branch: string;
      readonly repositoryId: Id;
      readonly url: Id;
    }
  /** A repository of an external service, through a connection. */
  | {
      readonly kind: ExternalSource;
      readonly name: string;
      readonly branch: string;
      readonly connectionId: Id;
      readonly url: Id;
    };

/** External services as a build stage calls them. @see facts 2.2 */
export type ExternalSource = "BITBUCKET_CLOUD" | "BITBUCKET_SERVER" | "GITHUB" | "GITLAB" | "GITLAB_SERVER" | "VBS";

/** A stage of a build pipeline. One member per `buildPipelineStageType`. */
export type BuildStage<Id> = ManagedBuildStage<Id> | DeliverStage<Id> | WaitStage | TriggerDeploymentStage<Id>;

export interface ManagedBuildStage<Id> extends StageNode {
  readonly kind: "build";
  /** At least one; the first is the primary one, in which the steps start. */
  readonly sources: readonly [BuildSource<Id>, ...BuildSource<Id>[]];
  /** Path of the build specification in the primary source. @default - `build_spec.yaml` at its root */
  readonly spec?: string;
  /** Seconds, 60 to 28800. @default 28800 */
  readonly timeout?: number;
  /** Size of the runner. @default - 2 OCPUs and 8 GB */
  readonly runner?: { readonly ocpus: number; readonly memoryInGbs: number };
  /** Subnet, with a NAT and a service gateway, that the runner gets a network card in. @default - public runner */
  readonly privateAccess?: { readonly subnetId: string; readonly nsgIds: readonly string[] };
}

export interface DeliverStage<Id> extends StageNode {
  readonly kind: "deliver";
  /**
   * What is delivered: the name that the build specification gives it, and the deploy artifact that it becomes. One output
   * may become several; that OCI takes this in one stage is not documented.
   */
  readonly artifacts: readonly DeliveredArtifact<Id>[];
}

export interface DeliveredArtifact<Id> {
  readonly name: string;
  readonly artifactId: Id;
  /**
   * What the deploy artifact is, and the address that it is delivered to, which may hold placeholders.
   * @default - type and placeholders are not held against the build specification
   */
  readonly becomes?: { readonly kind: "image" | "file"; readonly address: string };
}

export interface WaitStage extends StageNode {
  readonly kind: "wait";
  /** Seconds, 5 to 172800. */
  readonly duration: number;
}

export interface TriggerDeploymentStage<Id> extends StageNode {
  readonly kind: "trigger-deployment";
  readonly deployPipelineId: Id;
  /** Whether the deployment gets every parameter and exported variable of the build. @default false */
  readonly passAllParameters?: boolean;
}

const TIMEOUT: Range = { least: 60, most: 28_800, unit: "seconds" };

/** A form of names that OCI takes for parameters. @see facts 2.2 */
const PARAMETER = /^(?!oci)[a-z][a-z_0-9]*$/i;

/**
 * Puts the stages of a build pipeline in order, or says all that is wrong with them. Does not throw.
 * @see facts 2.2: a delivery
 * needs a managed build before it
 */
export function orderBuildStages<Id>(declared: readonly BuildStage<Id>[]): StageOrder<BuildStage<Id>> {
  const order = orderStages(declared);
  if (order.problems.length > 0) return order;
  const builds = new Set(declared.filter(({ kind }) => kind === "build").map(({ name }) => name));
  const problems = order.stages.flatMap((placed) => problemsOf(placed, order.stages, builds));
  return problems.length > 0 ? { stages: [], problems: problems as [string, ...string[]] } : order;
}

/** What is wrong with the names of a pipeline's parameters; empty when nothing is. */
export function problemsOfParameters(parameters: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(parameters)
    .filter((name) => !PARAMETER.test(name))
    .map(
      (name) =>
        `parameter '${name}' is no name that OCI takes, expected letters, digits and '_', beginning with a letter, ` +
        `but not with 'oci'; rename it`,
    );
}

function problemsOf<Id>(
  { stage }: PlacedStage<BuildStage<Id>>,
  stages: readonly PlacedStage<BuildStage<Id>>[],
  builds: ReadonlySet<string>,
): string[] {
  switch (stage.kind) {
    case "build":
      return [...outside(stage.name, "timeout", stage.timeout, TIMEOUT), ...twiceNamed(stage)];
    case "deliver": {
      const empty = stage.artifacts.length === 0 ? [`stage '${stage.name}' delivers nothing; name an artifact`] : [];
      const built = [...ancestorsOf(stages, stage.name)].some((each) => builds.has(each));
      const early = built
        ? []
        : [`stage '${stage.name}' delivers before anything is built; put it after a build stage`];
      return [...empty, ...early];
    }
    case "wait":
      return outside(stage.name, "duration", stage.duration, WAIT);
    case "trigger-deployment":
      return [];
  }
}

function twiceNamed<Id>({ name, sources }: ManagedBuildStage<Id>): string[] {
  const names = sources.map((source) => source.name);
  return [...new Set(names.filter((each, index) => names.indexOf(each) !== index))].map(
    (each) => `stage '${name}' has two sources '${each}', which is the folder that each is put into; rename one`,
  );
}
