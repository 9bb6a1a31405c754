import { strict as assert } from "node:assert";

import { kindOf, kinds } from "../../../../sandbox/kinds";
import type { Kind } from "../../../../sandbox/kinds/kind";
import { findResources } from "../../../../sandbox/plugins/oci/find";
import { configurationOf } from "../../../../sandbox/plugins/oci";
import { OracleClient } from "../../../../sandbox/plugins/oci/oracle-client";
import { readExisting } from "../../../../sandbox/plugins/oci/provider";
import type { Properties } from "../../../../sandbox/plugins/values";
import { lifeCycleOf, oracleClients } from "../../api/oracle-clients";
import { COMPARTMENT, OTHER_COMPARTMENT, providerSettings, startSandbox, type RunningSandbox } from "../../harness";
import { CONTAINER_CONFIGURATION, LOG_GROUP, SUBSCRIPTION } from "./resources";

const kindNamed = (token: string): Kind => kindOf(token) as Kind;

describe("findResources", () => {
  let sandbox: RunningSandbox;
  let client: OracleClient;
  /** Answers to list calls are cut into pages of that many. */
  let pages = 0;

  before(async () => {
    sandbox = await startSandbox((server) => {
      server.addHook("preHandler", ({ query }, _reply, done) => {
        if (pages > 0) (query as { limit?: string }).limit = String(pages);
        done();
      });
    });
    client = new OracleClient(sandbox.endpoint, configurationOf(providerSettings));
  });

  afterEach(() => {
    pages = 0;
    sandbox.store.clear();
  });

  after(() => sandbox.stop());

  /** Makes an object, gives it a name where it may have one, and tells its id with the inputs that it would take. */
  const make = async (kind: Kind, name = "app"): Promise<{ id: string; inputs: Properties }> => {
    const { parentId } = await lifeCycleOf(kind.token).create(oracleClients(sandbox.endpoint), COMPARTMENT, name);
    const found = sandbox.store.byKind(kind.token).at(-1);
    if (!found) throw new Error(`no ${kind.token} was made`);
    if (kind.inputs["displayName"]) sandbox.store.put({ ...found, body: { ...found.body, displayName: name } });
    const parent = kind.rest.parent && kind.inputs[kind.rest.parent] ? { [kind.rest.parent]: parentId } : {};
    const { outputs } = await readExisting(client, kind, found.id, parent);
    return { id: found.id, inputs: { ...outputs, ...parent } };
  };

  const foundBy = async (kind: Kind, inputs: Properties): Promise<string[] | undefined> =>
    (await findResources(client, kind, inputs))?.map(({ id }) => id);

  for (const kind of kinds.filter(({ rest }) => !rest.single)) {
    it(`finds ${kind.token} by what its create was given, and nothing once it is gone`, async () => {
      const { id, inputs } = await make(kind);

      assert.deepEqual(await foundBy(kind, inputs), [id]);

      sandbox.store.delete(id);
      assert.deepEqual(await foundBy(kind, inputs), []);
    });
  }

  it("finds what each compartment has by that alone", async () => {
    const inputs = { compartmentId: COMPARTMENT, isRepositoryCreatedOnFirstPush: false };

    assert.deepEqual(await foundBy(kindNamed(CONTAINER_CONFIGURATION), inputs), [COMPARTMENT]);
  });

  it("tells those of another name or place apart", async () => {
    const kind = kindNamed(LOG_GROUP);
    const { inputs } = await make(kind);

    assert.deepEqual(await foundBy(kind, { ...inputs, displayName: "other" }), []);
    assert.deepEqual(await foundBy(kind, { ...inputs, compartmentId: OTHER_COMPARTMENT }), []);
  });

  it("tells subscriptions, which have no name, apart by endpoint", async () => {
    const kind = kindNamed(SUBSCRIPTION);
    const { inputs } = await make(kind);

    assert.deepEqual(await foundBy(kind, { ...inputs, endpoint: "https://other.example.com" }), []);
  });

  it("tells all that fit where names are not unique", async () => {
    const kind = kindNamed("oci:Artifacts/repository:Repository");
    const [one, other] = [await make(kind), await make(kind)];

    assert.deepEqual(await foundBy(kind, one.inputs), [one.id, other.id]);
  });

  it("leaves out what waits for its deletion", async () => {
    const kind = kindNamed("oci:Vault/secret:Secret");
    const { id, inputs } = await make(kind);
    await client.delete(kind, id, {});

    assert.deepEqual(await foundBy(kind, inputs), []);
  });

  it("finds it on a later page", async () => {
    const kind = kindNamed(LOG_GROUP);
    for (const name of ["a", "b"]) await make(kind, name);
    const { id, inputs } = await make(kind, "c");
    pages = 1;

    assert.deepEqual(await foundBy(kind, inputs), [id]);
  });

  it("does not guess without a name, or by an encrypted one", async () => {
    const kind = kindNamed(LOG_GROUP);
    const { inputs } = await make(kind);

    assert.equal(await foundBy(kind, { ...inputs, displayName: undefined }), undefined);
    assert.equal(await foundBy(kind, { ...inputs, displayName: { ciphertext: "abc" } }), undefined);
  });
});
