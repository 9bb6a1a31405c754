/** A node of a pipeline and the ids of those that it runs after; an id that is no node is the start. */
export interface Node {
  readonly id: string;
  readonly after: readonly string[];
}

/** Where a node stands: columns from the left, rows from the top, both from 0. */
export interface Position {
  readonly column: number;
  readonly row: number;
}

export interface Layout {
  readonly positions: ReadonlyMap<string, Position>;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Places each node one column right of the last of those that it runs after, and a column's nodes below one another in
 * the order that they are given. Nodes of a cycle, which the sandbox refuses nowhere, share the columns that they get
 * when the walk meets itself.
 */
export function layout(nodes: readonly Node[]): Layout {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const columns = new Map<string, number>();
  const columnOf = (id: string, path: ReadonlySet<string>): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    const before = (byId.get(id)?.after ?? []).filter((each) => byId.has(each) && !path.has(each));
    const column = Math.max(-1, ...before.map((each) => columnOf(each, new Set([...path, id])))) + 1;
    columns.set(id, column);
    return column;
  };
  const taken: number[] = [];
  const positions = new Map<string, Position>();
  for (const { id } of nodes) {
    const column = columnOf(id, new Set([id]));
    const row = taken[column] ?? 0;
    taken[column] = row + 1;
    positions.set(id, { column, row });
  }
  return { positions, columns: taken.length, rows: Math.max(0, ...Object.values(taken)) };
}
