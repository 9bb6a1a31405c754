import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { freshFolder } from "../../engine/lab";
import { Store, type StoredObject } from "../../../sandbox/api/store";

const group: StoredObject = {
  id: "group",
  kind: "oci:Logging/logGroup:LogGroup",
  parent: undefined,
  region: "eu-frankfurt-1",
  body: { id: "group", displayName: "größe 'quoted' \"twice\"", freeformTags: { a: "b" }, nothing: null },
};
const log: StoredObject = { ...group, id: "log", kind: "oci:Logging/log:Log", parent: "group", body: { id: "log" } };

describe("Store", () => {
  let folder: string;
  let file: string;
  let store: Store;

  beforeEach(() => {
    folder = freshFolder("store");
    file = path.join(folder, "objects.db");
    store = new Store(file);
  });

  afterEach(() => {
    store.close();
    fs.rmSync(folder, { recursive: true });
  });

  const reopen = (): void => {
    store.close();
    store = new Store(file);
  };

  it("keeps objects when the file is closed and opened again", () => {
    store.put(group);
    store.put(log);

    reopen();

    assert.deepEqual(store.all(), [group, log]);
  });

  it("keeps work requests when the file is closed and opened again", () => {
    store.putWorkRequest({ id: "request", status: "SUCCEEDED" });

    reopen();

    assert.deepEqual(store.getWorkRequest("request"), { id: "request", status: "SUCCEEDED" });
  });

  it("has one id for as long as the file is there", () => {
    const { sandboxId } = store;

    reopen();

    assert.equal(store.sandboxId, sandboxId);
  });

  it("keeps its id when it is emptied", () => {
    const { sandboxId } = store;
    store.clear();

    reopen();

    assert.equal(store.sandboxId, sandboxId);
  });

  it("has another id in another file", () => {
    const other = new Store(path.join(folder, "other.db"));
    other.close();

    assert.notEqual(other.sandboxId, store.sandboxId);
  });

  it("holds no objects once it is emptied", () => {
    store.put(group);
    store.put(log);

    store.clear();

    assert.deepEqual(store.all(), []);
  });

  it("holds no work requests once it is emptied", () => {
    store.putWorkRequest({ id: "request" });

    store.clear();

    assert.equal(store.getWorkRequest("request"), undefined);
  });

  it("is still empty when the file is opened again", () => {
    store.put(group);
    store.clear();

    reopen();

    assert.deepEqual(store.all(), []);
  });

  it("finds an object by its id", () => {
    store.put(group);

    assert.deepEqual(store.get("group"), group);
  });

  it("finds nothing under an id that is not there", () => {
    assert.equal(store.get("group"), undefined);
  });

  it("finds objects by kind", () => {
    store.put(group);
    store.put(log);

    assert.deepEqual(store.byKind(log.kind), [log]);
  });

  it("finds what stands in an object", () => {
    store.put(group);
    store.put(log);

    assert.deepEqual(store.childrenOf("group"), [log]);
  });

  it("lists objects in the order they were made, changes notwithstanding", () => {
    store.put(group);
    store.put(log);

    store.put({ ...group, body: { changed: true } });

    assert.deepEqual(
      store.all().map(({ id }) => id),
      ["group", "log"],
    );
  });

  it("changes the body and the parent of an object that is there", () => {
    store.put(log);

    store.put({ ...log, parent: "other", body: { changed: true } });

    assert.deepEqual(store.all(), [{ ...log, parent: "other", body: { changed: true } }]);
  });

  it("forgets a deleted object", () => {
    store.put(group);
    store.put(log);

    store.delete("log");

    assert.deepEqual(store.all(), [group]);
  });
});
