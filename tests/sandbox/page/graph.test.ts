import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { layout, type Node } from "../../../sandbox/page/graph";

/** A graph whose nodes run after earlier ones alone. */
const graphs = fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { maxLength: 20 }).map((all) =>
  all.map((after, index): Node => ({
    id: `n${index}`,
    after: after.filter((each) => each < index).map((each) => `n${each}`),
  })),
);

describe("layout", () => {
  it("places stages that run one after the other from left to right", () => {
    const { positions, columns, rows } = layout([
      { id: "shift", after: ["approve"] },
      { id: "approve", after: ["deploy"] },
      { id: "deploy", after: ["pipeline"] },
    ]);
    assert.deepEqual(
      [...positions],
      [
        ["shift", { column: 2, row: 0 }],
        ["approve", { column: 1, row: 0 }],
        ["deploy", { column: 0, row: 0 }],
      ],
    );
    assert.deepEqual({ columns, rows }, { columns: 3, rows: 1 });
  });

  it("places stages that run at once below one another, and what joins them behind the later one", () => {
    const { positions, rows } = layout([
      { id: "build", after: [] },
      { id: "image", after: ["build"] },
      { id: "files", after: ["build"] },
      { id: "wait", after: ["files"] },
      { id: "deploy", after: ["image", "wait"] },
    ]);
    assert.deepEqual(positions.get("files"), { column: 1, row: 1 });
    assert.deepEqual(positions.get("deploy"), { column: 3, row: 0 });
    assert.equal(rows, 2);
  });

  it("has room for nothing, and an end for a circle", () => {
    assert.deepEqual(layout([]), { positions: new Map(), columns: 0, rows: 0 });
    const circle = layout([
      { id: "a", after: ["b"] },
      { id: "b", after: ["a"] },
    ]);
    assert.equal(circle.positions.size, 2);
  });

  it("gives each node a place of its own, right of all that it runs after", () => {
    fc.assert(
      fc.property(graphs, (nodes) => {
        const { positions, columns, rows } = layout(nodes);
        const places = new Set([...positions.values()].map(({ column, row }) => `${column}/${row}`));
        assert.equal(places.size, nodes.length);
        for (const { id, after } of nodes) {
          const place = positions.get(id);
          assert.ok(place && place.column < columns && place.row < rows);
          for (const each of after) assert.ok((positions.get(each)?.column ?? Infinity) < place.column);
        }
      }),
    );
  });
});
