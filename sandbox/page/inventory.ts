import { isDeleted } from "../api/objects";
import type { StoredObject } from "../api/store";
import { isOfCluster } from "../cluster/objects";
import { buildPipeline } from "../kinds/build-pipeline";
import { buildPipelineStage } from "../kinds/build-pipeline-stage";
import { compartment } from "../kinds/compartment";
import { deployPipeline } from "../kinds/deploy-pipeline";
import { deployStage } from "../kinds/deploy-stage";
import { project } from "../kinds/project";
import { nameOf } from "./objects";

const PROJECT = project.token;
const COMPARTMENT = compartment.token;
const PIPELINES = [buildPipeline.token, deployPipeline.token];
const STAGES = [buildPipelineStage.token, deployStage.token];

/** Where objects are that belong to no compartment. */
export const TENANCY = "tenancy";

/** A pipeline and its stages, as they were made. */
export interface Pipeline {
  readonly pipeline: StoredObject;
  readonly stages: readonly StoredObject[];
}

/** A DevOps project and what is in it. */
export interface Project {
  readonly project: StoredObject;
  readonly pipelines: readonly Pipeline[];
  /** What is neither a pipeline nor a stage. */
  readonly others: readonly StoredObject[];
}

/** A compartment, and what stands there outside of projects. */
export interface Compartment {
  /** OCID; `tenancy` where objects are in none. */
  readonly id: string;
  /** Undefined where the sandbox only knows the id. */
  readonly name: string | undefined;
  readonly projects: readonly Project[];
  readonly others: readonly StoredObject[];
}

/** A namespace of a cluster with its objects. */
export interface Namespace {
  readonly namespace: StoredObject;
  readonly objects: readonly StoredObject[];
}

export interface Inventory {
  readonly total: number;
  readonly compartments: readonly Compartment[];
  readonly clusters: readonly { readonly name: string; readonly namespaces: readonly Namespace[] }[];
}

/** What a sandbox holds, by the places where a person would look for it. Deleted objects are left out. */
export function inventoryOf(all: readonly StoredObject[]): Inventory {
  const objects = all.filter((object) => !isDeleted(object));
  const inClusters = objects.filter(({ kind }) => isOfCluster(kind));
  const inCloud = objects.filter(({ kind }) => !isOfCluster(kind));
  const names = new Map(inCloud.filter(({ kind }) => kind === COMPARTMENT).map((each) => [each.id, nameOf(each)]));
  const children = groupBy(objects, ({ parent }) => parent);
  const compartments = [...groupBy(inCloud, compartmentOf)].map(([id, here]) => ({
    id,
    name: names.get(id),
    ...sortedOut(here, children),
  }));
  const namespaces = inClusters.filter(({ parent }) => parent === undefined);
  return {
    total: objects.length,
    compartments: compartments.sort((a, b) => (a.name ?? a.id).localeCompare(b.name ?? b.id)),
    clusters: [...groupBy(namespaces, clusterOf)].map(([name, each]) => ({
      name,
      namespaces: each.map((namespace) => ({ namespace, objects: children.get(namespace.id) ?? [] })),
    })),
  };
}

function compartmentOf({ body }: StoredObject): string {
  const { compartmentId } = body;
  return typeof compartmentId === "string" ? compartmentId : TENANCY;
}

function sortedOut(
  here: readonly StoredObject[],
  children: ReadonlyMap<string | undefined, readonly StoredObject[]>,
): Pick<Compartment, "projects" | "others"> {
  const ofProject = groupBy(here, ({ kind, id, body }) => (kind === PROJECT ? id : body["projectId"]));
  const projects = here
    .filter(({ kind }) => kind === PROJECT)
    .map((project) => {
      const inside = (ofProject.get(project.id) ?? []).filter(({ id }) => id !== project.id);
      const pipelines = inside.filter(({ kind }) => PIPELINES.includes(kind));
      return {
        project,
        pipelines: pipelines.map((pipeline) => ({ pipeline, stages: children.get(pipeline.id) ?? [] })),
        others: inside.filter(({ kind }) => !PIPELINES.includes(kind) && !STAGES.includes(kind)),
      };
    });
  const known = new Set(projects.map(({ project }) => project.id));
  const others = here.filter(({ kind, body }) => kind !== PROJECT && !known.has(body["projectId"] as string));
  return { projects, others };
}

function clusterOf({ id }: StoredObject): string {
  return id.split("/")[1] ?? "";
}

/** Values by key, keys and values in the order that they come. */
export function groupBy<Key, Value>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
