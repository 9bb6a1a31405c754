import { strict as assert } from "node:assert";

import { isWithin, pathOf, sourceNameIn } from "../../../buildspec/run/location";

describe("pathOf", () => {
  const layout = { workspace: "/tmp/w", primary: "/tmp/w/orders" };
  const known = new Map([["DIR", "target"]]);

  const cases: readonly { location: string; path: string }[] = [
    { location: "/workspace", path: "/tmp/w" },
    { location: "/workspaces/x", path: "/workspaces/x" },
    { location: "./$DIR/../${DIR}/x", path: "/tmp/w/orders/target/x" },
    { location: "/opt/x", path: "/opt/x" },
  ];
  for (const { location, path } of cases) {
    it(`takes ${location} for ${path}`, () => assert.equal(pathOf(location, layout, known).value, path));
  }

  it("says that a location is empty", () => {
    assert.deepEqual(pathOf(" ", layout, known), { fault: "is empty; write the path of a file" });
  });
});

describe("isWithin", () => {
  it("tells a folder's own from its neighbours", () => {
    assert.deepEqual(
      ["/a/b", "/a/b/c", "/a/b/..c", "/a/bc", "/a"].map((file) => isWithin("/a/b", file)),
      [true, true, true, false, false],
    );
  });
});

describe("sourceNameIn", () => {
  it("is the one folder of the workspace that is named, if there is one", () => {
    assert.equal(sourceNameIn(["/workspace/Source/a", "${OCI_WORKSPACE_DIR}/Source/b", "c"]), "Source");
    assert.equal(sourceNameIn(["/workspace/One/a", "/workspace/Two/a"]), undefined);
    assert.equal(sourceNameIn(["/workspace/../a", "b"]), undefined);
  });
});
