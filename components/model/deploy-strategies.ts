import type {
  ApprovalStage,
  DeployStage,
  FunctionDeployStage,
  FunctionInvokeStage,
  GroupBlueGreenStage,
  GroupCanaryStage,
  GroupRollingStage,
  OkeBlueGreenStage,
  OkeCanaryStage,
  OkeHelmStage,
  OkeRollingStage,
  Rollback,
  TrafficRollout,
} from "./deploy-stages";

/** What a stage does, without its place in a pipeline. */
type What<Stage> = Omit<Stage, "kind" | "name" | "after">;

/** Who says yes. */
export interface Gate {
  /** People who must approve; 0: nobody is asked, which production refuses. @default 2 */
  readonly approvals?: number;
}

/** A function that tries the new version. */
export interface Trial<Id> {
  /** @default - nothing is tried but by those who approve */
  readonly validation?: Pick<FunctionInvokeStage<Id>, "environmentId" | "payloadId">;
}

/** How a canary gets its traffic. */
interface CanaryTraffic {
  /** @default { batches: 5, limit: 25 } */
  readonly traffic?: TrafficRollout;
}

export interface RollingOke<Id> extends What<OkeRollingStage<Id>>, Gate {}

export interface HelmOke<Id> extends What<OkeHelmStage<Id>>, Gate {}

export interface BlueGreenOke<Id> extends What<OkeBlueGreenStage<Id>>, Gate, Trial<Id> {}

export interface CanaryOke<Id> extends What<OkeCanaryStage<Id>>, Gate, Trial<Id>, CanaryTraffic {
  /** Where everybody else is; the manifests are those of the canary. */
  readonly production: { readonly namespace: string } & Rollback;
}

export interface RollingGroup<Id> extends What<GroupRollingStage<Id>>, Gate {}

export interface BlueGreenGroup<Id> extends What<GroupBlueGreenStage<Id>>, Gate, Trial<Id> {}

export interface CanaryGroup<Id> extends What<GroupCanaryStage<Id>>, Gate, Trial<Id>, CanaryTraffic {
  /** Where everybody else is; specification, files and listener are those of the canary. */
  readonly rollOut: Pick<GroupRollingStage<Id>, "environmentId" | "batch" | "failure" | "automaticRollback">;
}

export interface RollingFunction<Id> extends What<FunctionDeployStage<Id>>, Gate, Trial<Id> {}

const CANARY: TrafficRollout = { batches: 5, limit: 25 };

/**
 * Stages `approve`, `deploy`: Kubernetes replaces pod after pod. A deployment that fails is rolled back, unless told
 * otherwise.
 */
export function rollingOke<Id>({ approvals, ...deploy }: RollingOke<Id>): DeployStage<Id>[] {
  return [...approve(approvals), { kind: "oke-rolling", name: "deploy", ...deploy }];
}

/** Stages `approve`, `deploy`: Helm upgrades a release. One that fails is rolled back, unless told otherwise. */
export function helmOke<Id>({ approvals, ...deploy }: HelmOke<Id>): DeployStage<Id>[] {
  return [...approve(approvals), { kind: "oke-helm", name: "deploy", ...deploy }];
}

/**
 * Stages `deploy`, `validate`, `approve`, `shift`: the new version comes up in the namespace that nobody is on, is tried
 * and approved, and then gets all traffic. The way back is to run `shift` alone once more; OCI rolls nothing back by
 * itself.
 * @see https://docs.oracle.com/iaas/Content/devops/using/deploy_bgstrategy.htm read 2026-11-25
 */
export function blueGreenOke<Id>({ approvals, validation, ...deploy }: BlueGreenOke<Id>): DeployStage<Id>[] {
  return [
    { kind: "oke-blue-green", name: "deploy", ...deploy },
    ...validate(validation),
    ...approve(approvals),
    { kind: "oke-blue-green-shift", name: "shift", of: "deploy" },
  ];
}

/**
 * Stages `deploy`, `validate`, `shift`, `approve`, `production`: a part of the traffic tries the new version before people
 * approve it for everybody.
 * @see https://docs.oracle.com/iaas/Content/devops/using/deploy_canarystrategy.htm read 2026-11-25
 */
export function canaryOke<Id>(strategy: CanaryOke<Id>): DeployStage<Id>[] {
  const { approvals, validation, traffic = CANARY, production, ...deploy } = strategy;
  const { environmentId, manifestIds } = deploy;
  return [
    { kind: "oke-canary", name: "deploy", ...deploy },
    ...validate(validation),
    { kind: "oke-canary-shift", name: "shift", of: "deploy", traffic },
    ...approve(approvals).map((stage) => ({ ...stage, kind: "oke-canary-approval" as const, of: "shift" })),
    { kind: "oke-rolling", name: "production", environmentId, manifestIds, ...production },
  ];
}

/** Stages `approve`, `deploy`: instances are replaced batch by batch. What fails is rolled back, unless told otherwise. */
export function rollingGroup<Id>({ approvals, ...deploy }: RollingGroup<Id>): DeployStage<Id>[] {
  return [...approve(approvals), { kind: "group-rolling", name: "deploy", ...deploy }];
}

/** Stages `deploy`, `validate`, `approve`, `shift`, as those of `blueGreenOke`, between two instance groups. */
export function blueGreenGroup<Id>({ approvals, validation, ...deploy }: BlueGreenGroup<Id>): DeployStage<Id>[] {
  return [
    { kind: "group-blue-green", name: "deploy", ...deploy },
    ...validate(validation),
    ...approve(approvals),
    { kind: "group-blue-green-shift", name: "shift", of: "deploy" },
  ];
}

/** Stages `deploy`, `validate`, `shift`, `approve`, `production`, as those of `canaryOke`, between two instance groups. */
export function canaryGroup<Id>(strategy: CanaryGroup<Id>): DeployStage<Id>[] {
  const { approvals, validation, traffic = CANARY, rollOut, ...deploy } = strategy;
  const { specificationId, artifactIds, production: loadBalancer } = deploy;
  return [
    { kind: "group-canary", name: "deploy", ...deploy },
    ...validate(validation),
    { kind: "group-canary-shift", name: "shift", of: "deploy", traffic },
    ...approve(approvals).map((stage) => ({ ...stage, kind: "group-canary-approval" as const, of: "shift" })),
    {
      kind: "group-rolling",
      name: "production",
      specificationId,
      ...(artifactIds ? { artifactIds } : {}),
      loadBalancer,
      ...rollOut,
    },
  ];
}

/** Stages `approve`, `deploy`, `validate`: a function gets a new image, which everybody gets at once. */
export function rollingFunction<Id>({ approvals, validation, ...deploy }: RollingFunction<Id>): DeployStage<Id>[] {
  return [...approve(approvals), { kind: "function-deploy", name: "deploy", ...deploy }, ...validate(validation)];
}

function approve(approvals: number | undefined): ApprovalStage[] {
  if (approvals === 0) return [];
  return [{ kind: "approval", name: "approve", ...(approvals === undefined ? {} : { approvals }) }];
}

function validate<Id>(validation: Trial<Id>["validation"]): FunctionInvokeStage<Id>[] {
  return validation ? [{ kind: "function-invoke", name: "validate", ...validation }] : [];
}
