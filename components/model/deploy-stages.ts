import type { StageNode } from "./stage-graph";

/**
 * A stage of a deploy pipeline. One member per `deployStageType`; `Id` is an OCID, in the program possibly not known
 * yet. Stages name one another by name, environments and artifacts by OCID.
 * @see facts 2.6
 */
export type DeployStage<Id> =
  | ApprovalStage
  | DeployWaitStage
  | OkeRollingStage<Id>
  | OkeHelmStage<Id>
  | OkeBlueGreenStage<Id>
  | OkeBlueGreenShiftStage
  | OkeCanaryStage<Id>
  | OkeCanaryShiftStage
  | OkeCanaryApprovalStage
  | GroupRollingStage<Id>
  | GroupBlueGreenStage<Id>
  | GroupBlueGreenShiftStage
  | GroupCanaryStage<Id>
  | GroupCanaryShiftStage
  | GroupCanaryApprovalStage
  | LoadBalancerShiftStage<Id>
  | FunctionDeployStage<Id>
  | FunctionInvokeStage<Id>
  | ShellStage<Id>;

export type DeployStageKind = DeployStage<unknown>["kind"];

/** The member of one kind. */
export type DeployStageOf<Kind extends DeployStageKind, Id> = Extract<DeployStage<Id>, { readonly kind: Kind }>;

/** How many people must approve. A rejection ends the deployment. */
export interface Approvals {
  /** 1 or more. @default 2 */
  readonly approvals?: number;
}

/** Approvals of a stage that says no number: one person's mistake, or account, is not enough. */
export const APPROVALS = 2;

/** Whether OCI deploys the last successful release again when the stage fails. */
export interface Rollback {
  /** @default true */
  readonly automaticRollback?: boolean;
}

/** Pauses the deployment until people have said yes. */
export interface ApprovalStage extends StageNode, Approvals {
  readonly kind: "approval";
}

export interface DeployWaitStage extends StageNode {
  readonly kind: "wait";
  /** Seconds, 5 to 172800. */
  readonly duration: number;
}

interface OfCluster<Id> extends StageNode {
  /** OCID of an environment that is a cluster. */
  readonly environmentId: Id;
}

interface WithManifests<Id> extends OfCluster<Id> {
  /** At least one; applied in this order. */
  readonly manifestIds: readonly Id[];
}

/** Applies manifests; Kubernetes rolls them out. */
export interface OkeRollingStage<Id> extends WithManifests<Id>, Rollback {
  readonly kind: "oke-rolling";
  /** Namespace of what names none. @default - `default` */
  readonly namespace?: string;
}

/** Installs or upgrades a Helm release, or runs Helm commands. */
export interface OkeHelmStage<Id> extends OfCluster<Id>, Rollback {
  readonly kind: "oke-helm";
  readonly chartId: Id;
  /** Unique within its namespace. */
  readonly release: string;
  readonly namespace?: string;
  /** OCIDs of artifacts with values. @default - the chart's own values */
  readonly valuesIds?: readonly Id[];
  /** Values that are set one by one, as `--set` does. */
  readonly set?: Readonly<Record<string, string>>;
  /** The same as text, as `--set-string` does. */
  readonly setString?: Readonly<Record<string, string>>;
  /** OCIDs of artifacts with Helm commands, which are run instead of an upgrade. */
  readonly commandIds?: readonly Id[];
  /** Seconds, 1 to 10800. @default 300 */
  readonly timeout?: number;
  /** Revisions that are kept; 0 keeps all. @default 10 */
  readonly history?: number;
  /** Whether deleting the stage uninstalls the release. @default false */
  readonly uninstallOnDelete?: boolean;
}

/** Deploys to the one of two namespaces that nobody is on. OCI offers no rollback policy for it. */
export interface OkeBlueGreenStage<Id> extends WithManifests<Id> {
  readonly kind: "oke-blue-green";
  /** Two namespaces that are there already; the first deployment goes to the first one. */
  readonly namespaces: readonly [a: string, b: string];
  /** Name of the Ingress in the manifests, of class nginx. */
  readonly ingress: string;
}

/** Moves all traffic to the namespace that was deployed to. */
export interface OkeBlueGreenShiftStage extends StageNode {
  readonly kind: "oke-blue-green-shift";
  /** Name of the `oke-blue-green` stage, which must come before. */
  readonly of: string;
}

/** Deploys to a namespace for the canary. */
export interface OkeCanaryStage<Id> extends WithManifests<Id> {
  readonly kind: "oke-canary";
  /** Namespace of the canary, which is there already. */
  readonly namespace: string;
  /** Name of the Ingress in the manifests, of class nginx. */
  readonly ingress: string;
}

/** Moves a part of the traffic to the canary. */
export interface OkeCanaryShiftStage extends StageNode {
  readonly kind: "oke-canary-shift";
  /** Name of the `oke-canary` stage, which must come before. */
  readonly of: string;
  readonly traffic: TrafficRollout;
}

export interface OkeCanaryApprovalStage extends StageNode, Approvals {
  readonly kind: "oke-canary-approval";
  /** Name of the `oke-canary-shift` stage, which must come before. */
  readonly of: string;
}

/** How traffic moves: in batches, up to a limit. */
export interface TrafficRollout {
  /** 1 or more. */
  readonly batches: number;
  /** Seconds between batches. @default 60 */
  readonly pause?: number;
  /** Percent of the traffic, 1 to 100, that is moved in the end. @default - all of it */
  readonly limit?: number;
}

/** A share of the instances of a group: so many, or so many percent. */
export type Share = { readonly count: number } | { readonly percentage: number };

interface ToInstances<Id> extends StageNode {
  /** OCID of the artifact that says how an instance is deployed to. */
  readonly specificationId: Id;
  /** OCIDs of the files that the specification uses. @default - none */
  readonly artifactIds?: readonly Id[];
  /** How many instances are deployed to at once, and the seconds between two batches. */
  readonly batch: Share & { readonly pause?: number };
}

/** Listener of a load balancer; a network load balancer is none. */
export interface Listener<Id> {
  readonly loadBalancerId: Id;
  readonly listener: string;
  /** Port of the instances. @default - that of the backend set */
  readonly backendPort?: number;
}

/** Deploys to the instances of a group, batch by batch. */
export interface GroupRollingStage<Id> extends ToInstances<Id>, Rollback {
  readonly kind: "group-rolling";
  /** OCID of an environment that is an instance group. */
  readonly environmentId: Id;
  /** Instances that may fail before the stage does. @default - OCI's own */
  readonly failure?: Share;
  /** Load balancer that instances are taken out of while they are deployed to. @default - none */
  readonly loadBalancer?: Listener<Id>;
}

/** Deploys to the one of two instance groups that nobody is on. OCI offers no rollback policy for it. */
export interface GroupBlueGreenStage<Id> extends ToInstances<Id> {
  readonly kind: "group-blue-green";
  /** OCIDs of two instance groups without a common instance. */
  readonly environmentIds: readonly [a: Id, b: Id];
  readonly production: Listener<Id>;
  /** Listener through which the new version can be tried. @default - none */
  readonly test?: Listener<Id>;
  readonly failure?: Share;
}

/** Moves all traffic to the instance group that was deployed to. */
export interface GroupBlueGreenShiftStage extends StageNode {
  readonly kind: "group-blue-green-shift";
  /** Name of the `group-blue-green` stage, which must come before. */
  readonly of: string;
}

/** Deploys to an instance group for the canary. */
export interface GroupCanaryStage<Id> extends ToInstances<Id> {
  readonly kind: "group-canary";
  readonly environmentId: Id;
  readonly production: Listener<Id>;
  /** Listener through which the new version can be tried. @default - none */
  readonly test?: Listener<Id>;
}

/** Moves a part of the traffic to the canary. */
export interface GroupCanaryShiftStage extends StageNode {
  readonly kind: "group-canary-shift";
  /** Name of the `group-canary` stage, which must come before. */
  readonly of: string;
  readonly traffic: TrafficRollout;
}

export interface GroupCanaryApprovalStage extends StageNode, Approvals {
  readonly kind: "group-canary-approval";
  /** Name of the `group-canary-shift` stage, which must come before. */
  readonly of: string;
}

/** Moves traffic between two sets of backends of a load balancer. */
export interface LoadBalancerShiftStage<Id> extends StageNode, Rollback {
  readonly kind: "load-balancer-shift";
  /** IP addresses. */
  readonly blue: readonly string[];
  /** IP addresses. */
  readonly green: readonly string[];
  /** @default "AUTO_SELECT": the ones that get no traffic now */
  readonly target?: "AUTO_SELECT" | "BLUE" | "GREEN";
  readonly traffic: TrafficRollout;
  readonly loadBalancer: Listener<Id>;
}

/** Gives a function a new image. */
export interface FunctionDeployStage<Id> extends StageNode {
  readonly kind: "function-deploy";
  /** OCID of an environment that is a function. */
  readonly environmentId: Id;
  readonly imageId: Id;
  /** Configuration of the function. @default - as it is */
  readonly config?: Readonly<Record<string, string>>;
  /** Memory in MB. @default - as it is */
  readonly memoryInMbs?: number;
  /** Seconds. @default - as it is */
  readonly timeout?: number;
}

/** Calls a function, e.g. one that tries the new version. */
export interface FunctionInvokeStage<Id> extends StageNode {
  readonly kind: "function-invoke";
  /** OCID of an environment that is a function. */
  readonly environmentId: Id;
  /** OCID of the artifact that the function is given. @default - none */
  readonly payloadId?: Id;
  /** Whether the deployment goes on without waiting for the answer. @default false */
  readonly async?: boolean;
  /** Whether the function's answer decides if the stage succeeds. @default true, and false of an `async` one */
  readonly validates?: boolean;
  /** Whether the function leaves what users get as it is. @default - what `validates` is: a trial changes nothing */
  readonly readOnly?: boolean;
}

/** Whether a function's answer decides if its stage succeeds. */
export function validates({ async = false, validates: given }: FunctionInvokeStage<unknown>): boolean {
  return given ?? !async;
}

/** Runs commands in a container. */
export interface ShellStage<Id> extends StageNode {
  readonly kind: "shell";
  /** OCID of the artifact with the commands. */
  readonly commandsId: Id;
  readonly container: Container<Id>;
  /** Seconds, 1 or more. @default 36000 */
  readonly timeout?: number;
  /** Whether the commands leave what users get as it is, e.g. a smoke test. Whoever declares it knows. @default false */
  readonly readOnly?: boolean;
}

/** Container instance that a shell stage runs in. */
export interface Container<Id> {
  /** E.g. `CI.Standard.E4.Flex`. */
  readonly shape: string;
  readonly ocpus: number;
  /** @default - what the shape has for its OCPUs */
  readonly memoryInGbs?: number;
  readonly subnetId: Id;
  /** @default - none */
  readonly nsgIds?: readonly Id[];
  /** @default - that of the pipeline */
  readonly compartmentId?: Id;
  /** @default - one that OCI picks */
  readonly availabilityDomain?: string;
}
