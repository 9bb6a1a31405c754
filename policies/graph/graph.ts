import type { PolicyResource } from "@pulumi/policy";

import { pipelinesOf, type Pipeline } from "./pipelines";
import { listAt, textAt, valueAt } from "./values";

/**
 * The resources of a stack and how they hang together, before the first update and after: which resource a property
 * names is told by OCIDs as far as they are known, and else by what the engine says stands behind the property.
 */
export class Graph {
  private readonly types = new Map<string, PolicyResource[]>();
  private readonly ids = new Map<string, PolicyResource>();
  private pipelinesByKind: Readonly<Record<Pipeline["kind"], readonly Pipeline[]>> | undefined;

  constructor(readonly resources: readonly PolicyResource[]) {
    for (const resource of resources) {
      const ofType = this.types.get(resource.type);
      if (ofType) ofType.push(resource);
      else this.types.set(resource.type, [resource]);
      const id = textAt(resource.props, "id");
      if (id !== undefined) this.ids.set(id, resource);
    }
  }

  /** Resources of a type, as the program made them; may be empty. */
  ofType(type: string): readonly PolicyResource[] {
    return this.types.get(type) ?? [];
  }

  /** Pipelines of the stack, and those elsewhere that it adds stages to. */
  pipelines(kind: Pipeline["kind"]): readonly Pipeline[] {
    this.pipelinesByKind ??= { build: pipelinesOf(this, "build"), deploy: pipelinesOf(this, "deploy") };
    return this.pipelinesByKind[kind];
  }

  /**
   * Resources of a type that a resource names in a property: an OCID or a list of them, at `path` inside of it. Empty
   * where it names none of this stack.
   */
  named(resource: PolicyResource, type: string, property: string, ...path: readonly string[]): PolicyResource[] {
    return this.behind(resource, type, property, idsAt(resource.props, property, ...path));
  }

  /** As `named`, for OCIDs that have been read already. */
  behind(resource: PolicyResource, type: string, property: string, ids: readonly unknown[]): PolicyResource[] {
    const byId = ids.flatMap((id) => (typeof id === "string" ? (this.ids.get(id) ?? []) : []));
    const found = byId.length === ids.length ? byId : [...byId, ...(resource.propertyDependencies[property] ?? [])];
    return [...new Set(found)].filter((each) => each.type === type);
  }
}

const graphs = new WeakMap<object, Graph>();

/**
 * The graph of a stack's resources, made once for all rules: each is given a list of its own, of resources of its own, with
 * the same properties in them.
 */
export function graphOf(resources: readonly PolicyResource[]): Graph {
  const [first] = resources;
  if (!first) return new Graph(resources);
  const known = graphs.get(first.props);
  if (known?.resources.length === resources.length) return known;
  const graph = new Graph(resources);
  graphs.set(first.props, graph);
  return graph;
}

/** The OCID, or the OCIDs of the list, at a path; each a text or `UNKNOWN`. */
function idsAt(props: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = valueAt(props, ...path);
  if (Array.isArray(value)) return listAt(value);
  return value === undefined ? [] : [value];
}
